"""What a reader can choose on a page of results, and what is shown if nothing is chosen."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from app.alphabet import name_order
from app.errors import InvalidFilter
from app.scope import EVERYTHING, Scope
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report

OFFICIAL_ORDER = "official"
VERDICT_ORDER = (
    Outcome.MET,
    Outcome.NOT_MET,
    Outcome.NOT_ENOUGH_EVIDENCE,
    Outcome.NO_TARGET,
    Outcome.WITHHELD,
    Outcome.NO_ANSWERS,
)


class TreeView(StrEnum):
    """In which tree of units answers are put together."""

    THEN = "then"
    NOW = "now"


SORTS: dict[str, Callable[[IndexRow], Any]] = {
    OFFICIAL_ORDER: lambda row: 0,
    "name": lambda row: name_order(row.unit.name_vi),
    "verdict": lambda row: VERDICT_ORDER.index(row.outcome),
    "n": lambda row: -row.figure.n if row.figure else 1,
    "low": lambda row: -row.figure.low if row.figure else 1.0,
}
"""Orders of a table. The bare estimate is not among them: that would be a league table, in which
small units stand at both ends by chance (statistics.md 8.3)."""


def chosen_formula(report: Report, asked: str | None) -> str:
    """Give the formula asked for, or the survey's first; raises `InvalidFilter`."""
    if not report.formulas:
        raise InvalidFilter("the survey publishes no formula its questionnaire supports")
    if asked is None:
        return report.formulas[0]
    if asked not in report.formulas:
        raise InvalidFilter(f"the survey does not publish {asked!r}", name="formula")
    return asked


def chosen_level(
    report: Report, asked: str | None, under: int | None, visible: Scope = EVERYTHING
) -> str | None:
    """Give the level asked for, or the topmost one of which there are several visible units.

    Below a unit, the level under it is shown if nothing is asked, or the unit itself where there
    is none. None where the survey has no units yet. Raises `InvalidFilter`.
    """
    scope = report.data.scope
    kinds = scope.kinds(visible)
    if asked is not None:
        if asked not in kinds:
            raise InvalidFilter(f"the survey has no units of the kind {asked!r}", name="level")
        return asked
    if under in scope.units:
        return scope.units[scope.children.get(under, (under,))[0]].kind
    return next((kind for kind, count in kinds.items() if count > 1), next(iter(kinds), None))


def shown_rows(
    rows: list[IndexRow],
    report: Report,
    under: int | None,
    sort: str,
    visible: Scope = EVERYTHING,
) -> list[IndexRow]:
    """Keep the visible rows below a unit, in the order asked for; equal ones in the official one.

    Raises `InvalidFilter` for a unit that is not in the survey or an order that does not exist.
    """
    if sort not in SORTS:
        raise InvalidFilter(f"no order {sort!r}", name="sort")
    if under is not None and under not in report.data.scope.units:
        raise InvalidFilter(f"unit {under} is not in the survey", name="under")
    tree = report.data.scope
    kept = [row for row in rows if under is None or tree.is_below(row.unit.id, under)]
    return sorted((row for row in kept if visible.covers(row.unit.id)), key=SORTS[sort])
