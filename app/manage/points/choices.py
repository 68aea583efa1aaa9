"""Units, procedures and surveys to choose from, as the forms of collection points offer them."""

from collections.abc import Iterator
from datetime import date, datetime

from flask_babel import gettext

from app import clock
from app.filters import name_of
from app.models import Survey
from app.queries.services import list_services
from app.queries.survey_states import SurveyState, survey_state
from app.queries.surveys import surveys_meant_for
from app.queries.unit_tree import TreeNode, unit_tree
from app.scope import EVERYTHING, Scope


def unit_choices(day: date, scope: Scope = EVERYTHING) -> list[tuple[str, str]]:
    """List the units in force in the order of the tree, each with the name of the unit above."""
    tops = unit_tree(day, offered=scope.unit_ids)
    return [choice for top in tops for choice in branch_choices(top, "")]


def branch_choices(node: TreeNode, above: str) -> Iterator[tuple[str, str]]:
    """Go through a branch, upper units first."""
    name = name_of(node.unit)
    if node.offered:
        label = f"{name} – {above} ({node.unit.code})" if above else f"{name} ({node.unit.code})"
        yield str(node.unit.id), label
    for below in node.below:
        yield from branch_choices(below, name)


def running_surveys(scope: Scope, now: datetime) -> list[Survey]:
    """List the surveys for a scope that are not over."""
    surveys = surveys_meant_for(scope, clock.local_day(now))
    return [s for s in surveys if survey_state(s, now) is not SurveyState.CLOSED]


def survey_choices(scope: Scope, now: datetime) -> list[tuple[int, str]]:
    """List the surveys that a point may collect for."""
    return [(survey.id, name_of(survey, "title")) for survey in running_surveys(scope, now)]


def service_choices() -> list[tuple[str, str]]:
    """List the procedures in force; the first choice is all of them."""
    services = list_services(in_force_only=True)
    named = [(str(service.id), f"{service.code} – {name_of(service)}") for service in services]
    return [("", str(gettext("all services"))), *named]
