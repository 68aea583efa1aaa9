"""What a figure says against its target, and what the silent could change."""

from collections.abc import Iterable

from analysis.results import Interval
from analysis.sensitivity import tipping_point, worst_case
from analysis.verdict import verdict
from app.models import Place
from app.queries.targets import DatedTarget
from app.queries.units import UnitFacts
from app.services.reporting.records import Figure, Outcome, Silent, TargetFacts
from surveys.formulas import FORMULAS, Feeds


def target_for(
    targets: Iterable[DatedTarget], unit: UnitFacts, formula: str, place: Place = Place.FIRST
) -> TargetFacts | None:
    """Choose the target of a unit: the one that fits most closely, of these the newest.

    The first place gives the verdict; a target of the second stands beside it.
    A target without a formula speaks of shares of satisfied people or answers; no target is
    stated on means (statistics.md 0), so for those one must name the formula.
    """
    is_mean = FORMULAS[formula].feeds is not Feeds.SATISFIED
    fitting = [
        target
        for target in targets
        if target.place == place
        and target.sector in (None, unit.sector)
        and target.unit_kind in (None, unit.kind)
        and target.formula in ((formula,) if is_mean else (None, formula))
    ]
    if not fitting:
        return None
    best = max(
        fitting,
        key=lambda t: (
            sum(part is not None for part in (t.formula, t.unit_kind, t.sector)),
            t.valid_from,
            t.id,
        ),
    )
    return TargetFacts(best.value, best.source_vi, best.source_en)


def judge(figure: Figure, target: TargetFacts | None, *, minimum_cell: int) -> Outcome:
    """Give the verdict from the limits on display, unrounded."""
    if target is None:
        return Outcome.NO_TARGET
    return Outcome(
        verdict(
            figure.share_low,
            figure.share_high,
            figure.n,
            target=target.value,
            minimum_cell=minimum_cell,
        ).value
    )


def judged_limits(interval: Interval, n: int, target: float, minimum_cell: int) -> Outcome:
    """Give the verdict from the limits of another interval than the one on display."""
    found = verdict(interval.low, interval.high, n, target=target, minimum_cell=minimum_cell)
    return Outcome(found.value)


def silent_people(
    figure: Figure, target: TargetFacts | None, outcome: Outcome, response_rate: float | None
) -> Silent | None:
    """Bound what those who did not answer could change; None without a usable response rate."""
    if response_rate is None or not 0 < response_rate < 1:
        return None
    bounds = worst_case(response_rate, figure.share, low=figure.share_low, high=figure.share_high)
    tipping = None
    if target is not None:
        # A "met" is questioned from its lower limit: the cautious version of section 13.
        start = figure.share_low if outcome is Outcome.MET else figure.share
        point = tipping_point(response_rate, start, target=target.value)
        tipping = point.nonrespondent_share if point.can_overturn else None
    return Silent(bounds.low, bounds.high, tipping)
