"""Planning a survey: choose its questionnaire, then fill in the rest; and changing a plan."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.errors import NotFound
from app.extensions import db
from app.filters import name_of
from app.manage.surveys.blueprint import blueprint
from app.manage.surveys.forms import (
    PlanForm,
    TitlesForm,
    first_values,
    read_unit_ids,
    refuse,
    stored_values,
)
from app.models import QuestionnaireVersion, Survey
from app.queries.questionnaires import get_questionnaire, latest_versions
from app.queries.surveys import chosen_units, get_survey_by_id
from app.queries.targets import chosen_target_ids, list_targets
from app.queries.unit_tree import unit_tree
from app.services.fielding import InvalidSurvey, NewSurvey, change_survey, create_survey
from surveys.catalogue import notes_on


@blueprint.get("/new")
def choose() -> ResponseReturnValue:
    """Choose the questionnaire of a new survey; each says who is to answer it."""
    versions = [
        (version, get_questionnaire(version.id), notes_on(version.questionnaire.code))
        for version in latest_versions()
    ]
    return render_template("manage/surveys/choose.html", versions=versions)


@blueprint.route("/new/<int:version_id>", methods=["GET", "POST"])
def new(version_id: int) -> ResponseReturnValue:
    """Plan a survey of a questionnaire's version."""
    version = known_version(version_id)
    document = get_questionnaire(version_id)
    form = PlanForm(data=first_values(version, document, clock.local_day(clock.now())))
    form.offer(document, list_targets(clock.local_day(clock.now())), name_of)
    units = read_unit_ids(request.form)
    if form.validate_on_submit():
        try:
            survey = create_survey(
                form.wanted(version, units),
                actor=current_actor(),
                now=clock.now(),
                scope=current_scope(),
            )
        except InvalidSurvey as refused:
            refuse(form, refused)
        else:
            flash(gettext("The survey has been planned. It takes no answers until it is opened."))
            return redirect(url_for(".survey", survey_id=survey.id))
    return plan_page("manage/surveys/new.html", form, version, units)


@blueprint.route("/<int:survey_id>/edit", methods=["GET", "POST"])
def edit(survey_id: int) -> ResponseReturnValue:
    """Change a plan in everything, an opened survey in its titles."""
    survey = get_survey_by_id(survey_id)
    if survey.opened_at is not None:
        return edit_titles(survey)
    version, document = survey.version, get_questionnaire(survey.version_id)
    form = PlanForm(data=stored_values(survey, chosen_target_ids(survey_id)))
    form.offer(document, list_targets(survey.closes_on), name_of)
    sent = request.method == "POST"
    stored = [chosen.unit.id for chosen in chosen_units(survey_id)]
    units = read_unit_ids(request.form) if sent else stored
    if form.validate_on_submit():
        try:
            save(survey, form.wanted(version, units))
        except InvalidSurvey as refused:
            refuse(form, refused)
        else:
            return redirect(url_for(".survey", survey_id=survey_id))
    return plan_page("manage/surveys/edit.html", form, version, units, survey=survey)


def edit_titles(survey: Survey) -> ResponseReturnValue:
    """Change the titles of a survey that is open or over."""
    form = TitlesForm(obj=survey)
    if form.validate_on_submit():
        save(survey, with_titles(survey, form.title_vi.data, form.title_en.data))
        return redirect(url_for(".survey", survey_id=survey.id))
    return render_template("manage/surveys/titles.html", form=form, survey=survey)


def save(survey: Survey, wanted: NewSurvey) -> None:
    """Store a change and say so; raises `InvalidSurvey`."""
    change_survey(survey, wanted, actor=current_actor(), now=clock.now(), scope=current_scope())
    flash(gettext("The change has been saved."))


def with_titles(survey: Survey, title_vi: str, title_en: str) -> NewSurvey:
    """Give a survey as it is with other titles."""
    return NewSurvey(
        code=survey.code,
        title_vi=title_vi,
        title_en=title_en,
        sector=survey.sector,
        questionnaire=survey.version.questionnaire.code,
        version_id=survey.version_id,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        formulas=tuple(survey.formulas),
        confidence_level=survey.confidence_level,
        minimum_cell=survey.minimum_cell,
    )


def plan_page(
    template: str, form: Any, version: QuestionnaireVersion, units: list[int], **more: Any
) -> str:
    """Show the form of a plan with its tree of units."""
    return render_template(
        template,
        form=form,
        version=version,
        questionnaire=get_questionnaire(version.id),
        notes=notes_on(version.questionnaire.code),
        tree=unit_tree(
            clock.local_day(clock.now()), chosen=units, offered=current_scope().unit_ids
        ),
        unit_errors=getattr(form, "unit_errors", []),
        **more,
    )


def known_version(version_id: int) -> QuestionnaireVersion:
    """Give a published version; raises `NotFound`."""
    get_questionnaire(version_id)
    version = db.session.get(QuestionnaireVersion, version_id)
    if version is None:
        raise NotFound("no such version")
    return version
