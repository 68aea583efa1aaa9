"""A trend: one index of one unit over months or surveys, across versions of the questionnaire.

Where months are too short for a unit, its points are the shortest periods in which it can be read.

A line is drawn only where both ends measure the same. Where a version changed, the point is marked
with what changed; where that breaks the trend, the line is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from app.errors import NotFound
from app.models import Survey
from app.queries.questionnaires import get_questionnaire
from app.queries.units import UnitFacts
from app.scope import Scope as Visible
from app.services.reporting.chains import NOBODY
from app.services.reporting.periods import parts_of
from app.services.reporting.readable_periods import Step
from app.services.reporting.records import Figure, FormulaFacts, Outcome
from app.services.reporting.report import Report, open_report
from app.services.reporting.sheets import measure_name
from surveys.trends import TrendMark, trend_marks

MONTHS, SURVEYS = "months", "surveys"


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """An index in one month, longer period or survey.

    `figure` is None where it is withheld or nobody answered.
    `versions` are the rows of the versions that were answered. `mark` says what their change, or
    the change since the point before, does to this index.
    """

    survey: Survey
    first: date
    last: date
    figure: Figure | None
    outcome: Outcome
    versions: tuple[int, ...]
    mark: TrendMark | None = None

    @property
    def is_broken(self) -> bool:
        """Whether the values before and from here on are not the same measurement."""
        return self.mark is not None and self.mark.broken


@dataclass(frozen=True, slots=True)
class Trend:
    """All points of a unit's index, and the formula they are computed by."""

    unit: UnitFacts
    formula: FormulaFacts
    formulas: tuple[str, ...]
    points: tuple[TrendPoint, ...]
    minimum_cell: int
    confidence_level: float


def read_trend(
    surveys: Sequence[Survey],
    unit_id: int,
    formula: str | None,
    step: str,
    *,
    today: date,
    viewer: Visible = NOBODY,
) -> Trend:
    """Compute the trend of a unit over surveys of one questionnaire, oldest first.

    Raises `NotFound` where the unit or the formula is in none of them.
    """
    reports = [
        open_report(survey, survey.opens_on, survey.closes_on, viewer=viewer)
        for survey in surveys
        if survey.opens_on <= today and survey.opened_at is not None
    ]
    reports = [report for report in reports if unit_id in report.data.scope.units]
    offered = tuple(dict.fromkeys(name for report in reports for name in report.formulas))
    chosen = formula or next(iter(offered), None)
    if chosen is None or chosen not in offered:
        raise NotFound(f"unit {unit_id} has no trend of {formula!r}")
    reports = [report for report in reports if chosen in report.formulas]
    points = [p for report in reports for p in _points(report, unit_id, chosen, step, today)]
    last = reports[-1]
    return Trend(
        last.data.scope.units[unit_id],
        last.facts(chosen),
        offered,
        tuple(_marked(points, chosen)),
        last.data.survey.minimum_cell,
        last.data.survey.confidence_level,
    )


def _points(whole: Report, unit_id: int, formula: str, step: str, today: date) -> list[TrendPoint]:
    if step == SURVEYS:
        return [_point(whole, unit_id, formula)]
    measure = measure_name(formula, None)
    monthly, finest = whole.monthly(measure), whole.steps(measure).get(unit_id, Step.WHOLE)
    every = monthly.calendar.periods(finest) if monthly else []
    periods = [period for period in every if period[0] <= today]
    parts = (Report(part, whole=whole) for part in parts_of(whole.data, periods))
    return [_point(part, unit_id, formula) for part in parts]


def _point(report: Report, unit_id: int, formula: str) -> TrendPoint:
    data, measure = report.data, measure_name(formula, None)
    figure = report.figures(measure, data.scope.units[unit_id].kind).get(unit_id)
    outcome = Outcome.NO_ANSWERS if figure is None else Outcome.NO_TARGET
    if unit_id in report.hidden(measure):
        figure, outcome = None, Outcome.WITHHELD
    inside = [u for u in data.scope.units if data.scope.is_below(u, unit_id)]
    here = np.isin(data.answers.columns.units, inside)
    versions = np.unique(data.answers.columns.versions[here]).tolist()
    return TrendPoint(
        data.survey,
        data.first,
        data.last,
        figure,
        outcome,
        tuple(versions),
    )


def _marked(points: Sequence[TrendPoint], formula: str) -> list[TrendPoint]:
    """Mark the points at which another version was answered than before."""
    marked: list[TrendPoint] = []
    before: int | None = None
    for point in points:
        versions = list(point.versions)
        chain = versions if before is None or before in versions else [before, *versions]
        marked.append(replace(point, mark=_mark(chain, formula)))
        before = versions[-1] if versions else before
    return marked


def _mark(versions: Sequence[int], formula: str) -> TrendMark | None:
    """Join what lies between the first and the last of some versions."""
    if len(versions) < 2:
        return None
    old, new = get_questionnaire(versions[0]), get_questionnaire(versions[-1])
    return trend_marks(old, new).formulas.get(formula, TrendMark(broken=False, differences=()))
