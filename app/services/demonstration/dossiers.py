"""Dossier counts in the proportions of the province's 2022 figures for half a year.

About 60,000 dossiers at province level, 98.7 % of them on time, and about 128,000 below it, 98.6 %
on time. The totals are met exactly; how they fall on counters and months is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from app.models import Population
from app.services.demonstration.organisation import Place
from app.services.demonstration.periods import HalfYear

Counts = NDArray[np.int64]

SOURCE = "Số liệu minh họa theo tỷ lệ của năm 2022 / demonstration in the proportions of 2022"
REFUSED = 0.006
SIZE_SPREAD = 0.35
"""Standard deviation of the logarithm of a counter's size among its like."""


@dataclass(frozen=True)
class Level:
    """Dossiers of half a year at one level, and the share handled on time."""

    handled: int
    on_time: float


PROVINCE_LEVEL = Level(60_000, 0.987)
COMMUNE_LEVEL = Level(128_000, 0.986)


def handled_per_month(
    places: Sequence[Place], level: Level, period: HalfYear, today: date, rng: np.random.Generator
) -> Counts:
    """Draw the dossiers handled, one row a place and one column a month so far."""
    months = period.months(today)
    days = np.array([(last - first).days + 1 for first, last in months], dtype=float)
    sizes = np.array([place.weight for place in places])
    # Provincial counters have their sizes given; the communes' differ by chance as well.
    if len(set(sizes.tolist())) < len(sizes) / 2:
        sizes = sizes * rng.lognormal(0, SIZE_SPREAD, len(sizes))
    if not months:
        return np.zeros((len(places), 0), dtype=np.int64)
    shares = np.outer(sizes / sizes.sum(), days / days.sum())
    total = round(level.handled * period.elapsed(today))
    return rng.multinomial(total, shares.ravel()).reshape(shares.shape).astype(np.int64)


def population_rows(
    places: Sequence[Place],
    handled: Counts,
    level: Level,
    months: Sequence[tuple[date, date]],
    rng: np.random.Generator,
    *,
    now: datetime,
) -> list[Population]:
    """Make the rows of every place and month that had dossiers, late and refused ones drawn."""
    late = drawn_from(handled, 1 - level.on_time, rng)
    refused = drawn_from(handled, REFUSED, rng)
    return [
        Population(
            unit_id=place.unit.id,
            period_start=first,
            period_end=last,
            handled=int(handled[row, column]),
            on_time=int(handled[row, column] - late[row, column]),
            late=int(late[row, column]),
            refused=int(refused[row, column]),
            source=SOURCE,
            entered_at=now,
        )
        for row, place in enumerate(places)
        for column, (first, last) in enumerate(months)
        if handled[row, column]
    ]


def drawn_from(handled: Counts, share: float, rng: np.random.Generator) -> Counts:
    """Draw a share of all dossiers without replacement, so that the total is met exactly."""
    flat = handled.ravel()
    drawn = rng.multivariate_hypergeometric(flat, round(share * int(flat.sum())))
    return drawn.reshape(handled.shape).astype(np.int64)
