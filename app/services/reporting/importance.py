"""Which sides of the service go with overall satisfaction, set against how each is rated.

Importance is each factor's share of what the factors explain together (LMG); it is association,
never cause. Performance is the factor's figure of every other page. Both come with limits, and a
factor is put into a field of the picture only where most resamples put it there too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.answers import SKIPPED, Scale
from analysis.design import SurveyDesign
from analysis.drivers.importance import REPLICATES, Driver, drivers
from analysis.drivers.quadrants import Point, importance_performance
from analysis.drivers.scores import factor_means
from analysis.errors import AnalysisError
from analysis.indices.base import LEAST_ANSWERED
from analysis.replicates import bootstrap
from analysis.results import Floats
from analysis.tallies.plan import TallyPlan
from app.services.reporting.data import ReportData
from app.services.reporting.levels import weigh
from app.services.reporting.ratings import RATING, rated_questions
from app.services.reporting.records import Figure
from app.services.reporting.report import Report
from app.services.reporting.sheets import (
    BY_FACTOR,
    SATISFIED_OR_NOT,
    Sheet,
    SheetPlan,
    measure_name,
)
from app.services.reporting.tallying import whole_sheet
from surveys.definitions import Questionnaire, Role
from surveys.formulas import Feeds

LEAST_RESAMPLES, MOST_DRAWN = 200, 20_000_000
"""1,000 resamples up to 20,000 people; a larger unit gets fewer, for a page is waited for."""
LEAST_FACTORS = 2
FIVE = Scale.of({4, 5}, 1, 5)


@dataclass(frozen=True, slots=True)
class FactorPlace:
    """One factor: its importance with limits, its place, and the figure of every other page."""

    factor: str
    driver: Driver
    point: Point
    figure: Figure


@dataclass(frozen=True, slots=True)
class Importance:
    """The map: the factors, where its lines cross, how many people and resamples it rests on."""

    places: tuple[FactorPlace, ...]
    importance_cut: float
    target: float
    n: int
    explained: float
    resamples: int


def factor_importance(report: Report, unit_id: int, target: float) -> Importance | None:
    """Place the factors of a unit; None where there are too few answers or factors to do it."""
    items = factor_items(report.data.questionnaire)
    overall = next(
        (q.code for q in rated_questions(report.data.questionnaire) if q.role is Role.OVERALL), None
    )
    figures = _figures(report, unit_id, items)
    if overall is None or len(items) < LEAST_FACTORS or len(figures) < len(items):
        return None
    code = overall
    found: Importance | None = report.once(
        ("importance", unit_id, target),
        lambda: _if_enough(report, unit_id, code, items, figures, target),
    )
    return found


def _if_enough(
    report: Report,
    unit_id: int,
    overall: str,
    items: dict[str, list[str]],
    figures: dict[str, Figure],
    target: float,
) -> Importance | None:
    try:
        return _placed(report, unit_id, overall, items, figures, target)
    except AnalysisError:
        return None


def factor_items(questionnaire: Questionnaire) -> dict[str, list[str]]:
    """List the five-point questions of each factor that has any."""
    found: dict[str, list[str]] = {factor.code: [] for factor in questionnaire.factors}
    for question in questionnaire:
        if question.type == RATING and question.satisfied and question.factor in found:
            found[question.factor].append(question.code)
    return {factor: codes for factor, codes in found.items() if codes}


def _figures(report: Report, unit_id: int, items: dict[str, list[str]]) -> dict[str, Figure]:
    kind = report.data.scope.units[unit_id].kind
    found = {}
    for factor in items:
        measure = measure_name(BY_FACTOR, factor)
        figure = report.figures(measure, kind).get(unit_id)
        if figure is not None and unit_id not in report.hidden(measure):
            found[factor] = figure
    return found


def _placed(
    report: Report,
    unit_id: int,
    overall: str,
    items: dict[str, list[str]],
    figures: dict[str, Figure],
    target: float,
) -> Importance:
    codes = [overall, *(code for part in items.values() for code in part)]
    # All questions are seen together, so what any of them hides is no stratum of its own.
    widest = max(codes, key=lambda code: len(report.together(code)))
    weights, strata = weights_and_strata(report, unit_id, widest)
    of_unit = np.flatnonzero(weights > 0)
    mine = of_unit[np.argsort(strata[of_unit], kind="stable")]
    scores = _sheet(report.data, codes, FIVE, Feeds.NUMBER)[mine].astype(float)
    scores[scores < 0] = np.nan
    satisfied = _sheet(report.data, codes, SATISFIED_OR_NOT, Feeds.SATISFIED)[mine]
    columns = [[codes.index(code) for code in part] for part in items.values()]
    means, names = factor_means(scores, columns), list(items)
    design = SurveyDesign.from_columns(
        mine.size, weights=weights[mine], strata=without_lonely(strata[mine])
    )
    replicates = bootstrap(design, replicates=resamples(design.rows))
    found = drivers(
        scores[:, 0], means, names, replicates, confidence_level=report.data.survey.confidence_level
    )
    placed = importance_performance(
        scores[:, 0], means, *_counts(satisfied, columns), names, replicates, target=target
    )
    places = zip(names, found.rows, placed.points, strict=True)
    return Importance(
        tuple(FactorPlace(name, driver, point, figures[name]) for name, driver, point in places),
        placed.importance_cut,
        target,
        found.n,
        found.r2,
        found.replicates_used,
    )


def _sheet(data: ReportData, codes: Sequence[str], scale: Scale, feeds: Feeds) -> Sheet:
    return whole_sheet(data, SheetPlan(TallyPlan.of(codes, scale=scale), feeds))


def _counts(satisfied: Sheet, columns: list[list[int]]) -> tuple[Floats, Floats]:
    """Count satisfied and answered items of each factor, for people who answered enough of it."""
    good, rated = [], []
    for places in columns:
        part = satisfied[:, places]
        answered = (part >= 0).sum(axis=1)
        concerned = answered + (part == SKIPPED).sum(axis=1)
        counts = answered >= LEAST_ANSWERED * concerned
        rated.append(np.where(counts, answered, 0).astype(float))
        good.append(np.where(counts, (part == 1).sum(axis=1), 0).astype(float))
    return np.column_stack(good), np.column_stack(rated)


def resamples(rows: int) -> int:
    """Say how many resamples of so many people are drawn: 1,000, or what time allows."""
    return max(LEAST_RESAMPLES, min(REPLICATES, MOST_DRAWN // rows))


def weights_and_strata(
    report: Report, unit_id: int, measure: str
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Weigh every answer as the unit's figure does, and name its stratum of that figure.

    Weight 0 and stratum -1 for answers that do not belong to it.
    """
    data, answers = report.data, report.data.answers
    cells, counts = np.unique(answers.columns.units[~answers.excluded], return_counts=True)
    direct = dict(zip(cells.tolist(), counts.tolist(), strict=True))
    of_cell: dict[int, tuple[float, int]] = {}
    for stratum in weigh(data, direct, report.collapsed(measure)).strata(unit_id):
        people = sum(direct[cell] for cell in stratum.cells)
        found = (stratum.total / people if people else 0.0, stratum.unit_id)
        of_cell |= dict.fromkeys(stratum.cells, found)
    whole = sum(direct[cell] for cell in of_cell)
    units = answers.columns.units.tolist()
    each = np.array([of_cell.get(unit, (0.0, -1)) for unit in units]).reshape(len(units), 2)
    weights = np.where(answers.excluded, 0.0, each[:, 0] * whole)
    return weights, np.where(answers.excluded, -1, each[:, 1]).astype(np.int64)


def without_lonely(strata: NDArray[np.int64]) -> NDArray[np.int64]:
    """Put strata of one person together, with the smallest other one where there is one alone.

    Nobody can be drawn again from a stratum of one person.
    """
    names, place, counts = np.unique(strata, return_inverse=True, return_counts=True)
    lonely = counts == 1
    if not lonely.any():
        return strata
    joined = lonely.copy()
    if lonely.sum() == 1 and not lonely.all():
        joined[np.where(lonely, np.iinfo(np.int64).max, counts).argmin()] = True
    return np.asarray(np.where(joined[place.ravel()], names[joined][0], strata))
