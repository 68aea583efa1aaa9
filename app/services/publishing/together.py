"""A new publication beside the earlier ones: what they tell together, which rows to withhold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from analysis.disclosure.closing import WIDTH
from app.services.publishing.other_formulas import Beside, beside
from app.services.publishing.outsider import InSight, People, few_people_known, stretches_of
from app.services.publishing.withholding import with_siblings
from app.services.reporting.periods import parts_of
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report, open_report
from app.services.reporting.sheets import measure_name

ROUNDS = 8
"""So often rows are withheld and all is looked at again; then it is refused."""

Rows = Sequence[IndexRow]


@dataclass(frozen=True, slots=True)
class Together:
    """The rows of every earlier publication of a survey, and the truth behind them.

    beside : them as tables, sorted by the people that their formulas count
    """

    earlier: Sequence[Rows]
    beside: Sequence[Beside]
    people: People | None
    names: Mapping[int, str]
    parents: Mapping[int, int]
    minimum: int

    def settled(self, rows: Rows) -> tuple[list[IndexRow], dict[int, int]]:
        """Withhold new rows until nothing is given away; also tell what is all the same.

        A withheld unit that weighs in a public figure above it takes all others below that with it.
        Where no figure would be left, the rows stay and the clashes tell why.
        """
        first = self.clashes(rows)
        kept, clashes = list(rows), first
        for _ in range(ROUNDS):
            further = _to_withhold(kept, clashes)
            if not further:
                break
            further = with_siblings(further, kept, self.earlier, self.parents)
            kept = [withheld(row) if row.unit.id in further else row for row in kept]
            clashes = self.clashes(kept)
        return (kept, clashes) if any(row.figure for row in kept) else (list(rows), first)

    def clashes(self, rows: Rows) -> dict[int, int]:
        """Tell of which units everything public would tell too much, and how many people."""
        if self.people is None:
            return {}
        least = max(self.minimum, WIDTH)
        small: dict[int, int] = {}
        for tables in self.beside:
            for unit_id, n in tables.differences(rows, minimum=least).items():
                small[unit_id] = min(n, small.get(unit_id, n))
        seen = [
            InSight(row.unit.id, row.first, row.last)
            for found in (rows, *self.earlier)
            for row in found
            if row.outcome is not Outcome.WITHHELD
        ]
        return small | few_people_known(seen, self.people, minimum=self.minimum)

    def named(self, clashes: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
        """Give clashes with the units' names."""
        return tuple((self.names.get(unit, str(unit)), n) for unit, n in clashes.items())


def public_together(
    report: Report, rows: Rows, earlier: Sequence[Rows], kept: frozenset[int]
) -> Together:
    """Read what is needed to compare new rows of a report with those that are public already."""
    survey, formula = report.data.survey, rows[0].formula.id
    minimum = survey.minimum_cell
    if not earlier:
        return Together((), (), None, {}, {}, minimum)
    whole = open_report(survey, survey.opens_on, survey.closes_on)
    periods = [(found[0].first, found[0].last) for found in (rows, *earlier)]
    people, names, parents = people_by_stretch(whole, formula, periods)
    tables = beside(report, whole, rows, earlier, kept)
    return Together(earlier, tables, people, names, parents, minimum)


def _to_withhold(rows: Rows, clashes: Mapping[int, int]) -> set[int]:
    """Choose rows in sight: the units that clash, else the smallest one beside or below each."""
    shown = {row.unit.id: row for row in rows if row.figure}
    parents = {row.unit.id: row.parent.id for row in rows if row.parent}
    further = set(clashes) & set(shown)
    for unit_id in set(clashes) - set(shown):
        beside = parents.get(unit_id, unit_id)
        near = [row for key, row in shown.items() if parents.get(key) == beside]
        if near and not further & {row.unit.id for row in near}:
            further.add(min(near, key=lambda row: row.figure.n if row.figure else 0).unit.id)
    return further


def withheld(row: IndexRow) -> IndexRow:
    """Take out of a row what would tell how many answered and what."""
    known = row.population
    return replace(
        row,
        outcome=Outcome.WITHHELD,
        figure=None,
        counts=None,
        silent=None,
        answers_needed=None,
        alternatives=(),
        beside=None,
        origins=None,
        price=None,
        population=replace(known, response_rate=None, coverage=None) if known else None,
    )


def people_by_stretch(
    whole: Report, formula: str, periods: Sequence[tuple[date, date]]
) -> tuple[People, dict[int, str], dict[int, int]]:
    """Count people at each place between the ends of periods; give names and tree of units too."""
    stretches, measure = stretches_of(periods), measure_name(formula, None)
    at: dict[int, list[int]] = {}
    names: dict[int, str] = {}
    places: dict[int, set[int]] = {}
    names |= {unit.id: unit.name_vi for unit in whole.data.scope.units.values()}
    # Stretches may be of any days: older publications were not of whole months.
    for k, part in enumerate(parts_of(whole.data, stretches)):
        for place, n in Report(part, whole=whole).people_at(measure).items():
            at.setdefault(place, [0] * len(stretches))[k] = n
            for unit_id in whole.data.scope.upwards(place):
                places.setdefault(unit_id, set()).add(place)
    people = People(stretches, at, {unit: sorted(found) for unit, found in places.items()})
    return people, names, whole.data.scope.parents
