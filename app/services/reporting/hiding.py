"""Which figures of a report are hidden: few people, and what other periods and trees tell."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from analysis.disclosure.closing import WIDTH
from analysis.results import Floats
from analysis.tallies.tally import A, B, N, Tally
from app.scope import EVERYTHING
from app.scope import Scope as Visible
from app.services.disclosure import TreeCounts, hidden_units
from app.services.reporting.by_month import Monthly, tallied_by_month
from app.services.reporting.chains import NOBODY, hidden_from
from app.services.reporting.data import ReportData
from app.services.reporting.families import family_of
from app.services.reporting.readable_periods import (
    ORDER,
    Readable,
    Step,
    hidden_at,
    readable_steps,
)
from app.services.reporting.records import Kept
from app.services.reporting.scope import Scope, added_upwards
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.together import Measures, set_with, sets_of
from app.services.reporting.two_trees import told_anew

T = TypeVar("T")


class Hiding:
    """The part of a report that decides what is hidden, from what the rest of it counts.

    Measures of one set (`together`) are hidden alike.

    then : where the tree is that of today, the same in the tree of the survey
    whole : of a part of the survey, the whole
    withheld : units to hide for another reason
    viewer : what the person may see for whom it is (`chains`)
    marked : whether there are units at which one person serves
    """

    data: ReportData
    then: "Hiding | None"
    whole: "Hiding | None"
    withheld: frozenset[int] = frozenset()
    viewer: Visible
    marked: bool

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Compute something of the report once."""
        raise NotImplementedError

    @property
    def formulas(self) -> list[str]:
        """The formulas that are published."""
        raise NotImplementedError

    def plan(self, measure: str) -> SheetPlan | None:
        """Say what is tallied for a measure."""
        raise NotImplementedError

    def tallies(self, measure: str) -> Mapping[Kept, Tally]:
        """Give the tallies that hold a measure."""
        raise NotImplementedError

    def together(self, measure: str) -> Measures:
        """Give the measures that are hidden together with one."""
        sets = self.once("sets", lambda: sets_of(self.data.questionnaire, self.formulas))
        return set_with(sets, measure)

    def hidden(self, measure: str) -> frozenset[int]:
        """Tell which units' figures of a measure are hidden, over the whole tree at once.

        Those that nobody answered are not among them: everybody may know that.
        """

        def found() -> frozenset[int]:
            units = self.hidden_units(measure)
            people = self._people_upwards((measure,)) if units else {}
            return frozenset(u for u in units if people.get(u))

        return self.once(("hidden", measure), found)

    def hidden_units(self, measure: str) -> frozenset[int]:
        """Tell which units are hidden from the viewer in all measures of a set."""
        outside = self.hidden_outside(measure)
        if self.sees is NOBODY or not self.marked:
            return outside
        inside = self.hidden_inside(measure)
        return self.once(
            ("hidden from", self.together(measure)),
            lambda: hidden_from(self.sees, self.data.scope, outside=outside, inside=inside),
        )

    def hidden_outside(self, measure: str) -> frozenset[int]:
        """Tell which are hidden from everybody who is not of a unit's own chain.

        Figures of units above are put together so that they do not tell these either.
        """
        return self._hidden_units(measure, outside=True)

    def hidden_inside(self, measure: str) -> frozenset[int]:
        """Tell which are hidden from the chain as well, some of those that are hidden outside."""
        return self._hidden_units(measure, outside=not self.marked)

    @property
    def sees(self) -> Visible:
        """The viewer; `EVERYTHING` for one whose own units are all in sight: it is computed once.

        What is outside the person's scope is on no page of theirs.
        """
        if not self.marked:
            return NOBODY
        return self.once("sees", self._sees)

    def _sees(self) -> Visible:
        viewer = self.viewer
        if viewer is NOBODY or viewer.is_everything:
            return viewer
        for measure in [s[-1] for s in sets_of(self.data.questionnaire, self.formulas) if s]:
            outside, inside = self.hidden_outside(measure), self.hidden_inside(measure)
            hidden = hidden_from(viewer, self.data.scope, outside=outside, inside=inside)
            if any(viewer.covers(unit_id) for unit_id in hidden - inside):
                return viewer
        return EVERYTHING

    def _hidden_units(self, measure: str, *, outside: bool) -> frozenset[int]:
        key = ("hidden units", self.together(measure), outside)
        return self.once(key, lambda: self._hide(measure, outside))

    def _hide(self, measure: str, outside: bool) -> frozenset[int]:
        """Hide few people, and whom figures of this and all other periods and trees tell."""
        alone = self.data.scope.one_person
        if self.then is not None and self.data.lineage is not None:
            there = self.then._hidden_units(measure, outside=outside)
            people = self._people_in(self.together(measure))
            told = told_anew(self.data.lineage, there, people)
            return told | (alone & people.keys()) if outside else told
        if self.whole is not None:
            here = {unit for unit, n in self._people_upwards(self.together(measure)).items() if n}
            always = self.whole._hidden_units(measure, outside=outside) | self.withheld
            return (always & here) | self._too_short(measure, here, outside).keys()
        also = self._hidden_before(measure, outside) | self.withheld
        return hidden_units(
            self._counts(self.together(measure)),
            minimum=self.data.survey.minimum_cell,
            also=also | self.hidden_inside(measure) if outside and self.marked else also,
            one_person=alone,
            outside=outside,
        )

    def _hidden_before(self, measure: str, outside: bool) -> frozenset[int]:
        """Give what the smaller sets of measures hide: who has no index has no questions either."""
        mine = self.together(measure)
        sets = sets_of(self.data.questionnaire, self.formulas)
        smaller = [s for s in sets if s and len(s) < len(mine)]
        if not smaller:
            return frozenset()
        return self._hidden_units(smaller[-1][-1], outside=outside)

    def _too_short(self, measure: str, units: Iterable[int], outside: bool) -> Mapping[int, Step]:
        """Tell for which units of a part of the survey the part is too short."""
        if self.whole is None:
            return {}
        monthly, period = self.whole.monthly(measure), (self.data.first, self.data.last)
        if monthly is None:
            return {}
        steps = self.whole._steps(measure, outside)
        return hidden_at(monthly.calendar.coarsest(period), steps, units)

    def readable(self, measure: str) -> Mapping[int, Readable]:
        """Tell of units for which the period is too short where they can be read.

        Their figures of the whole survey are shown.
        """
        whole = self.then.whole if self.then else self.whole
        monthly = whole.monthly(measure) if whole else None
        if whole is None or monthly is None:
            return {}
        hidden, outside = self.hidden_units(measure), self.sees is NOBODY
        if self.then:
            found: Mapping[int, Step] = self._steps_today(whole, measure)
        else:
            found = self._too_short(measure, hidden, outside)
        period = (self.data.first, self.data.last)
        return {unit: monthly.calendar.readable(period, step) for unit, step in found.items()}

    def _steps_today(self, whole: "Hiding", measure: str) -> Mapping[int, Step]:
        """Find for hidden units of today the first step at which what they hold can be read."""
        lineage, left, found = self.data.lineage, set(self.hidden_units(measure)), dict[int, Step]()
        always, units, people = (
            whole.hidden_units(measure),
            whole.data.scope.units,
            self._people_in(self.together(measure)),
        )
        for step in Step if lineage else ():
            there = always | hidden_at(step, whole.steps(measure), units).keys()
            still = told_anew(lineage, there, people) if lineage else set()
            found |= dict.fromkeys(left - still, step)
            left &= still
        return found

    def steps(self, measure: str) -> Mapping[int, Step]:
        """Tell how finely each unit with a figure of the whole survey may be read in time."""
        return self._steps(measure, self.sees is NOBODY)

    def _steps(self, measure: str, outside: bool) -> Mapping[int, Step]:
        """Find the steps for everybody, or for the chain: what that may read is no coarser."""
        outside = outside or not self.marked
        inside = self._steps(measure, outside=False) if outside and self.marked else {}

        def found() -> Mapping[int, Step]:
            monthly = {name: self.monthly(name) for name in self.together(measure)}
            cells = [found.cells(name) for name, found in monthly.items() if found]
            calendar = next((found.calendar for found in monthly.values() if found), None)
            if calendar is None:
                return {}
            # Of a part of the survey a hidden unit shares what is left over of one above it.
            minimum, scope = max(self.data.survey.minimum_cell, WIDTH), self.data.scope
            hidden = self._hidden_units(measure, outside=outside)
            steps = readable_steps(calendar, scope, hidden, cells, minimum=minimum, outside=outside)
            return {u: max(step, inside.get(u, step), key=ORDER.index) for u, step in steps.items()}

        return self.once(("steps", self.together(measure), outside), found)

    def monthly(self, measure: str) -> Monthly | None:
        """Tally the whole survey month by month; None for what its questionnaire cannot measure."""
        family, plan = family_of(measure), self.plan(measure)
        if plan is None:
            return None
        return self.once(("monthly", family), lambda: tallied_by_month(self.data, plan))

    def _counts(self, measures: Measures) -> TreeCounts:
        """Count what some measures rest on, at each unit itself."""
        found = [(name, self.tallies(name).get(Kept.COUNTED)) for name in measures]
        return tree_counts(self.data.scope, [(tally, name) for name, tally in found if tally])

    def _people_in(self, measures: Measures) -> dict[int, int]:
        """Count the people at each unit itself, in the measure that has most there."""
        counts = self._counts(measures)
        people = counts.counts[..., N].max(axis=1, initial=0).astype(int).tolist()
        return {unit: n for unit, n in zip(counts.units, people, strict=True) if n}

    def _people_upwards(self, measures: Measures) -> dict[int, int]:
        return added_upwards(self.data.scope, self._people_in(measures))


def tree_counts(scope: Scope, measured: Sequence[tuple[Tally, str]]) -> TreeCounts:
    """Put what some tallies count for a measure each side by side, in the order of a tree."""
    measures: list[tuple[list[int], Floats]] = []
    for tally, name in measured:
        sums = tally.sums[:, tally.plan.position(name), :][:, [N, A, B]]
        measures.append((tally.cells.astype(np.int64).tolist(), sums.astype(np.float64)))
    return TreeCounts.of(scope.bottom_up, scope.parents, measures)
