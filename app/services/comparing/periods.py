"""A unit and those below it in two surveys, or in two periods of one survey."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.models import Survey
from app.scope import Scope as Visible
from app.services.comparing.records import Pair, Pairs, Refusal
from app.services.reporting.chains import NOBODY
from app.services.reporting.changes import (
    Incomparable,
    Obstacle,
    changes_from,
    shown_figures,
    why_incomparable,
)
from app.services.reporting.records import IndexRow
from app.services.reporting.report import open_report
from surveys.formulas import FORMULAS


@dataclass(frozen=True, slots=True)
class Period:
    """The answers that figures are compared with: a survey and days, both included."""

    survey: Survey
    first: date
    last: date
    formula: str


def compare_periods(
    rows: Sequence[IndexRow], now: Period, before: Period, *, viewer: Visible = NOBODY
) -> Pairs:
    """Compare rows of one period with the same units in another one."""
    refusal = refused(now, before)
    if refusal is not None:
        return Pairs((), refusal, before.survey)
    report = open_report(before.survey, before.first, before.last, viewer=viewer)
    others = shown_figures(report, now.formula, {row.unit.kind for row in rows})
    changes = changes_from(others, rows)
    pairs = (
        Pair(
            change.row.unit,
            change.row.unit,
            change.row.formula,
            change.row.figure,
            change.earlier,
            change.difference,
            change.direction,
        )
        for change in changes
    )
    return Pairs(tuple(pairs), None, before.survey)


def refused(now: Period, before: Period) -> Refusal | None:
    """Tell why two periods are not compared; None if they are."""
    if now.formula != before.formula:
        return Refusal(Incomparable(Obstacle.TWO_FORMULAS), formula=now.formula)
    if now.survey.id == before.survey.id:
        apart = now.last < before.first or before.last < now.first
        return None if apart else Refusal(Incomparable(Obstacle.SHARED_DAYS))
    reason = why_incomparable(before.survey, now.survey, now.formula)
    return None if reason is None else Refusal(reason)


def with_nearest(refusal: Refusal, now: Period, before: Period, every: Iterable[Survey]) -> Refusal:
    """Add the nearest comparison that is allowed: another survey, or another index."""
    near = sorted(every, key=lambda survey: _between(survey, before.survey))
    survey = next((one for one in near if _is_allowed(one, now)), None)
    return Refusal(refusal.reason, survey, refusal.formula or _other_formula(refusal, now, before))


def _other_formula(refusal: Refusal, now: Period, before: Period) -> str | None:
    """Find an index that both surveys measured in the same way, if that would help."""
    if refusal.reason.obstacle is Obstacle.SHARED_DAYS:
        return None
    others = (name for name in now.survey.formulas if not FORMULAS[name].by_factor)
    return next(
        (name for name in others if why_incomparable(before.survey, now.survey, name) is None),
        None,
    )


def _between(survey: Survey, other: Survey) -> timedelta:
    return abs(survey.closes_on - other.closes_on)


def _is_allowed(survey: Survey, now: Period) -> bool:
    """Tell whether a survey of another time measured the index in the same way."""
    if survey.id == now.survey.id or survey.opened_at is None:
        return False
    return why_incomparable(survey, now.survey, now.formula) is None
