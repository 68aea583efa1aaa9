"""A report from which further units are withheld, for a publication beside earlier ones.

Figures of units above are put together anew as if the withheld ones were hidden: they are no
strata of their own, so that no weighted figure can be solved for one of them.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report

T = TypeVar("T")

COUNTED = frozenset({"plan", "tallies", "origins", "monthly", "sets"})
"""What is the same whatever is hidden, by the first word of its key: it is not counted again."""

Rows = Sequence[IndexRow]


class Withholding(Report):
    """A report and units that it hides besides."""

    def __init__(self, base: Report, units: frozenset[int]) -> None:
        super().__init__(base.data, base.then, whole=base.whole)
        self.base = base
        self.withheld = units

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Take what was counted from the report itself; compute the rest once."""
        name = key[0] if isinstance(key, tuple) else key
        return self.base.once(key, make) if name in COUNTED else super().once(key, make)


def withheld_earlier(rows: Iterable[IndexRow], earlier: Iterable[Rows]) -> frozenset[int]:
    """Give the units of other levels that publications of the very same period do not show."""
    first = next(iter(rows))
    period, level = (first.first, first.last), first.unit.kind
    return frozenset(
        row.unit.id
        for found in earlier
        for row in found
        if (row.first, row.last) == period
        and row.outcome is Outcome.WITHHELD
        and row.unit.kind != level
    )


def with_siblings(
    units: set[int], rows: Rows, earlier: Iterable[Rows], parents: Mapping[int, int]
) -> set[int]:
    """Add all rows below a unit that is public for the same period and weighs a withheld one.

    Its figure stands: with the others below it in sight it could be solved for the withheld one.
    """
    period = (rows[0].first, rows[0].last)
    public = {
        row.unit.id
        for found in earlier
        for row in found
        if (row.first, row.last) == period and row.figure is not None
    }
    above = {unit for unit_id in units for unit in _upwards(unit_id, parents)} & public
    return units | {
        row.unit.id
        for row in rows
        if row.figure is not None and above.intersection(_upwards(row.unit.id, parents))
    }


def _upwards(unit_id: int, parents: Mapping[int, int]) -> Iterable[int]:
    step = parents.get(unit_id)
    while step is not None:
        yield step
        step = parents.get(step)
