"""What is done to a survey: each act asks on a page of its own and works by POST alone."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.manage.surveys.blueprint import blueprint
from app.manage.surveys.forms import ExtendForm
from app.manage.surveys.words import DEEDS, REFUSALS, Deed
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import get_survey_by_id
from app.services.fielding import (
    ActRefused,
    NotComparable,
    close_survey,
    extend_survey,
    open_survey,
    pause_survey,
    remove_plan,
    resume_survey,
    switch_version,
)
from app.services.fielding.versions import differences_to, newer_versions
from app.version_words import EFFECTS, difference_words
from surveys.question_changes import Effect

SERVICES: dict[Deed, Callable[..., Any]] = {
    Deed.OPEN: open_survey,
    Deed.PAUSE: pause_survey,
    Deed.RESUME: resume_survey,
    Deed.CLOSE: close_survey,
    Deed.REMOVE: remove_plan,
}


@blueprint.errorhandler(ActRefused)
def act_refused(refused: ActRefused) -> ResponseReturnValue:
    """Lead back to the survey, which says what it does now, with the reason."""
    flash(REFUSALS[refused.reason], "error")
    survey_id = (request.view_args or {})["survey_id"]
    return redirect(url_for(".survey", survey_id=survey_id))


@blueprint.route("/<int:survey_id>/<deed>", methods=["GET", "POST"])
def act(survey_id: int, deed: str) -> ResponseReturnValue:
    """Ask, then open, pause, resume or close a survey, or remove a plan."""
    survey, chosen = get_survey_by_id(survey_id), known_deed(deed)
    words = DEEDS[chosen]
    if request.method == "GET":
        return render_template("manage/surveys/act.html", survey=survey, deed=chosen, words=words)
    SERVICES[chosen](survey, actor=current_actor(), now=clock.now())
    flash(words.done)
    if chosen is Deed.REMOVE:
        return redirect(url_for(".index"))
    return redirect(url_for(".survey", survey_id=survey_id))


def known_deed(name: str) -> Deed:
    """Read an act from an address; raises `NotFound`."""
    if name not in set(Deed):
        raise NotFound(f"no act {name!r}")
    return Deed(name)


@blueprint.route("/<int:survey_id>/extend", methods=["GET", "POST"])
def extend(survey_id: int) -> ResponseReturnValue:
    """Ask for a later last day."""
    survey, form = get_survey_by_id(survey_id), ExtendForm()
    if form.validate_on_submit():
        extend_survey(survey, form.closes_on.data, actor=current_actor(), now=clock.now())
        flash(gettext("The survey has been extended."))
        return redirect(url_for(".survey", survey_id=survey_id))
    return render_template("manage/surveys/extend.html", survey=survey, form=form)


@blueprint.route("/<int:survey_id>/version", methods=["GET", "POST"])
def version(survey_id: int) -> ResponseReturnValue:
    """Show what the newest version changes, then let the survey ask it."""
    survey = get_survey_by_id(survey_id)
    newer = newer_versions(survey)
    differences = differences_to(survey, newer[0].id) if newer else []
    if request.method == "POST" and newer:
        try:
            switch_version(survey, newer[0].id, actor=current_actor(), now=clock.now())
        except NotComparable:
            flash(gettext("This version would break the trend; nothing was changed."), "error")
        else:
            flash(gettext("The survey asks the newer version from now on."))
        return redirect(url_for(".survey", survey_id=survey_id))
    return render_template(
        "manage/surveys/version.html",
        survey=survey,
        newest=newer[0] if newer else None,
        questionnaire=get_questionnaire(newer[0].id) if newer else None,
        differences=differences,
        difference_words=difference_words,
        effects=EFFECTS,
        breaking=[d for d in differences if d.effect is not Effect.KEEPS],
    )
