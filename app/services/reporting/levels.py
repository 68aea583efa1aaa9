"""Estimates of all units of one level at once, from a tally.

A unit without units below it is one stratum; a parent's strata are weighted by dossiers. The
dispersion is pooled over the units of the level whose figures are shown to anybody: one unit has
one interval on every page, and none tells of a unit that is hidden.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from analysis.intervals import company_dispersion, design_limits, effective_size, size_df
from analysis.results import Floats, Moments
from analysis.tallies.frame import Frame
from analysis.tallies.moments import UnitMoments, unit_moments
from analysis.tallies.tally import Tally, put_together
from analysis.verdict import doubts
from app.services.reporting.data import ReportData
from app.services.reporting.records import Figure, Weighting
from app.services.reporting.scope import added_upwards
from app.services.reporting.today import WeightsToday
from app.services.reporting.weighting import Stratum, Weights

OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """Moments of every unit of a kind that is shown, and how its answers were put together.

    apart : units that only their own chain sees; no company is made of them
    """

    unit_ids: tuple[int, ...]
    rows: tuple[int, ...]
    found: UnitMoments
    weighting: Mapping[int, Weighting]
    coverage: Mapping[int, float | None]
    apart: Set[int] = frozenset()

    def company(self, measure: str) -> Floats:
        """The dispersion of like units, one entry a unit; 0 for those that stand alone."""
        groups = [unit_id if unit_id in self.apart else 0 for unit_id in self.unit_ids]
        return company_dispersion(self.moments(measure), groups)

    def moments(self, measure: str) -> Moments:
        """The moments of one measure, one entry a unit."""
        column = self.found.tally.plan.position(measure)
        moments = self.found.moments
        return Moments(
            *(getattr(moments, name)[list(self.rows), column] for name in Moments.__slots__)
        )


@dataclass(frozen=True, slots=True)
class Hidden:
    """Units whose strata are collapsed, in the tree of a report and in that of its time.

    apart : those among them whose own figures are shown to their chain all the same
    together : units whose strata are collapsed though they are shown
    """

    units: Set[int] = frozenset()
    then: Set[int] = frozenset()
    apart: Set[int] = frozenset()
    together: Set[int] = frozenset()


def build_level(data: ReportData, tally: Tally, kind: str, hidden: Hidden) -> Level:
    """Weight the cells of a tally and add them up to the units of a kind that are shown."""
    direct = {int(c): int(n) for c, n in zip(tally.cells, tally.responses, strict=True)}
    weights, unseen = weigh(data, direct, hidden), hidden.units - hidden.apart
    unit_ids = tuple(
        u for u in data.scope.of_kind(kind) if weights.answered.get(u, 0) and u not in unseen
    )
    strata = {unit_id: weights.strata(unit_id) for unit_id in unit_ids}
    found = unit_moments(*_by_stratum(tally, weights, strata))
    places = added_upwards(data.scope, dict.fromkeys(direct, 1))
    return Level(
        unit_ids=unit_ids,
        rows=tuple(found.units.index(str(unit_id)) for unit_id in unit_ids),
        found=found,
        weighting={u: _weighting(len(strata[u]), places[u]) for u in unit_ids},
        coverage={u: weights.coverage(u) for u in unit_ids},
        apart=hidden.apart,
    )


def weigh(data: ReportData, direct: Mapping[int, int], hidden: Hidden) -> Weights:
    """Weigh answers in the tree as it was, or as it is today."""
    if data.then is None or data.lineage is None:
        return Weights.of(data.scope, data.dossiers, direct, hidden.units | hidden.together)
    past = Weights.of(data.then.scope, data.then.dossiers, direct, hidden.then)
    return WeightsToday.following(past, data.lineage, data.dossiers, hidden.units)


def figures(
    level: Level, measure: str, ends: tuple[float, float], confidence_level: float
) -> dict[int, Figure]:
    """Give every unit with answers its figure; one that nobody answered is not in the result."""
    moments = level.moments(measure)
    if not level.unit_ids:
        return {}
    company = level.company(measure)
    low, high = design_limits(moments, confidence_level=confidence_level, company=company)
    n_eff = effective_size(moments, confidence_level=confidence_level, company=company)
    sizes = (n_eff, size_df(moments, company=company))
    return {
        unit_id: _figure(moments, place, low, high, sizes, _method(moments, company, place), ends)
        for place, unit_id in enumerate(level.unit_ids)
        if moments.n[place] > 0
    }


def _figure(
    moments: Moments,
    place: int,
    low: Floats,
    high: Floats,
    sizes: tuple[Floats, Floats],
    method: str,
    ends: tuple[float, float],
) -> Figure:
    share, share_low, share_high = (float(x[place]) for x in (moments.value, low, high))
    start, length = ends[0], ends[1] - ends[0]
    n, size, df = int(moments.n[place]), float(sizes[0][place]), float(moments.df[place])
    return Figure(
        value=start + length * share,
        low=start + length * share_low,
        high=start + length * share_high,
        share=share,
        share_low=share_low,
        share_high=share_high,
        n=n,
        n_eff=size,
        weight_effect=float(moments.weight_effect[place]),
        method=method,
        doubts=tuple(doubts(n, size, share_high - share_low, df)),
        variance=float(moments.variance[place]),
        df=float(sizes[1][place]),
    )


def _method(moments: Moments, company: Floats, place: int) -> str:
    """Name the interval (statistics.md 4.2) as files and the method note call it."""
    if moments.simple[place]:
        return "mid_p"
    return "moderated_mid_p_with_company" if company[place] > 0 else "moderated_mid_p_alone"


def _places(
    weights: Weights, strata: Mapping[int, Sequence[Stratum]]
) -> dict[int, tuple[int, Stratum]]:
    """Give the cells of units their unit and stratum."""
    # Of units of a kind below each other, the topmost has the cell.
    deepest_first = sorted(strata, key=lambda u: -len(list(weights.scope.upwards(u))))
    return {
        cell: (unit_id, stratum)
        for unit_id in deepest_first
        for stratum in strata[unit_id]
        for cell in stratum.cells
    }


def _by_stratum(
    tally: Tally, weights: Weights, strata: Mapping[int, Sequence[Stratum]]
) -> tuple[Tally, Frame]:
    """Make one cell of each stratum, so that no rounding tells how it is divided below.

    Only proportions of dossiers within a unit matter; times the unit's answers, the weights are
    around 1.
    """
    places = _places(weights, strata)
    own = [places.get(int(cell)) for cell in tally.cells]
    names = [f"{at[0]} {at[1].unit_id}" if at else OUTSIDE for at in own]
    together = put_together(tally, names)
    of_name = dict(zip(names, own, strict=True))
    found = [of_name[str(name)] for name in together.cells]
    frame = Frame.of(
        together.cells,
        units=[str(at[0]) if at else OUTSIDE for at in found],
        dossiers=[
            at[1].total * weights.answered[at[0]] if at else float(n)
            for at, n in zip(found, together.responses, strict=True)
        ],
        siblings=together.cells,
    )
    return together, frame


def _weighting(strata: int, places: int) -> Weighting:
    if strata > 1:
        return Weighting.DOSSIERS
    return Weighting.POOLED if places > 1 else Weighting.ONE_UNIT
