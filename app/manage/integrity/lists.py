"""The review list of a survey: by the units of the tree, and every point with an entry."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.access.subjects import numbers
from app.errors import NotFound
from app.manage.integrity.blueprint import blueprint
from app.models import Survey
from app.queries.integrity import points_by_id
from app.queries.survey_shown_first import survey_to_show
from app.queries.surveys import get_survey, list_surveys
from app.services.integrity.by_unit import evidence_below
from app.services.integrity.evidence import not_looked_for, survey_evidence
from app.services.integrity.withheld import withheld_places


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show what is found in a survey, below a unit if one is chosen."""
    scope = current_scope()
    surveys = list_surveys(scope)
    survey = chosen_survey(surveys)
    found = survey_evidence(survey) if survey else {}
    branch = evidence_below(
        found,
        points_by_id(found),
        under=chosen_unit(),
        scope=scope,
        day=clock.local_day(clock.now()),
        least=survey.minimum_cell if survey else 0,
    )
    return render_template(
        "manage/integrity/index.html",
        surveys=surveys,
        survey=survey,
        branch=branch,
        withheld=withheld_places(survey) if survey else frozenset(),
        not_looked_for=not_looked_for(survey) if survey else (),
    )


def chosen_survey(surveys: list[Survey]) -> Survey | None:
    """Take the survey of the address, else the one that is shown unasked."""
    if code := request.args.get("survey"):
        return get_survey(code)
    return survey_to_show(surveys, current_scope(), clock.now())


def chosen_unit() -> int | None:
    """Take the unit of the address, if any; raises `NotFound` for what is no number."""
    text = request.args.get("under", "")
    if not text:
        return None
    ids = numbers([text])
    if not ids:
        raise NotFound("no such unit")
    return ids[0]
