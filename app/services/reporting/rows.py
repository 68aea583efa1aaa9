"""The rows of results: every unit of a level, judged, and hidden where it must be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.answers import NOT_APPLICABLE, SKIPPED
from analysis.intervals import answers_to_decide_each
from analysis.results import Moments
from analysis.tallies.tally import N
from app.models import Place
from app.services.reporting.data import ReportData
from app.services.reporting.judging import judge, silent_people, target_for
from app.services.reporting.levels import Level
from app.services.reporting.origin_hiding import HiddenOrigins
from app.services.reporting.populations import populations
from app.services.reporting.pricing import with_prices
from app.services.reporting.readable_periods import Readable
from app.services.reporting.records import (
    Alternative,
    Beside,
    Counts,
    Figure,
    FormulaFacts,
    IndexRow,
    Kept,
    Origin,
    OriginFigure,
    Outcome,
    Population,
    TargetFacts,
    Weighting,
)
from app.services.reporting.report import Report
from app.services.reporting.scope import added_upwards
from app.services.reporting.sheets import measure_name

ALTERNATIVES = (Kept.WITH_EXCLUDED, Kept.WITHOUT_FLAGGED)


@dataclass(frozen=True, slots=True)
class _OtherAnswers:
    """The figures of one alternative, the people by whom they differ, and where it is hidden."""

    kept: Kept
    figures: Mapping[int, Figure]
    differing: Mapping[int, int]
    hidden: frozenset[int]


@dataclass(frozen=True, slots=True)
class _LevelParts:
    """What the rows of one level are put together from, by unit id."""

    formula: FormulaFacts
    measure: str
    kind: str
    figures: Mapping[int, Figure]
    counts: Mapping[int, Counts]
    populations: Mapping[int, Population]
    targets: Mapping[int, TargetFacts | None]
    second_targets: Mapping[int, TargetFacts | None]
    weighting: Mapping[int, Weighting]
    alternatives: Sequence[_OtherAnswers]
    hidden: frozenset[int]
    readable: Mapping[int, Readable]
    origins: Mapping[Origin, Mapping[int, Figure]]
    hidden_origins: HiddenOrigins
    origin_levels: Mapping[Origin, Level]


def index_rows(
    report: Report, formula: str, kind: str, *, factor: str | None = None
) -> list[IndexRow]:
    """List every unit of a kind in the survey, in the order of the official codes.

    The one source of results: pages, files and reports take these rows as they are.
    """

    def made() -> tuple[IndexRow, ...]:
        parts = _parts(report, formula, factor, kind)
        rows = [_row(report, parts, unit_id) for unit_id in report.data.scope.of_kind(kind)]
        judged = _with_answers_needed(report, parts, rows)
        return tuple(with_prices(report, parts.measure, kind, judged))

    return list(report.once(("rows", formula, factor, kind), made))


def _parts(report: Report, formula: str, factor: str | None, kind: str) -> _LevelParts:
    measure, data = measure_name(formula, factor), report.data
    unit_ids = data.scope.of_kind(kind)
    level = report.level(measure, kind)
    return _LevelParts(
        formula=report.facts(formula, factor),
        measure=measure,
        kind=kind,
        figures=report.figures(measure, kind),
        counts=counts_of_units(report, measure),
        populations=populations(data, kind, unit_ids, level),
        targets=_targets(data, unit_ids, formula, Place.FIRST),
        second_targets=_targets(data, unit_ids, formula, Place.SECOND),
        weighting=level.weighting if level else {},
        alternatives=[
            _other_answers(report, measure, kind, kept)
            for kept in (ALTERNATIVES if report.is_whole else ())
        ],
        hidden=report.hidden(measure),
        readable=report.readable(measure),
        origins={o: report.figures(measure, kind, o) for o in report.origins(measure)},
        hidden_origins=report.hidden_origins(measure),
        origin_levels={
            o: found
            for o in report.origins(measure)
            if (found := report.level(measure, kind, o)) is not None
        },
    )


def _other_answers(report: Report, measure: str, kind: str, kept: Kept) -> _OtherAnswers:
    return _OtherAnswers(
        kept,
        report.figures(measure, kind, kept),
        report.differing(measure, kept),
        report.unvaried(measure, kept),
    )


def _targets(
    data: ReportData, unit_ids: Sequence[int], formula: str, place: Place
) -> dict[int, TargetFacts | None]:
    return {u: target_for(data.targets, data.scope.units[u], formula, place) for u in unit_ids}


def _row(report: Report, parts: _LevelParts, unit_id: int) -> IndexRow:
    data, unit = report.data, report.data.scope.units[unit_id]
    parent = data.scope.parents.get(unit_id)
    row = IndexRow(
        unit=unit,
        parent=data.scope.units[parent] if parent is not None else None,
        formula=parts.formula,
        first=data.first,
        last=data.last,
        confidence_level=data.survey.confidence_level,
        minimum_cell=data.survey.minimum_cell,
        outcome=Outcome.NO_ANSWERS,
        target=parts.targets[unit_id],
        figure=None,
        counts=None,
        population=parts.populations.get(unit_id),
        weighting=parts.weighting.get(unit_id, Weighting.ONE_UNIT),
        silent=None,
        answers_needed=None,
        alternatives=(),
        beside=_beside(parts.second_targets[unit_id], Outcome.NO_ANSWERS),
        demonstration=data.survey.demonstration or unit.demonstration,
        tree_of=data.tree_of,
        survey_last=data.survey.closes_on,
    )
    figure = parts.figures.get(unit_id)
    if unit_id in parts.hidden:
        return replace(
            row,
            outcome=Outcome.WITHHELD,
            beside=_beside(parts.second_targets[unit_id], Outcome.WITHHELD),
            population=_without_rate(row.population),
            readable=parts.readable.get(unit_id),
        )
    if figure is None:
        return row
    return _with_figure(row, figure, parts)


def _beside(target: TargetFacts | None, outcome: Outcome) -> Beside | None:
    return Beside(target, outcome) if target else None


def _without_rate(population: Population | None) -> Population | None:
    """Dossiers are published elsewhere; times the response rate they would give n away."""
    return replace(population, response_rate=None, coverage=None) if population else None


def _with_figure(row: IndexRow, figure: Figure, parts: _LevelParts) -> IndexRow:
    outcome = judge(figure, row.target, minimum_cell=row.minimum_cell)
    rate = row.population.response_rate if row.population else None
    second = parts.second_targets[row.unit.id]
    return replace(
        row,
        outcome=outcome,
        beside=_beside(second, judge(figure, second, minimum_cell=row.minimum_cell)),
        figure=figure,
        counts=parts.counts[row.unit.id],
        silent=silent_people(figure, row.target, outcome, rate) if parts.formula.is_share else None,
        alternatives=tuple(
            _alternative(row, figure, outcome, other) for other in parts.alternatives
        ),
        origins=_origins(row, parts),
    )


def _origins(row: IndexRow, parts: _LevelParts) -> tuple[OriginFigure, ...] | None:
    """Divide the unit's figure by origin; None where no part of it may be shown."""
    found = tuple(
        _origin(row, origin, parts)
        for origin, figures in parts.origins.items()
        if row.unit.id in figures or row.unit.id in parts.hidden_origins[origin]
    )
    return None if found and all(part.figure is None for part in found) else found


