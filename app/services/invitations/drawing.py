"""A stratified random sample of dossiers: who is drawn, by a seed that anybody can draw with again.

Knows lists and numbers only. The seed decides which dossiers are drawn, never which codes they get.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from analysis.allocation import allocate

Stratum = TypeVar("Stratum", bound=Hashable)
LEAST = 2
"""Least to draw from a stratum: one alone tells nothing of how answers differ."""


def shares(sizes: Mapping[Stratum, int], total: int, rule: str) -> dict[Stratum, int]:
    """Share the sample among the strata; whole strata are drawn where the total is everybody.

    Raises `analysis.errors.AnalysisError` if the total is too small or too large.
    """
    counts = allocate(total, list(sizes.values()), rule=rule, minimum=LEAST)
    return dict(zip(sizes, counts, strict=True))


def draw(
    dossiers: Mapping[Stratum, Sequence[str]], wanted: Mapping[Stratum, int], seed: int
) -> dict[Stratum, list[str]]:
    """Draw from every stratum at random, without replacement.

    Neither the order of the list nor that of the strata counts: both are sorted first, so that the
    same dossiers and seed give the same sample.
    """
    rng = np.random.default_rng(seed)
    drawn = {}
    for stratum in sorted(dossiers, key=repr):
        listed = sorted(dossiers[stratum])
        places = rng.choice(len(listed), size=wanted[stratum], replace=False)
        drawn[stratum] = [listed[place] for place in sorted(places.tolist())]
    return drawn
