"""Two groups of one unit's answers over the places that both come from, weighed alike.

Groups from other places would differ by their places too. So both are estimated anew over the
places in which both are shown, each place with one weight on both sides (post-stratification to
common strata; statistics.md 2.4, R. Little 1982): its dossiers, or where those were not counted at
every one of them, the answers of both groups there. Only figures of single places that are shown
go in, so the difference follows from what anybody can read; hidden ones are left out.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

import numpy as np

from analysis.tallies.frame import Frame
from analysis.tallies.moments import unit_moments
from analysis.tallies.tally import N, Tally
from app.services.comparing.records import Shared
from app.services.reporting.data import ReportData
from app.services.reporting.levels import Level, figures
from app.services.reporting.people_counts import people_in
from app.services.reporting.records import Figure
from app.services.reporting.report import Report


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Some of a survey's answers: tallied by the unit they were given at, and where one is hidden.

    hidden : units at which the group's figure is not shown, in the tree of the survey
    """

    tally: Tally
    hidden: Set[int]


@dataclass(frozen=True, slots=True)
class Reweighted:
    """The figures of two groups over the places they share."""

    figure: Figure
    other_figure: Figure
    shared: Shared


def is_one_place(report: Report, unit_id: int) -> bool:
    """Tell whether all of a unit's answers were given at one place."""
    return len(_answered_below(report, unit_id)) < 2


def reweighted(
    report: Report, measure: str, unit_id: int, one: Group, other: Group
) -> Reweighted | None:
    """Estimate two groups of a unit over the places they share; None where they share none."""
    below = _answered_below(report, unit_id)
    past = report.data.then or report.data
    people = [people_in(group.tally, measure) for group in (one, other)]
    hidden = one.hidden | other.hidden
    # The figure of a place that has others below it is of these too: it is no place of its own.
    alone = {p for p in below if past.direct[p] == past.answered[p]}
    places = sorted((alone & people[0].keys() & people[1].keys()) - hidden)
    if not places:
        return None
    weights, by_dossiers = _weights(past, places, people)
    found = [_figure(report, measure, unit_id, group.tally, weights) for group in (one, other)]
    shares = [
        sum(counts[p] for p in places) / sum(n for p, n in counts.items() if p in below)
        for counts in people
    ]
    dossiers = _share_of_dossiers(report.data, unit_id, weights) if by_dossiers else None
    shared = Shared(len(places), by_dossiers, dossiers, shares[0], shares[1])
    return Reweighted(found[0], found[1], shared)


def _answered_below(report: Report, unit_id: int) -> set[int]:
    """List the units at which a unit's answers were given, also in the tree of today."""
    data = report.data
    moved: Mapping[int, int] = data.lineage.place if data.lineage else {}
    starts = {p: p if p in data.scope.units else moved.get(p, p) for p in data.direct}
    return {p for p, start in starts.items() if unit_id in data.scope.upwards(start)}


def _weights(
    data: ReportData, places: Iterable[int], people: Iterable[Mapping[int, int]]
) -> tuple[dict[int, float], bool]:
    """Weigh places by their dossiers; where one has no count of them, by the answers of both."""
    dossiers = {p: float(d.handled) if (d := data.dossiers.get(p)) else 0.0 for p in places}
    if all(dossiers.values()):
        return dossiers, True
    return {p: float(sum(counts[p] for counts in people)) for p in dossiers}, False


def _share_of_dossiers(
    data: ReportData, unit_id: int, weights: Mapping[int, float]
) -> float | None:
    own = data.dossiers.get(unit_id)
    return min(sum(weights.values()) / own.handled, 1.0) if own and own.handled else None


def _figure(
    report: Report, measure: str, unit_id: int, tally: Tally, weights: Mapping[int, float]
) -> Figure:
    """Estimate a group over some places by their weights, as figures of a unit are estimated."""
    rows = np.array([int(cell) in weights for cell in tally.cells])
    part = replace(
        tally,
        cells=tally.cells[rows],
        responses=tally.responses[rows],
        scores=tally.scores[rows],
        sums=tally.sums[rows],
    )
    people = part.sums[:, part.plan.position(measure), N].sum()
    total = sum(weights.values())
    frame = Frame.of(
        list(part.cells),
        units=[str(unit_id)] * part.cells.size,
        strata=list(part.cells),
        # Only proportions matter; times the people, the weights are around 1.
        dossiers=np.array([weights[int(cell)] / total * people for cell in part.cells]),
        siblings=list(part.cells),
    )
    level = Level((unit_id,), (0,), unit_moments(part, frame), {}, {})
    ends = part.plan.measures[part.plan.position(measure)].index.ends(part.plan.scale)
    return figures(level, measure, ends, report.data.survey.confidence_level)[unit_id]
