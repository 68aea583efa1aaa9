"""Batches: the list, a new one, one of them with its counts, and closing it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from app import clock
from app.access import current_actor, current_scope
from app.config import LANGUAGES
from app.manage.arguments import read_page_number, read_search
from app.manage.paper.blueprint import blueprint
from app.manage.paper.forms import OpenForm, offer
from app.manage.paper.words import BATCH_STATES, REFUSALS, batch_state
from app.models import Survey
from app.plain_form import PlainForm
from app.queries.paper import batch_counts, drawn_numbers, get_batch, list_batches
from app.queries.paper_places import list_paper_places
from app.queries.point_list import get_listed_point
from app.queries.questionnaires import get_questionnaire, get_version
from app.queries.surveys import get_survey, list_surveys
from app.services.paper.batches import (
    check_takes_paper,
    close_batch,
    open_batch,
    versions_asked,
)
from app.services.paper.errors import PaperRefused


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the batches of the person's units, fifty a page."""
    return render_template(
        "manage/paper/index.html",
        page=list_batches(current_scope(), number=read_page_number(request.args)),
        states=BATCH_STATES,
        state_of=batch_state,
    )


@blueprint.get("/new")
def new() -> ResponseReturnValue:
    """Choose a survey that takes sheets now, then the place the sheets come from."""
    surveys = [survey for survey in list_surveys(current_scope()) if takes_paper(survey)]
    code, text = request.args.get("survey", ""), read_search(request.args)
    chosen = get_survey(code) if code else (surveys[0] if len(surveys) == 1 else None)
    places, total = (
        list_paper_places(chosen, text, current_scope(), now=clock.now()) if chosen else ([], 0)
    )
    return render_template(
        "manage/paper/new.html",
        surveys=surveys,
        chosen=chosen,
        text=text,
        places=places,
        total=total,
    )


def takes_paper(survey: Survey) -> bool:
    """Tell whether sheets of a survey may be typed in now."""
    try:
        check_takes_paper(survey, clock.now())
    except PaperRefused:
        return False
    return True


@blueprint.route("/points/<int:point_id>/<survey_code>/begin", methods=["GET", "POST"])
def begin(point_id: int, survey_code: str) -> ResponseReturnValue:
    """Say how entry works, ask for version and language, and open a batch."""
    survey, listed = get_survey(survey_code), get_listed_point(point_id, now=clock.now())
    form = open_form(survey)
    if form.validate_on_submit():
        try:
            batch = open_batch(
                survey,
                listed.point,
                version_id=form.version.data,
                language=form.language.data,
                actor=current_actor(),
                now=clock.now(),
            )
        except PaperRefused as refused:
            flash(str(REFUSALS[refused.reason]), "error")
        else:
            return redirect(url_for(".sheet", batch_id=batch.id))
    return render_template("manage/paper/begin.html", survey=survey, listed=listed, form=form)


def open_form(survey: Survey) -> OpenForm:
    """Make the form with the versions the survey asked and the languages they speak."""
    form = OpenForm()
    versions = [get_version(version_id) for version_id in versions_asked(survey)]
    offer(form.version, ((v.id, f"{v.questionnaire.code} · {v.number}") for v in versions))
    spoken = dict.fromkeys(
        language for version in versions for language in get_questionnaire(version.id).languages
    )
    offer(form.language, ((language, LANGUAGES.get(language, language)) for language in spoken))
    return form


@blueprint.get("/batches/<int:batch_id>")
def batch(batch_id: int) -> ResponseReturnValue:
    """Show how far a batch is, and what it waits for."""
    found = get_batch(batch_id)
    counts = batch_counts([batch_id])[batch_id]
    return render_template(
        "manage/paper/batch.html",
        batch=found,
        counts=counts,
        state=batch_state(found, counts),
        states=BATCH_STATES,
        numbers=drawn_numbers(batch_id),
        form=PlainForm(),
    )


@blueprint.route("/batches/<int:batch_id>/close", methods=["GET", "POST"])
def close(batch_id: int) -> ResponseReturnValue:
    """Ask, then close a batch and draw the sheets to type again."""
    found, form = get_batch(batch_id), PlainForm()
    if form.validate_on_submit():
        try:
            drawn = close_batch(found, actor=current_actor(), now=clock.now())
        except PaperRefused as refused:
            flash(str(REFUSALS[refused.reason]), "error")
        else:
            flash(drawn_words(drawn))
        return redirect(url_for(".batch", batch_id=batch_id))
    counts = batch_counts([batch_id])[batch_id]
    return render_template("manage/paper/close.html", batch=found, counts=counts, form=form)


def drawn_words(drawn: int) -> str:
    """Say how many sheets were drawn."""
    if drawn == 0:
        return str(gettext("The batch is closed. It holds no sheets."))
    return str(
        ngettext(
            "The batch is closed. %(num)s sheet was drawn for a second typing.",
            "The batch is closed. %(num)s sheets were drawn for a second typing.",
            drawn,
        )
    )
