"""Which parts of which units are hidden, for all dimensions of a measure at once.

Every dimension is closed over the whole tree (`closing`). Where two dimensions together would give
a small group of a unit away (`crossing`), the later one is hidden at that unit and closed again.
Origins stand in every row of results, and months can be read one by one at units with answers
enough: these divisions go before all others.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.answers import sum_answers
from analysis.disclosure.parts import Mask, Parts, hidden_parts
from analysis.indices.base import who_counts
from app.services.breakdowns.crossing import Crossed, Groups, given_away, groups_of
from app.services.breakdowns.dimensions import (
    Dimension,
    Named,
    Places,
    Value,
    divide,
    offered_dimensions,
)
from app.services.breakdowns.tallying import (
    PartTally,
    one_measure,
    part_of,
    part_tally,
    parts_of,
)
from app.services.reporting.data import ReportData
from app.services.reporting.origins import rows_by_origin
from app.services.reporting.readable_periods import Step
from app.services.reporting.report import Report
from app.services.reporting.sheets import Sheet, SheetPlan
from app.services.reporting.tallying import whole_sheet


@dataclass(frozen=True, slots=True, eq=False)
class Division:
    """A dimension of one measure: its values, its tally, its people, and what of it is hidden.

    people, hidden : units × parts in the order of the tree's units; the last part is of answers
        without a value
    """

    named: Named
    values: tuple[Value, ...]
    tally: PartTally
    people: Parts
    hidden: Mask


def dimensions(report: Report) -> list[Named]:
    """List by what the answers of a report can be divided."""
    found: list[Named] = report.once("dimensions", lambda: offered_dimensions(report.data))
    return found


def divisions(report: Report, measure: str) -> dict[str, Division]:
    """Give every division of a measure, with what is hidden of each; computed once a report."""
    found: dict[str, Division] = report.once(
        ("divisions", measure), lambda: _divisions(report, measure)
    )
    return found


def _divisions(report: Report, measure: str) -> dict[str, Division]:
    plan = report.plan(measure)
    if plan is None or not report.data.answers.rows:
        return {}
    plan = one_measure(plan, measure)
    sheet = whole_sheet(report.data, plan)
    closed = _Closed(report, measure, _people_of(report.data, plan, sheet))
    found = {}
    for named in dimensions(report):
        dimension = divide(report.data, named)
        tally = part_tally(report.data, plan, sheet, dimension)
        people = parts_of(report.data.scope, tally, len(dimension.values) + 1)
        hidden = closed.close(dimension, people)
        found[named.id] = Division(named, dimension.values, tally, people, hidden)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class _People:
    """The answers that count for a measure: which, and the row of the unit of each."""

    rows: NDArray[np.intp]
    unit: NDArray[np.intp]


def _people_of(data: ReportData, plan: SheetPlan, sheet: Sheet) -> _People:
    person = sum_answers(sheet, plan.tally.scale)
    rows = np.flatnonzero(who_counts(person, plan.tally.least_answered) & ~data.answers.excluded)
    order = {unit_id: place for place, unit_id in enumerate(data.scope.units)}
    ids, which = np.unique(data.answers.columns.units[rows], return_inverse=True)
    places = np.array([order[unit_id] for unit_id in ids.tolist()], dtype=np.intp)
    return _People(rows, places[which.reshape(-1)])


class _Closed:
    """The divisions closed so far, against which the next one is held."""

    def __init__(self, report: Report, measure: str, people: _People) -> None:
        self.minimum = report.data.survey.minimum_cell
        self.people = people
        units = list(report.data.scope.units)
        # What only its own chain sees is divided for nobody.
        apart = report.hidden_outside(measure) - report.hidden_units(measure)
        unshown = report.hidden(measure) | apart
        self.hidden_units = np.isin(units, list(unshown))
        self.ways_up = _ways_up(report.data)
        origins, unseen = rows_by_origin(report.data.answers), report.hidden_origins(measure)
        hidden = np.stack([np.isin(units, list(unseen.get(o, ()))) for o in origins], axis=1)
        self.done: list[tuple[Places, Groups]] = [
            (np.argmax(list(origins.values()), axis=0)[people.rows], groups_of(hidden)),
            _months(report, measure, people),
        ]

    def close(self, dimension: Dimension, parts: Parts) -> Mask:
        """Decide what is hidden of a division."""
        place = part_of(dimension)[self.people.rows]
        also = np.zeros(parts.n.shape, dtype=bool)
        while True:
            hidden = hidden_parts(
                parts, minimum=self.minimum, hidden_units=self.hidden_units, also=also
            )
            more = self._given_away(place, hidden) & ~also.all(axis=1)
            if not more.any():
                self.done.append((place, groups_of(hidden)))
                return hidden
            also |= more[:, None]

    def _given_away(self, place: Places, hidden: Mask) -> Mask:
        found = np.zeros(len(hidden), dtype=bool)
        groups = groups_of(hidden)
        for other, other_groups in self.done:
            shape = (groups.shape[1], other_groups.shape[1])
            crossed = Crossed.of(self.people.unit, place, other, self.ways_up, shape)
            found |= given_away(crossed, groups, other_groups, self.minimum)
        return found & ~self.hidden_units


def _months(report: Report, measure: str, people: _People) -> tuple[Places, Groups]:
    """Divide the answers by month; months that a unit is read in together only are one group."""
    monthly, units = report.monthly(measure), report.data.scope.units
    if monthly is None:
        nothing = np.zeros((len(units), 1), dtype=np.intp)
        return np.zeros(people.rows.size, dtype=np.intp), nothing
    calendar, steps = monthly.calendar, report.steps(measure)
    blocks = dict(zip(calendar.steps, calendar.blocks, strict=True))
    groups = np.array([blocks[steps.get(unit_id, Step.WHOLE)] for unit_id in units])
    days = report.data.answers.columns.days[people.rows]
    starts = np.array([first for first, _ in calendar.months], dtype=days.dtype)
    return np.searchsorted(starts, days, side="right") - 1, groups.reshape(len(units), -1)


def _ways_up(data: ReportData) -> NDArray[np.intp]:
    """List for the row of each unit the rows of it and all above it, -1 where there are no more."""
    order = {unit_id: place for place, unit_id in enumerate(data.scope.units)}
    ways: Sequence[list[int]] = [[order[u] for u in data.scope.upwards(v)] for v in order]
    deepest = max(map(len, ways), default=1)
    return np.array([way + [-1] * (deepest - len(way)) for way in ways], dtype=np.intp)
