"""How many answers each unit of a survey needs for a verdict, and whether it can get them.

Exact power of the verdict's own interval (statistics.md 7), not a margin of error.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from analysis.errors import AnalysisError
from analysis.planning import INDEX_DISPERSION, plan_survey, verdict_sample_size
from analysis.verdict import MINIMUM_RESPONDENTS
from app import clock
from app.models import Survey
from app.queries.populations import list_dossier_counts
from app.queries.targets import list_survey_targets
from app.queries.units import UnitFacts, list_units, parents_on
from app.scope import EVERYTHING, Scope
from app.services.fielding.scope import units_in_scope
from app.services.reporting.dossiers import Dossiers, dossiers_of_units
from app.services.reporting.judging import target_for
from app.services.reporting.records import TargetFacts
from app.services.reporting.scope import build_scope
from surveys.formulas import FORMULAS, Feeds

POWER = 0.8
"""Four surveys in five shall end with the verdict that the truth deserves."""
USUAL_RATE = 0.04
"""Above this share of dossiers a poster alone seldom suffices (ux.md: 2.5 % in one study)."""
ONE_YEAR = timedelta(days=365)


class Reach(StrEnum):
    """Whether a unit can get the answers that it needs."""

    USUAL = "usual"
    HARD = "hard"
    NOT_REACHABLE = "not_reachable"
    NO_COUNT = "no_count"
    NO_TARGET = "no_target"


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What one unit needs: answers, out of how many dossiers in the survey's days, at what rate.

    `needed` None is more than any unit could get; `dossiers` None that nobody counted them.
    """

    unit: UnitFacts
    target: TargetFacts | None
    needed: int | None
    dossiers: int | None
    rate: float | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """The plan of every unit of one kind. `kinds` counts the units of every kind there is."""

    formula: str | None
    kind: str | None
    kinds: Mapping[str, int]
    truth: float
    rows: list[UnitPlan]
    counted_from: date
    counted_to: date


def plan_units(
    survey: Survey,
    *,
    truth: float,
    kind: str | None,
    now: datetime,
    people: Scope = EVERYTHING,
) -> SurveyPlan:
    """Plan the units of a kind, by default the topmost kind of which there are several.

    `people` are the units of whoever looks; others are left out.

    `truth` is the share of satisfied people to plan for. Expected dossiers are those of the year
    before, in proportion to the survey's days.
    """
    today = clock.local_day(now)
    scope = build_scope(list_units(), parents_on(today), units_in_scope(survey, now))
    kinds = scope.kinds()
    usual = next((name for name, count in kinds.items() if count > 1), next(iter(kinds), None))
    chosen = kind if kind in kinds else usual
    formula = share_formula(survey.formulas)
    last = min(today, survey.opens_on) - timedelta(days=1)
    first = last - ONE_YEAR
    counts = dossiers_of_units(list_dossier_counts(first, last), scope, {})
    units = [
        scope.units[unit_id] for unit_id in scope.of_kind(chosen or "") if people.covers(unit_id)
    ]
    rows = unit_plans(survey, units, counts, formula, truth) if formula else []
    return SurveyPlan(formula, chosen, kinds, truth, rows, first, last)


def share_formula(formulas: Iterable[str]) -> str | None:
    """Choose the first formula that is a share of the whole; means have no plan of this kind."""
    shares = (
        formula
        for formula in formulas
        if FORMULAS[formula].feeds is Feeds.SATISFIED and not FORMULAS[formula].by_factor
    )
    return next(shares, None)


def unit_plans(
    survey: Survey,
    units: Iterable[UnitFacts],
    counts: Mapping[int, Dossiers],
    formula: str,
    truth: float,
) -> list[UnitPlan]:
    """Plan each unit; the size for one target is computed once."""
    targets = list_survey_targets(survey.id, survey.closes_on)
    chosen = {unit.id: (unit, target_for(targets, unit, formula)) for unit in units}
    values = {target.value for _, target in chosen.values() if target}
    sizes = {value: answers_needed(survey, formula, value, truth) for value in values}
    days = (survey.closes_on - survey.opens_on).days + 1
    return [
        unit_plan(
            unit, target, sizes[target.value] if target else None, expected(counts, unit.id, days)
        )
        for unit, target in chosen.values()
    ]


def answers_needed(survey: Survey, formula: str, target: float, truth: float) -> int | None:
    """Count the answers that bring the verdict with a chance of 80 %; None if none would do."""
    dispersion = 1.0 if FORMULAS[formula].one_item else INDEX_DISPERSION
    try:
        simple = verdict_sample_size(
            truth, power=POWER, target=target, confidence_level=survey.confidence_level
        ).n
    except AnalysisError:
        return None
    least = max(MINIMUM_RESPONDENTS, survey.minimum_cell)
    return max(plan_survey(simple, dispersion=dispersion).n_design, least)


def expected(counts: Mapping[int, Dossiers], unit_id: int, days: int) -> int | None:
    """Expect as many dossiers a day as were counted."""
    counted = counts.get(unit_id)
    if counted is None:
        return None
    covered = (counted.last - counted.first).days + 1
    return round(counted.handled * days / covered)


def unit_plan(
    unit: UnitFacts, target: TargetFacts | None, needed: int | None, dossiers: int | None
) -> UnitPlan:
    """Say whether the unit can get what it needs."""
    rate = needed / dossiers if needed and dossiers else None
    return UnitPlan(unit, target, needed, dossiers, rate, reach_of(target, needed, dossiers))


def reach_of(target: TargetFacts | None, needed: int | None, dossiers: int | None) -> Reach:
    """Tell how far off the answers needed are."""
    if target is None:
        return Reach.NO_TARGET
    if needed is None:
        return Reach.NOT_REACHABLE
    if dossiers is None:
        return Reach.NO_COUNT
    if needed > dossiers:
        return Reach.NOT_REACHABLE
    return Reach.USUAL if needed <= math.ceil(USUAL_RATE * dossiers) else Reach.HARD
