"""The overview of a unit: the page that a leader opens first."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock, overview_words
from app.access import current_scope, may_open
from app.charts.changes import direction_words, points
from app.errors import InvalidFilter
from app.exports import EXPORTERS
from app.naming_words import part_sentence
from app.queries.surveys import list_surveys, list_surveys_of_unit
from app.results.paging import page_asked
from app.results.routes import blueprint, chosen_report
from app.results.selection import Selection, read_selection
from app.scope import Scope
from app.services.beside import Seen
from app.services.breakdowns.beside import Missing, last_look
from app.services.breakdowns.rows import is_divisible
from app.services.breakdowns.standing_out import StandingOut
from app.services.digests.alarms import running_alarms
from app.services.digests.sentences import alarm_sentence
from app.services.digests.signs import Sign
from app.services.digests.signs import in_order as signs_in_order
from app.services.integrity.waiting import Waiting, waiting_points
from app.services.reporting.changes import ChangeRow
from app.services.reporting.choices import SORTS, chosen_formula
from app.services.reporting.differences import Direction
from app.services.reporting.overview import Overview, read_overview
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.running import running_verdict
from app.strips import shared_axis

CHANGE_ORDER = (
    Direction.WORSE,
    Direction.BETTER,
    Direction.CANNOT_TELL,
    Direction.UNCHANGED,
    Direction.NOT_SHOWN,
)
SURVEYS_AT_MOST = 12

Key = Callable[[IndexRow], Any]


@blueprint.get("/overview")
def overview() -> ResponseReturnValue:
    """Show what a leader asks first of a unit, each answer with the way to its details."""
    visible = current_scope()
    selection = read_selection(request.args, visible)
    report = chosen_report(selection) if selection else None
    tops = own_units(report, visible) if report else []
    if selection is None or report is None or not tops:
        return render_template("results/no_surveys.html")
    unit_id = chosen_unit(selection, report, tops)
    formula = chosen_formula(report, selection.formula)
    today = clock.local_day(clock.now())
    found = read_overview(report, unit_id, formula, today=today)
    tree = report.data.scope
    below = in_order(found, selection.sort)
    return render_template(
        "results/overview.html",
        selection=replace(selection, under=unit_id, formula=formula),
        report=report,
        overview=found,
        running=running_verdict(report, found.row, today=today),
        below=below,
        page=page_asked(below),
        parts=parts_of(report, found.row),
        alarms=alarms_in(report, formula, found),
        alarm_sentence=alarm_sentence,
        waiting=waiting_below(report, unit_id),
        tops=[tree.units[top] for top in tops if not tree.is_below(unit_id, top)],
        trail=[tree.units[u] for u in tree.upwards(unit_id) if visible.covers(u)][:0:-1],
        surveys=list_surveys(visible),
        others=list_surveys_of_unit(unit_id, today=today)[:SURVEYS_AT_MOST],
        axis=shared_axis([found.row, *found.below]),
        factor_axis=shared_axis(
            [], [line.factor.figure for line in found.factors.lines if line.factor.figure]
        ),
        says=overview_words,
        part_sentence=part_sentence,
        points=points,
        direction_words=direction_words,
        formats=EXPORTERS,
    )


def parts_of(report: Report, row: IndexRow) -> Seen[StandingOut] | Missing | None:
    """Give what was found last among the parts of a unit, or why there is nothing yet.

    None where nothing is divided: of a part of the survey, of a unit without figure or target.
    """
    if row.figure is None or row.target is None or not is_divisible(report):
        return None
    asked = "parts" in request.args
    return last_look(report, row.formula.id, row.unit.id, asked=asked)


def alarms_in(report: Report, formula: str, found: Overview) -> list[Sign] | None:
    """List the signs of a fall here that are not over; None where that is not followed."""
    rows = [found.row, *found.below]
    alarms = running_alarms(report, formula, rows, found.changes)
    if alarms is None:
        return None
    signs = [Sign(row, alarms.get(row.unit.id), None) for row in rows]
    return [sign for sign in signs_in_order(signs, report.data.scope.parents) if sign.is_now]


def own_units(report: Report, visible: Scope) -> list[int]:
    """List the topmost units of the survey that the reader may see."""
    tree = report.data.scope
    covered = [unit_id for unit_id in tree.units if visible.covers(unit_id)]
    return [u for u in covered if u not in tree.parents or not visible.covers(tree.parents[u])]


def chosen_unit(selection: Selection, report: Report, tops: list[int]) -> int:
    """Take the unit of the address, else the topmost one of one's own."""
    if selection.under is None:
        return tops[0]
    if selection.under not in report.data.scope.units:
        raise InvalidFilter(f"unit {selection.under} is not in the survey", name="under")
    return selection.under


def in_order(found: Overview, sort: str) -> list[IndexRow]:
    """Sort the units below; raises `InvalidFilter` for an order that does not exist."""
    sorts: Mapping[str, Key] = {**SORTS, "change": _by_change(found.changed)}
    if sort not in sorts:
        raise InvalidFilter(f"no order {sort!r}", name="sort")
    return sorted(found.below, key=sorts[sort])


def _by_change(changed: Mapping[int, ChangeRow]) -> Key:
    def key(row: IndexRow) -> tuple[int, float]:
        change = changed.get(row.unit.id)
        if change is None or change.difference is None:
            return (len(CHANGE_ORDER), 0.0)
        return (CHANGE_ORDER.index(change.direction), change.difference.value)

    return key


def waiting_below(report: Report, unit_id: int) -> Waiting | None:
    """List the points that wait on the review list; None for those who may not see it."""
    survey = report.data.survey
    if not may_open("integrity.index", survey=survey.code, under=unit_id):
        return None
    tree = report.data.scope
    return waiting_points(survey, {u for u in tree.units if tree.is_below(u, unit_id)})
