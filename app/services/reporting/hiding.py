"""Which figures of a report are hidden: few people, and what other periods and trees tell."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from analysis.tallies.tally import Tally
from app.services.disclosure import UnitCount, hidden_units, nothing_small
from app.services.reporting.by_month import Monthly, tallied_by_month
from app.services.reporting.data import ReportData
from app.services.reporting.readable_periods import (
    Readable,
    Step,
    hidden_at,
    readable_steps,
)
from app.services.reporting.records import Kept
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.two_trees import told_anew

T = TypeVar("T")


class Hiding:
    """The part of a report that decides what is hidden, from what the rest of it counts.

    then : where the tree is that of today, the same in the tree of the survey
    whole : of a part of the survey, the whole
    """

    data: ReportData
    then: "Hiding | None"
    whole: "Hiding | None"

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Compute something of the report once."""
        raise NotImplementedError

    def plan(self, measure: str) -> SheetPlan | None:
        """Say what is tallied for a measure."""
        raise NotImplementedError

    def tallies(self, measure: str) -> Mapping[Kept, Tally]:
        """Give the tallies that hold a measure."""
        raise NotImplementedError

    def people_at(self, measure: str) -> dict[int, int]:
        """Count the people of a measure at each unit itself."""
        raise NotImplementedError

    def _counts(self, tally: Tally, measure: str) -> dict[int, UnitCount]:
        raise NotImplementedError

    def _family(self, measure: str) -> str:
        raise NotImplementedError

    def hidden(self, measure: str) -> frozenset[int]:
        """Tell which units' figures of a measure are hidden, over the whole tree at once."""

        def found() -> frozenset[int]:
            tally = self.tallies(measure).get(Kept.COUNTED)
            return self._hide(tally, measure) if tally else frozenset()

        return self.once(("hidden", measure), found)

    def _hide(self, tally: Tally, measure: str) -> frozenset[int]:
        """Hide few people, and whom figures of this and all other periods and trees tell."""
        if self.then is not None and self.data.lineage is not None:
            there = self.then.hidden(measure)
            return told_anew(self.data.lineage, there, self.people_at(measure))
        minimum = self.data.survey.minimum_cell
        if self.whole is None and nothing_small(self.people_at(measure), minimum):
            return frozenset()
        counts = self._counts(tally, measure)
        if self.whole is not None:
            here = {unit for unit, count in counts.items() if count.n}
            return (self.whole.hidden(measure) & here) | self._too_short(measure, here).keys()
        return hidden_units(counts, self.data.scope.children, minimum=minimum)

    def _too_short(self, measure: str, units: Iterable[int]) -> Mapping[int, Step]:
        """Tell for which units of a part of the survey the part is too short."""
        if self.whole is None:
            return {}
        monthly, period = self.whole.monthly(measure), (self.data.first, self.data.last)
        if monthly is None:
            return {}
        return hidden_at(monthly.calendar.coarsest(period), self.whole.steps(measure), units)

    def readable(self, measure: str) -> Mapping[int, Readable]:
        """Tell of units for which the period is too short where they can be read.

        Their figures of the whole survey are shown.
        """
        whole = self.then.whole if self.then else self.whole
        monthly = whole.monthly(measure) if whole else None
        if whole is None or monthly is None:
            return {}
        hidden = self.hidden(measure)
        found = self._steps_today(whole, measure) if self.then else self._too_short(measure, hidden)
        period = (self.data.first, self.data.last)
        return {unit: monthly.calendar.readable(period, step) for unit, step in found.items()}

    def _steps_today(self, whole: "Hiding", measure: str) -> Mapping[int, Step]:
        """Find for hidden units of today the first step at which what they hold can be read."""
        lineage, left, found = self.data.lineage, set(self.hidden(measure)), dict[int, Step]()
        always, units, people = (
            whole.hidden(measure),
            whole.data.scope.units,
            self.people_at(measure),
        )
        for step in Step if lineage else ():
            there = always | hidden_at(step, whole.steps(measure), units).keys()
            still = told_anew(lineage, there, people) if lineage else set()
            found |= dict.fromkeys(left - still, step)
            left &= still
        return found

    def steps(self, measure: str) -> Mapping[int, Step]:
        """Tell how finely each unit with a figure of the whole survey may be read in time."""

        def found() -> Mapping[int, Step]:
            monthly, minimum = self.monthly(measure), self.data.survey.minimum_cell
            if monthly is None:
                return {}
            hidden, cells = self.hidden(measure), monthly.cells(measure)
            return readable_steps(monthly.calendar, self.data.scope, hidden, cells, minimum=minimum)

        return self.once(("steps", measure), found)

    def monthly(self, measure: str) -> Monthly | None:
        """Tally the whole survey month by month; None for what its questionnaire cannot measure."""
        family, plan = self._family(measure), self.plan(measure)
        if plan is None:
            return None
        return self.once(("monthly", family), lambda: tallied_by_month(self.data, plan))
