"""Surveys: the list, one of them, and what its units need."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.errors import InvalidFilter
from app.manage.arguments import read_page_number, read_search
from app.manage.surveys.blueprint import blueprint
from app.manage.surveys.words import DEEDS, OFFERED, REACHES, STATES
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import chosen_units, find_surveys, get_survey_by_id, listed
from app.queries.targets import chosen_target_ids, list_survey_targets
from app.services.fielding.planner import POWER, Reach, plan_units
from app.services.fielding.versions import newer_versions
from app.words import FORMULAS, SECTORS, UNIT_KINDS

USUAL_TRUTH = 85


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the surveys that fit the search, fifty a page."""
    text, state = read_search(request.args), request.args.get("state", "")
    state = state if state in set(STATES) else ""
    number, now = read_page_number(request.args), clock.now()
    return render_template(
        "manage/surveys/index.html",
        page=find_surveys(text, state=state, number=number, now=now, scope=current_scope()),
        arguments={name: value for name, value in (("q", text), ("state", state)) if value},
        states=STATES,
        sectors=SECTORS,
    )


@blueprint.get("/<int:survey_id>")
def survey(survey_id: int) -> ResponseReturnValue:
    """Show one survey: its state, what can be done, and what it is made of."""
    found, now = get_survey_by_id(survey_id), clock.now()
    (line,) = listed([found], now)
    return render_template(
        "manage/surveys/survey.html",
        listed=line,
        survey=found,
        questionnaire=get_questionnaire(found.version_id),
        units=chosen_units(survey_id),
        targets=list_survey_targets(survey_id, found.closes_on),
        targets_chosen=bool(chosen_target_ids(survey_id)),
        newer=newer_versions(found),
        deeds=OFFERED[line.state],
        deed_words=DEEDS,
        states=STATES,
        sectors=SECTORS,
        formulas=FORMULAS,
    )


@blueprint.get("/<int:survey_id>/planner")
def planner(survey_id: int) -> ResponseReturnValue:
    """Say how many answers each unit needs for a verdict, out of how many dossiers."""
    found = get_survey_by_id(survey_id)
    truth = read_truth(request.args.get("truth", str(USUAL_TRUTH)))
    plan = plan_units(
        found,
        truth=truth / 100,
        kind=request.args.get("level"),
        now=clock.now(),
        people=current_scope(),
    )
    return render_template(
        "manage/surveys/planner.html",
        survey=found,
        plan=plan,
        truth=truth,
        power=POWER,
        reach=Reach,
        reaches=REACHES,
        kinds=UNIT_KINDS,
        formulas=FORMULAS,
    )


def read_truth(text: str) -> int:
    """Read the share to plan for, in per cent; raises `InvalidFilter`."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 99):
        raise InvalidFilter(f"truth {text!r}", name="truth")
    return int(text)