def _origin(row: IndexRow, origin: Origin, parts: _LevelParts) -> OriginFigure:
    unit_id = row.unit.id
    if unit_id in parts.hidden_origins[origin]:
        return OriginFigure(origin, None, Outcome.WITHHELD, None, None)
    figure, level = parts.origins[origin][unit_id], parts.origin_levels[origin]
    outcome = judge(figure, row.target, minimum_cell=row.minimum_cell)
    return OriginFigure(origin, figure, outcome, level.weighting[unit_id], level.coverage[unit_id])


def _alternative(
    row: IndexRow, figure: Figure, outcome: Outcome, other: _OtherAnswers
) -> Alternative:
    """Give one of the unit's other figures, where nobody can work out who makes the difference."""
    if row.unit.id in other.hidden:
        return Alternative(other.kept, None, Outcome.WITHHELD)
    if row.unit.id not in other.differing:
        # The same answers give the same figure, though like units may have another dispersion.
        return Alternative(other.kept, figure, outcome)
    found = other.figures.get(row.unit.id)
    if found is None:
        return Alternative(other.kept, None, Outcome.NO_ANSWERS)
    return Alternative(other.kept, found, judge(found, row.target, minimum_cell=row.minimum_cell))


def counts_of_units(report: Report, measure: str) -> dict[int, Counts]:
    """Count what was received at each unit and below it, and what of it does not count."""
    tally = report.tallies(measure).get(Kept.COUNTED)
    if tally is None:
        return {}
    plan = tally.plan
    items = plan.measures[plan.position(measure)].items
    columns = (
        tally.responses,
        tally.responses - tally.sums[:, plan.position(measure), N],
        np.sum([tally.score_counts(item, SKIPPED) for item in items], axis=0),
        np.sum([tally.score_counts(item, NOT_APPLICABLE) for item in items], axis=0),
    )
    cells = [int(cell) for cell in tally.cells]
    added = [
        added_upwards(report.data.scope, dict(zip(cells, column.tolist(), strict=True)))
        for column in columns
    ]
    return {unit_id: Counts(*(column[unit_id] for column in added)) for unit_id in added[0]}


def _with_answers_needed(
    report: Report, parts: _LevelParts, rows: list[IndexRow]
) -> list[IndexRow]:
    """Say of each undecided unit how many more answers at its present share would decide."""
    level = report.level(parts.measure, parts.kind)
    undecided = [
        (place, row)
        for place, row in enumerate(rows)
        if row.outcome is Outcome.NOT_ENOUGH_EVIDENCE and row.target is not None
    ]
    if level is None or not undecided:
        return rows
    moments = level.moments(parts.measure)
    places = [level.unit_ids.index(row.unit.id) for _, row in undecided]
    needed = answers_to_decide_each(
        Moments(*(getattr(moments, name)[places] for name in Moments.__slots__)),
        target=[row.target.value for _, row in undecided if row.target],
        confidence_level=report.data.survey.confidence_level,
        company=level.company(parts.measure)[places],
    )
    result = list(rows)
    for (place, row), more in zip(undecided, needed, strict=True):
        result[place] = replace(row, answers_needed=more)
    return result
