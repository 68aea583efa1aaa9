"""The whole result table of a survey: estimate, interval and verdict of every unit and measure."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.columns import labels
from analysis.indices.publishing import Published, build_estimates
from analysis.intervals import company_dispersion, design_limits
from analysis.results import DomainEstimate, Floats, Moments
from analysis.tallies.frame import Frame
from analysis.tallies.moments import UnitMoments, unit_moments
from analysis.tallies.tally import Tally
from analysis.verdict import MINIMUM_CELL, TARGET, Verdict, verdicts


@dataclass(frozen=True, slots=True, eq=False)
class ResultTable:
    """Everything on display, in arrays units × measures.

    Limits and values are shares in [0, 1]; `rows` gives records on the published scale. Where n
    is 0 there is no estimate and the limits are 0 and 1.
    """

    source: UnitMoments
    low: Floats
    high: Floats
    interval: str
    confidence_level: float

    @property
    def units(self) -> tuple[str, ...]:
        """Names of the rows."""
        return self.source.units

    @property
    def measures(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.source.tally.plan.names

    def verdicts(
        self, *, target: float = TARGET, minimum_cell: int = MINIMUM_CELL
    ) -> list[list[Verdict]]:
        """Judge every unit and measure by the limits on display, units × measures.

        No target is stated on mean scores (statistics.md 0): read the verdicts of shares only.
        """
        flat = verdicts(
            self.low.ravel(),
            self.high.ravel(),
            self.source.moments.n.ravel(),
            target=target,
            minimum_cell=minimum_cell,
        )
        width = len(self.measures)
        return [flat[k : k + width] for k in range(0, len(flat), width)]

    def rows(self, measure: str) -> list[DomainEstimate]:
        """One record per unit for one measure; None where nobody answered."""
        plan, source = self.source.tally.plan, self.source
        place = plan.position(measure)
        some = np.flatnonzero(source.moments.n[:, place] > 0)
        claim = "drawn" if source.frame.drawn else "voluntary"
        index = plan.measures[place].index
        found = build_estimates(
            Published.of_index(
                index,
                plan.scale,
                interval=self.interval,
                confidence_level=self.confidence_level,
                source=claim,
            ),
            _pick(source.moments, (some, place)),
            (self.low[some, place], self.high[some, place]),
            simple_variance=source.simple_variance[some, place],
            answered_items=source.answered_items[some, place],
        )
        records = dict(zip(some.tolist(), found, strict=True))
        return [DomainEstimate(unit, records.get(k)) for k, unit in enumerate(self.units)]


def result_table(
    tally: Tally,
    frame: Frame,
    *,
    kinds: Any = None,
    interval: str = "default",
    confidence_level: float = 0.95,
) -> ResultTable:
    """Compute the table of all units and measures.

    Parameters
    ----------
    tally : Tally
    frame : Frame
    kinds : column of labels, optional
        One per unit of the frame, in the order of `frame.units`: units of one kind and level lean
        on each other's dispersion (statistics.md 4.2). Without it all units are of one kind.
    interval : str
        A name in `analysis.intervals.DESIGN_INTERVALS`.
    confidence_level : float
        Strictly between 0 and 1.
    """
    source = unit_moments(tally, frame)
    shape = source.moments.value.shape
    count = len(source.units)
    _, kind = labels([""] * count if kinds is None else kinds, "kinds", count)
    groups = kind[:, None] * shape[1] + np.arange(shape[1])
    flat = Moments(*(getattr(source.moments, name).ravel() for name in Moments.__slots__))
    company = company_dispersion(flat, groups.ravel())
    low, high = design_limits(
        flat, method=interval, confidence_level=confidence_level, company=company
    )
    return ResultTable(source, low.reshape(shape), high.reshape(shape), interval, confidence_level)


def parent_moments(tally: Tally, frame: Frame, measure: str) -> Moments:
    """Moments of one measure for every unit of the frame, one-dimensional.

    For a single parent give a frame in which all cells belong to one unit, with their dossiers.
    """
    place = tally.plan.position(measure)
    return _pick(unit_moments(tally, frame).moments, (slice(None), place))


def _pick(moments: Moments, place: Any) -> Moments:
    return Moments(*(getattr(moments, name)[place] for name in Moments.__slots__))
