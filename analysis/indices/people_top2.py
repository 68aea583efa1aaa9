"""`people_top2`: the share of people satisfied on the overall item (SIPAS, provinces)."""

from analysis.answers import Counts, PersonSums, Scale
from analysis.indices.base import Index


def pairs(sums: PersonSums, scale: Scale) -> tuple[Counts, Counts]:
    """One answer a person: a = satisfied, b = answered."""
    return sums.satisfied, sums.answered


INDEX = Index("people_top2", version=1, counted="person", pairs=pairs, one_item=True)
