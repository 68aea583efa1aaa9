"""`items_top2`: the share of satisfied answers among all answers given.

The health ministry's general rate and the Philippine CSM. Answers of one person hang together, so
the respondent is the unit of the variance: treating 22 n answers as independent covers 39-45 %
instead of 95 % (statistics.md 4.1, mistake 1).
"""

from analysis.answers import Counts, PersonSums, Scale
from analysis.indices.base import Index


def pairs(sums: PersonSums, scale: Scale) -> tuple[Counts, Counts]:
    """a = satisfied answers, b = answers given, of each person."""
    return sums.satisfied, sums.answered


INDEX = Index("items_top2", version=1, counted="answer", pairs=pairs)
