"""How sorts of answers compare at a point or unit, whatever is on the review list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.quality.strata import Gap, gap_across
from app.services.integrity.kinds.gaps import (
    Counts,
    counted,
    is_at_kiosk,
    is_by_phone,
    is_open,
    is_verified,
)
from app.services.integrity.sheets import PointSheets


@dataclass(frozen=True, eq=False)
class Sorts:
    """Answers of a place: open ones beside verified ones, those of a kiosk beside those by phone.

    Each as the best and all answers of the first, then of the second.
    """

    open: Counts
    kiosk: Counts

    def __add__(self, other: "Sorts") -> "Sorts":
        """Count two points of a place together."""
        return Sorts(self.open + other.open, self.kiosk + other.kiosk)


@dataclass(frozen=True)
class Compared:
    """A gap, and how many answers of each sort it rests on."""

    gap: Gap
    first_n: int
    second_n: int


@dataclass(frozen=True)
class Gaps:
    """How the sorts differ; None where there are too few of one."""

    verified: Compared | None
    kiosk: Compared | None


def sorts_of(point: PointSheets) -> Sorts:
    """Count the sorts of a point."""
    every = np.ones(point.n, dtype=bool)
    return Sorts(
        open=counted(point, is_open, is_verified, every),
        kiosk=counted(point, is_at_kiosk, is_by_phone, every),
    )


def gaps_across(places: Sequence[Sorts], least: int) -> Gaps:
    """Compare the sorts within each place; nothing rests on fewer than `least` answers of one."""
    return Gaps(
        verified=gap_of([place.open for place in places], least),
        kiosk=gap_of([place.kiosk for place in places], least),
    )


def gap_of(counts: Sequence[Counts], least: int) -> Compared | None:
    """Compare two sorts at the places that have both."""
    both = [place for place in counts if min(place[1], place[3])]
    if not both:
        return None
    _, first_n, _, second_n = map(int, np.sum(both, axis=0))
    gap = gap_across(np.array(both, dtype=np.float64))
    enough = gap is not None and min(first_n, second_n) >= least
    return Compared(gap, first_n, second_n) if gap and enough else None
