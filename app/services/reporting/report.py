"""One report: a survey and a period, from which every table, page and file takes its figures."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from analysis.indices import INDICES
from analysis.tallies.tally import Tally
from app.models import Survey
from app.queries.report_grounds import ReportGrounds, report_grounds
from app.scope import Scope as Visible
from app.services.disclosure import hidden_units
from app.services.reporting.chains import NOBODY
from app.services.reporting.data import ReportData, load_report, load_today
from app.services.reporting.earlier import Earlier, earlier_of
from app.services.reporting.families import family_of, plan_of
from app.services.reporting.hiding import Hiding, tree_counts
from app.services.reporting.keeping import (
    Computed,
    KeptReport,
    ReportKey,
    kept_reports,
    loose_copy,
    with_survey,
)
from app.services.reporting.levels import Hidden, Level, build_level, figures
from app.services.reporting.lists import POINT, ByLists, by_lists, weighted_by_lists
from app.services.reporting.origin_hiding import (
    HiddenOrigins,
    hidden_origins,
    hidden_origins_today,
)
from app.services.reporting.origins import origin_tallies
from app.services.reporting.people_counts import people_in
from app.services.reporting.periods import part_of
from app.services.reporting.readable_periods import check_period
from app.services.reporting.records import Figure, FormulaFacts, Kept, Origin
from app.services.reporting.scope import added_upwards
from app.services.reporting.sheets import (
    SheetPlan,
    measure_name,
)
from app.services.reporting.tallying import Tallied, tallied
from app.services.reporting.two_trees import told_anew
from surveys.formulas import FORMULAS

T = TypeVar("T")

FOR_EVERYBODY = frozenset(
    ("sets", "plan", "tallies", "origins", "monthly", "hidden units", "steps")
) | {"hidden origins", "unvaried", "dimensions", "service counts", "answered points"}
"""What is computed alike whoever looks."""

Basis = Kept | Origin
"""Which answers a figure rests on: with or without corrected ones, or those of one origin."""


def open_report(
    survey: Survey,
    first: date,
    last: date,
    *,
    tree_of: date | None = None,
    viewer: Visible = NOBODY,
) -> "Report":
    """Read the input of a report on the answers of a period, both days included.

    The units are those of the survey, or stand in the tree of a later day `tree_of`. It is for
    everybody, or for a `viewer` who may see the figures of some counters of one person (`chains`).
    Raises `PeriodNotReadable` unless the period is made of whole months of the survey.
    """
    check_period(survey, first, last)
    grounds = report_grounds(survey)
    begin, end = survey.opens_on, survey.closes_on
    key = ReportKey(survey.id, begin, end, None)
    counted = grounds.state.answers.count
    whole = _opened(key, grounds, survey, lambda: load_report(survey, begin, end, counted))
    whole = then = whole if viewer is NOBODY else whole.seen_by(viewer)
    if (first, last) != (begin, end):
        key = key._replace(first=first, last=last)
        data = partial(part_of, whole.data, first, last)
        then = _opened(key, grounds, survey, data, whole=whole)
    if tree_of is None:
        return then
    key = key._replace(tree_of=tree_of)
    return _opened(key, grounds, survey, lambda: load_today(then.data, tree_of), then)


def _opened(
    key: ReportKey,
    grounds: ReportGrounds,
    survey: Survey,
    load: Callable[[], ReportData],
    then: "Report | None" = None,
    *,
    whole: "Report | None" = None,
) -> "Report":
    """Take a report that was kept on the same grounds, else read it and keep it."""
    reports = kept_reports()
    kept = reports.find(key)
    if kept is None or kept.grounds != grounds:
        data = with_survey(load(), loose_copy(survey))
        earlier = earlier_of(kept.data, kept.computed.values, data) if kept else None
        kept = KeptReport(grounds, data, Computed(earlier=earlier))
        reports.keep(key, kept)
    return Report(kept.of(survey), then, kept.computed, whole=whole)


class Report(Hiding):
    """What was read of a survey and a period, and what was computed of it so far.

    A report belongs to one request; what was computed may be shared with later ones (`keeping`).
    `then` and `whole`: see `Hiding`.
    """

    def __init__(
        self,
        data: ReportData,
        then: "Report | None" = None,
        computed: Computed | None = None,
        *,
        whole: "Report | None" = None,
        viewer: Visible = NOBODY,
    ) -> None:
        self.data = data
        self.then: Report | None = then
        self.whole: Report | None = whole
        self._computed = computed or Computed()
        above = then or whole
        self.viewer = above.viewer if above else viewer
        self.marked = bool(data.scope.one_person) or bool(above and above.marked)
        self._own = Computed()
        self._by_lists: dict[str, ByLists | None] = {}

    def seen_by(self, viewer: Visible) -> "Report":
        """Give the report of a whole survey as somebody sees it."""
        return Report(self.data, None, self._computed, viewer=viewer)

    @property
    def earlier(self) -> Earlier | None:
        """What was tallied before some answers came, if they are all that came."""
        return self._computed.earlier

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Compute something of the report once; it may hold no row of the database."""
        return self._keeper(key).once(key, make)

    def _keeper(self, key: Hashable) -> Computed:
        """Keep apart what depends on who looks: of those who see everything, else of a request."""
        name = key[0] if isinstance(key, tuple) else key
        if not self.marked or self.viewer is NOBODY or name in FOR_EVERYBODY:
            return self._computed
        if name == "sees" or not self.sees.is_everything:
            return self._own
        return self._computed.once("seen by those above all", Computed)

    @property
    def is_whole(self) -> bool:
        """Whether it is on the whole survey; what divides a unit further is given of that alone."""
        survey = self.data.survey
        return (self.data.first, self.data.last) == (survey.opens_on, survey.closes_on)

    def of_whole_survey(self) -> "Report":
        """Give the report on the whole survey, in the same tree of units."""
        if self.is_whole:
            return self
        if self.then is not None and self.data.tree_of is not None:
            then = self.then.of_whole_survey()
            return Report(load_today(then.data, self.data.tree_of), then)
        return self.whole or self

    @property
    def formulas(self) -> list[str]:
        """The formulas the survey publishes and its questionnaire supports, in its order."""
        declared = {formula.id for formula in self.data.questionnaire.formulas}
        return [
            formula
            for formula in self.data.survey.formulas
            if formula in declared and not FORMULAS[formula].by_factor
        ]

    def facts(self, formula: str, factor: str | None = None) -> FormulaFacts:
        """Say which formula it is, in the words of every output."""
        index = INDICES[formula]
        plan = self.plan(measure_name(formula, factor))
        low, high = index.ends(plan.tally.scale) if plan else (0.0, 1.0)
        return FormulaFacts(formula, index.version, factor, index.counted, low, high)

    def plan(self, measure: str) -> SheetPlan | None:
        """Say what is tallied for a measure; None where the questionnaire does not support it."""
        family = family_of(measure)
        return self.once(("plan", family), lambda: plan_of(self.data.questionnaire, family))

    def figures(self, measure: str, kind: str, kept: Basis = Kept.COUNTED) -> dict[int, Figure]:
        """Estimate a measure for every unit of a kind that has answers to it."""
        plan, level = self.plan(measure), self.level(measure, kind, kept)
        if plan is None or level is None:
            return {}
        ends = plan.tally.measures[plan.tally.position(measure)].index.ends(plan.tally.scale)
        confidence = self.data.survey.confidence_level
        return self.once(
            ("figures", measure, kind, kept), lambda: figures(level, measure, ends, confidence)
        )

    def level(self, measure: str, kind: str, kept: Basis = Kept.COUNTED) -> Level | None:
        """Give the moments of a kind of unit; None where nobody answered."""
        tally = self._tally(measure, kept)
        if tally is None:
            return None
        if kept is Origin.OPEN and tally is self.tallies(measure).get(Kept.COUNTED):
            kept = Kept.COUNTED  # all answers are open: it is the same level
        key = ("level", family_of(measure), self.together(measure), kind, kept)
        return self.once(key, lambda: self._build(measure, tally, kind, kept))

    def _build(self, measure: str, tally: Tally, kind: str, basis: Basis) -> Level:
        hidden = self.collapsed(measure, basis)
        plain = build_level(self.data, tally, kind, hidden)
        listed = self._listed(measure) if basis is Origin.VERIFIED else None
        if listed is None:
            return plain
        points = self._hidden_points(measure, listed, hidden)
        deeper = replace(hidden, units=hidden.units | points, then=hidden.then | points)
        return weighted_by_lists(build_level(listed.data, listed.tally, kind, deeper), plain)

    def collapsed(self, measure: str, basis: Basis = Kept.COUNTED) -> Hidden:
        """Tell whose strata are collapsed where figures of units above are put together."""
        units = self._unseen(measure, basis)
        then = self.then._unseen(measure, basis) if self.then else frozenset()
        apart = units - self.hidden_units(measure) if basis is Kept.COUNTED else frozenset()
        return Hidden(units, then, apart)

    def _unseen(self, measure: str, basis: Basis) -> frozenset[int]:
        if basis is Kept.COUNTED:
            return self.hidden_outside(measure)
        if isinstance(basis, Kept):
            return self.unvaried(measure, basis)
        return self.hidden_origins(measure).get(basis, frozenset())

    def _hidden_points(self, measure: str, listed: ByLists, hidden: Hidden) -> frozenset[int]:
        """Tell which points are no strata of their own: those of few people, as with units."""
        names = set(listed.tally.plan.names)
        measured = [(listed.tally, name) for name in self.together(measure) if name in names]
        past = listed.data.then
        scope, also = (past or listed.data).scope, hidden.then if past else hidden.units
        if scope.one_person:
            below = (point for unit in also for point in scope.children.get(unit, ()))
            also = also | {point for point in below if scope.units[point].kind == POINT}
        return hidden_units(
            tree_counts(scope, measured), minimum=self.data.survey.minimum_cell, also=also
        )

    def _listed(self, measure: str) -> ByLists | None:
        family, plan = family_of(measure), self.plan(measure)
        if family not in self._by_lists:
            self._by_lists[family] = by_lists(self.data, plan) if plan else None
        return self._by_lists[family]

    def _tally(self, measure: str, basis: Basis) -> Tally | None:
        if isinstance(basis, Kept):
            return self.tallies(measure).get(basis)
        return self.origins(measure).get(basis)

    def origins(self, measure: str) -> Mapping[Origin, Tally]:
        """Give the tallies that hold a measure, by the origin of the answers."""
        family, plan = family_of(measure), self.plan(measure)
        if plan is None or not self.is_whole:
            return {}

        def found() -> Mapping[Origin, Tally]:
            added = self.earlier.by_origin(family, plan) if self.earlier else None
            counted = self.tallies(measure).get(Kept.COUNTED)
            if counted is not None and added is not None and len(added) == 1:
                return dict.fromkeys(added, counted)
            return origin_tallies(self.data, plan, counted) if added is None else added

        return self.once(("origins", family), found)

    def hidden_origins(self, measure: str) -> HiddenOrigins:
        """Tell for each origin of which units its figure is hidden, over the whole tree at once."""

        def found() -> HiddenOrigins:
            divided = {name: self.origins(name) for name in self.together(measure)}
            hidden, minimum = self.hidden_outside(measure), self.data.survey.minimum_cell
            if self.then is not None and self.data.lineage is not None:
                then = self.then.hidden_origins(measure)
                return hidden_origins_today(self.data.lineage, then, divided, hidden)
            return hidden_origins(self.data.scope, divided, hidden, minimum=minimum)

        return self.once(("hidden origins", self.together(measure)), found)

    def unvaried(self, measure: str, kept: Kept) -> frozenset[int]:
        """Tell for which units an alternative is hidden: few answers make the difference."""

        def found() -> frozenset[int]:
            every = [(self._tallied(name), name) for name in self.together(measure)]
            parts = [
                (tally, name)
                for tallied, name in every
                for tally in (tallied.kept.get(kept), tallied.apart.get(kept))
                if tally
            ]
            return self._hide_parts(measure, parts, kept)

        return self.once(("unvaried", self.together(measure), kept), found)

    def differing(self, measure: str, kept: Kept) -> Mapping[int, int]:
        """Count, for every unit with any, the people by whom an alternative differs."""
        part = self._tallied(measure).apart.get(kept)
        counts = added_upwards(self.data.scope, people_in(part, measure)) if part else {}
        return {unit_id: n for unit_id, n in counts.items() if n}

    def _hide_parts(
        self,
        measure: str,
        parts: Sequence[tuple[Tally, str]],
        kept: Kept,
    ) -> frozenset[int]:
        """Hide an alternative and the answers that make the difference, or show both.

        The whole is shown, and one would tell the other.
        """
        if not self.is_whole:
            return frozenset(self.data.scope.units)
        hidden = self.hidden_outside(measure)
        if self.then is not None and self.data.lineage is not None:
            then = self.then.unvaried(measure, kept)
            places = [people_in(*part) for part in parts]
            return hidden.union(*(told_anew(self.data.lineage, then, at) for at in places))
        return hidden | hidden_units(
            tree_counts(self.data.scope, parts),
            minimum=self.data.survey.minimum_cell,
            also=hidden,
            one_person=self.data.scope.one_person,
            outside=True,
        )

    def tallies(self, measure: str) -> Mapping[Kept, Tally]:
        """Give the tallies that hold a measure, by the answers they rest on."""
        return self._tallied(measure).kept

    def _tallied(self, measure: str) -> Tallied:
        family, plan = family_of(measure), self.plan(measure)
        if plan is None:
            return Tallied({}, {})

        def found() -> Tallied:
            added = self.earlier.tallied(family, plan) if self.earlier else None
            return tallied(self.data, plan) if added is None else added

        return self.once(("tallies", family), found)

    def people_at(self, measure: str) -> dict[int, int]:
        """Count the people of a measure at each unit itself, without those below it."""
        tally = self.tallies(measure).get(Kept.COUNTED)
        return people_in(tally, measure) if tally else {}
