"""Which periods of a survey figures are given for, and for which units in each.

Periods are whole calendar months of the survey, cut at its own ends, or the whole of it: two views
of other days could be subtracted, and so tell of a single day. Within these, each unit has for each
measure a finest step: months, quarters, half-years, years, the whole. The steps are found so that
all figures of all periods together give no few people away (`analysis.disclosure.periods` shows
why). What divides a unit further, by origin or by corrected answers, is given of the whole alone.

The tree of units is that of the whole survey in each of its periods, also before a reform that the
survey spans. The months before it in the tree of their own time would be a second tree over the
same people, and closing each tree by itself is not enough: the whole is always shown and spans the
reform, so the whole less the months after it gives the people before it by the new tree; and where
nobody answered afterwards the whole alone does. Say the old unit V is made of counters a and b with
20 and 3 people, the new tree shows a, and hides b with others beside it: V less a is b.

A unit of another day's tree is read where it can be added up from units read in that tree, so that
it tells nothing new.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np

from analysis.disclosure.closing import Tree
from analysis.disclosure.periods import finest_steps
from analysis.results import Floats
from app.errors import PeriodNotReadable
from app.models import Survey
from app.services.disclosure import with_marks
from app.services.reporting.scope import Scope

MOST_YEARS = 8
"""A survey over more calendar years is read as a whole only."""


class Step(StrEnum):
    """How finely a unit may be read in time, from the finest to the coarsest.

    At `LAST_TWO` the last month with answers counts together with the one before: of a survey that
    runs it has just begun, and its first few answers must not close all the months before it.
    """

    MONTH = "month"
    LAST_TWO = "last_two_months_together"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    WHOLE = "whole"


ORDER = list(Step)
MONTHS_OF = {Step.MONTH: 1, Step.LAST_TWO: 1, Step.QUARTER: 3, Step.HALF_YEAR: 6, Step.YEAR: 12}

Period = tuple[date, date]
"""First and last day, both included."""


@dataclass(frozen=True, slots=True)
class Readable:
    """How finely a unit may be read, and the nearest period in which it can be."""

    step: Step
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The months of a survey, cut at its ends, and the blocks that they make up.

    months : the months in order
    steps : the steps that differ, from months to the whole
    blocks : for each of them, the block of each month
    """

    months: tuple[Period, ...]
    steps: tuple[Step, ...]
    blocks: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, survey: Survey, last_day: date | None = None) -> "Calendar":
        """Cut the period of a survey into months; `last_day` is that of its last answer."""
        months = tuple(months_of(survey.opens_on, survey.closes_on))
        last = max(
            (k for k, (first, _) in enumerate(months) if last_day and first <= last_day), default=0
        )
        whole = (0,) * len(months)
        steps, blocks = list[Step](), list[tuple[int, ...]]()
        for step, length in MONTHS_OF.items():
            numbers = [(first.year * 12 + first.month - 1) // length for first, _ in months]
            if step is not Step.MONTH and last:
                joined = numbers[last - 1]
                numbers = [joined if n in (joined, numbers[last]) else n for n in numbers]
            cut = tuple(np.unique(numbers, return_inverse=True)[1].tolist())
            if cut not in (whole, *blocks):
                steps.append(step)
                blocks.append(cut)
        if months[-1][0].year - months[0][0].year >= MOST_YEARS:
            steps, blocks = [], []
        return cls(months, (*steps, Step.WHOLE), (*blocks, whole))

    def nearest(self, period: Period, step: Step = Step.MONTH) -> Period:
        """Give the smallest period made of blocks of a step that holds the days of another.

        The whole survey, where the two have no day in common.
        """
        first, last = period
        inside = [k for k, (start, end) in enumerate(self.months) if start <= last and end >= first]
        blocks = self.blocks[self._place(step)]
        held = {blocks[month] for month in inside or range(len(blocks))}
        chosen = [self.months[k] for k, block in enumerate(blocks) if block in held]
        return chosen[0][0], chosen[-1][1]

    def periods(self, step: Step) -> list[Period]:
        """List the periods of a step in order."""
        blocks = self.blocks[self._place(step)]
        found: dict[int, Period] = {}
        for block, (first, last) in zip(blocks, self.months, strict=True):
            found[block] = (found.get(block, (first, last))[0], last)
        return list(found.values())

    def _place(self, step: Step) -> int:
        """Find a step, or the next coarser one that differs from it."""
        at = ORDER.index(step)
        return next(k for k, own in enumerate(self.steps) if ORDER.index(own) >= at)

    def coarsest(self, period: Period) -> Step:
        """Give the coarsest step whose blocks make up a period."""
        return max(
            (step for step in self.steps if self.nearest(period, step) == period), key=ORDER.index
        )

    def readable(self, period: Period, step: Step) -> Readable:
        """Say where a unit of a step can be read in place of a period."""
        return Readable(step, *self.nearest(period, step))


def months_of(first: date, last: date) -> Iterator[Period]:
    """Go through the calendar months of a period, cut at both ends."""
    begin = first
    while begin <= last:
        end = date(begin.year, begin.month, monthrange(begin.year, begin.month)[1])
        yield begin, min(end, last)
        begin = end + timedelta(days=1)


def check_period(
    survey: Survey, first: date, last: date, *, names: tuple[str, str] = ("from", "to")
) -> None:
    """Raise `PeriodNotReadable` unless a period is made of whole months of the survey.

    `names` are what an address calls the two days.
    """
    nearest = Calendar.of(survey).nearest((first, last))
    if nearest != (first, last):
        raise PeriodNotReadable(nearest, names)


def readable_steps(
    calendar: Calendar,
    scope: Scope,
    hidden: Set[int],
    measures: Sequence[Mapping[int, Floats]],
    *,
    minimum: int,
    outside: bool = False,
) -> dict[int, Step]:
    """Find for each unit with figures the finest step at which it may be read.

    Parameters
    ----------
    calendar
        The months of the survey.
    scope
        The tree of the whole survey.
    hidden
        Units that are hidden in the whole survey.
    measures
        Of each measure, by unit, months × (people, sum of scores, sum if all gave the best) of what
        was answered at the unit itself. They are read together: each is a time of its own, and no
        rest of any of them may be few people.
    minimum
        The survey's minimum cell.
    outside
        Whether it is for those who must not know the counters of one person.
    """
    order = scope.bottom_up
    place = {unit: k for k, unit in enumerate(order)}
    counts = np.zeros((len(order), len(measures), len(calendar.months), 3))
    for k, cells in enumerate(measures):
        for unit, months in cells.items():
            counts[place[unit], k] = months
    above = [place[scope.parents[u]] if u in scope.parents else -1 for u in order]
    tree, shown = Tree(above), [unit not in hidden for unit in order]
    counts = with_marks(counts, order, above, scope.one_person, outside=outside)
    side_by_side = counts.reshape(len(order), -1, counts.shape[-1])
    blocks = [_repeated(cut, len(measures)) for cut in calendar.blocks]
    found = finest_steps(tree, shown, side_by_side, blocks, minimum=minimum)
    return {
        unit: calendar.steps[step]
        for unit, step in zip(order, found, strict=True)
        if step is not None
    }


def _repeated(blocks: Sequence[int], times: int) -> list[int]:
    """Number the blocks of some times that stand side by side."""
    return [block + k * (max(blocks) + 1) for k in range(times) for block in blocks]


def hidden_at(step: Step, steps: Mapping[int, Step], units: Iterable[int]) -> dict[int, Step]:
    """Tell which units may not be read at a step though they are shown, and at which they may."""
    at = ORDER.index(step)
    return {u: steps[u] for u in units if u in steps and ORDER.index(steps[u]) > at}
