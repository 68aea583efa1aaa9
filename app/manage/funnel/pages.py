"""The points of a survey with their forms, and one point day by day."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.manage.arguments import read_page_number
from app.manage.funnel.blueprint import blueprint
from app.manage.funnel.selection import Selection, chosen_survey, read_selection
from app.models import Survey
from app.queries.funnel import first_counted_day
from app.queries.pages import page_of
from app.queries.point_list import get_listed_point
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import get_survey, list_surveys
from app.services.funnel.losses import losses
from app.services.funnel.reading import funnel_rows, funnel_total


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the points of a survey with their forms, fifty a page, and all of them together."""
    survey, surveys = chosen_survey(request.args), list_surveys(current_scope())
    if survey is None:
        return render_template("manage/funnel/index.html", selection=None, surveys=surveys)
    selection = read_selection(request.args, survey)
    wanted = selection.wanted(clock.now())
    rows = funnel_rows(wanted)
    return render_template(
        "manage/funnel/index.html",
        selection=selection,
        surveys=surveys,
        page=page_of(rows, read_page_number(request.args)),
        total=funnel_total(wanted, rows),
        losses=losses(wanted, survey, get_questionnaire(survey.version_id)),
        **about(survey),
    )


@blueprint.get("/<survey_code>/points/<int:point_id>")
def point(survey_code: str, point_id: int) -> ResponseReturnValue:
    """Show the forms of a point day by day."""
    selection, now = selection_at(survey_code), clock.now()
    survey = selection.survey
    wanted = selection.wanted(now, point_id)
    rows = funnel_rows(wanted, by_day=True)
    return render_template(
        "manage/funnel/point.html",
        selection=selection,
        listed=get_listed_point(point_id, now=now),
        page=page_of(rows, read_page_number(request.args)),
        counted_daily=any(row.dossiers for row in rows),
        total=funnel_total(wanted, rows),
        losses=losses(wanted, survey, get_questionnaire(survey.version_id)),
        **about(survey),
    )


def selection_at(survey_code: str) -> Selection:
    """Read the selection of a point's page, which is never narrowed to units' names."""
    arguments = {name: text for name, text in request.args.items() if name != "q"}
    return read_selection(arguments, get_survey(survey_code))


def about(survey: Survey) -> dict[str, object]:
    """Give what pages say of the survey: its questions, and since when forms are counted."""
    questionnaire = get_questionnaire(survey.version_id)
    return {
        "questions": questionnaire.questions,
        "sections": questionnaire.sections,
        "counted_since": first_counted_day(survey.id),
    }
