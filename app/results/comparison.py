"""What an address asks to compare, and how each way of comparing finds its figures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext

from app import clock
from app.errors import InvalidFilter, NotFound
from app.models import Survey
from app.queries.surveys import list_surveys, surveys_of_questionnaire
from app.queries.units import UnitFacts
from app.results.overview import chosen_unit, own_units
from app.results.routes import chosen_report, filled_in
from app.results.selection import Arguments, Selection, day_of, read_selection
from app.results.two_things import CHOICES, divided, two_parts, two_units
from app.scope import Scope
from app.services.breakdowns.rows import Breakdown
from app.services.comparing.groups import compare_origins
from app.services.comparing.parents import compare_with_parent
from app.services.comparing.periods import Period, compare_periods, with_nearest
from app.services.comparing.records import Pairs, Placing
from app.services.comparing.units import place_units
from app.services.reporting.changes import previous_survey
from app.services.reporting.choices import shown_rows
from app.services.reporting.overview import places_below
from app.services.reporting.readable_periods import check_period
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows

UNITS, PERIODS, GROUPS, PARENT = "units", "periods", "groups", "parent"
PARTS, TWO = "parts", "two"


@dataclass(frozen=True)
class Asked:
    """What an address asks to compare, without gaps.

    before : the period compared with, None where there is none or none is needed
    chosen : two parts, or another unit, as the address names them
    """

    by: str
    selection: Selection
    report: Report
    visible: Scope
    unit: UnitFacts
    before: Period | None
    chosen: Mapping[str, str]

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead here, with some changes."""
        days: dict[str, object] = {}
        if self.before and self.by == PERIODS:
            own = (self.before.survey.opens_on, self.before.survey.closes_on)
            given = (self.before.first, self.before.last)
            days = {"with": self.before.survey.code}
            if given != own:
                days |= {"with_from": given[0].isoformat(), "with_to": given[1].isoformat()}
        asked = self.selection.arguments(by=self.by, **days, **self.chosen)
        return {name: value for name, value in {**asked, **changes}.items() if value is not None}


def read_asked(arguments: Arguments, visible: Scope) -> Asked | None:
    """Read what is to be compared; None where there is no survey or no unit to see."""
    by = arguments.get("by") or UNITS
    if by not in KINDS:
        raise InvalidFilter(f"no comparison {by!r}", name="by")
    selection = read_selection(arguments, visible)
    report = chosen_report(selection) if selection else None
    tops = own_units(report, visible) if report else []
    if selection is None or report is None or not tops:
        return None
    unit_id = chosen_unit(selection, report, tops)
    filled = filled_in(replace(selection, under=unit_id), report, visible)
    before = _before(arguments, filled, visible) if by == PERIODS else None
    chosen = {name: arguments[name] for name in CHOICES if arguments.get(name)}
    return Asked(by, filled, report, visible, report.data.scope.units[unit_id], before, chosen)


def _before(arguments: Arguments, filled: Selection, visible: Scope) -> Period | None:
    """Read the period compared with; unasked it is that of the survey before."""
    survey = _other_survey(arguments.get("with"), filled.survey, visible)
    if survey is None or filled.formula is None:
        return None
    first = day_of(arguments, "with_from", survey.opens_on)
    last = day_of(arguments, "with_to", survey.closes_on)
    if last < first:
        raise InvalidFilter("the period ends before it begins", name="with_to")
    check_period(survey, first, last, names=("with_from", "with_to"))
    return Period(survey, first, last, arguments.get("with_formula") or filled.formula)


def _other_survey(code: str | None, survey: Survey, visible: Scope) -> Survey | None:
    if not code:
        return previous_survey(survey, clock.local_day(clock.now()))
    found = next((one for one in list_surveys(visible) if one.code == code), None)
    if found is None:
        raise NotFound(f"no survey {code!r}")
    return found


def _rows(asked: Asked) -> list[IndexRow]:
    """Give the unit's own row and those of the units below it."""
    formula, tree = asked.selection.formula or "", asked.report.data.scope
    wanted = [asked.unit.id, *places_below(asked.report, asked.unit.id)]
    kinds = dict.fromkeys(tree.units[u].kind for u in wanted)
    rows = {r.unit.id: r for kind in kinds for r in index_rows(asked.report, formula, kind)}
    return [rows[unit_id] for unit_id in wanted if unit_id in rows]


def _by_period(asked: Asked) -> Pairs:
    """Compare with another survey, or with other days."""
    if asked.before is None or asked.selection.formula is None:
        return Pairs(())
    selection = asked.selection
    now = Period(selection.survey, selection.first, selection.last, asked.selection.formula)
    found = compare_periods(_rows(asked), now, asked.before, viewer=asked.visible)
    if found.refusal is None:
        return found
    same = surveys_of_questionnaire(selection.survey.version.questionnaire.code)
    return replace(found, refusal=with_nearest(found.refusal, now, asked.before, same))


def _by_group(asked: Asked) -> Pairs:
    """Compare verified, open and assisted answers."""
    return Pairs(tuple(compare_origins(asked.report, _rows(asked))))


def _with_parent(asked: Asked) -> Pairs:
    """Compare the units below with the unit."""
    above, *below = _rows(asked)
    return Pairs(tuple(compare_with_parent(asked.report, below, above)))


def _units(asked: Asked) -> Placing:
    """Place the units of the chosen level among each other."""
    selection = asked.selection
    rows = index_rows(asked.report, selection.formula or "", selection.level or "")
    kept = shown_rows(rows, asked.report, selection.under, selection.sort, asked.visible)
    return place_units(asked.report, kept)


def parts_of(asked: Asked) -> Breakdown | None:
    """Divide the unit where two of its parts are compared."""
    if asked.by != PARTS or asked.selection.formula is None:
        return None
    selection = asked.selection
    return divided(asked.report, selection.formula or "", asked.unit.id, selection.dimension)


def _two_parts(asked: Asked) -> Pairs:
    """Compare two parts of the unit's answers."""
    found = parts_of(asked)
    return two_parts(asked.report, found, asked.chosen) if found else Pairs(())


def _two_units(asked: Asked) -> Pairs:
    """Compare the unit with another one."""
    formula = asked.selection.formula
    if formula is None:
        return Pairs(())
    return two_units(asked.report, formula, asked.unit, asked.chosen, asked.visible)


@dataclass(frozen=True)
class Kind:
    """One way of comparing: its name in words, and what it does."""

    title: Any
    compare: Callable[[Asked], Pairs | Placing]


KINDS: Mapping[str, Kind] = {
    UNITS: Kind(lazy_gettext("Several units"), _units),
    PERIODS: Kind(lazy_gettext("Two periods"), _by_period),
    PARENT: Kind(lazy_gettext("Units and the one above"), _with_parent),
    TWO: Kind(lazy_gettext("Two units"), _two_units),
    PARTS: Kind(lazy_gettext("Two groups of people"), _two_parts),
    GROUPS: Kind(lazy_gettext("Two groups of answers"), _by_group),
}
