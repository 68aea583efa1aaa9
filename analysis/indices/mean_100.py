"""`mean_100`: the mean score of all answers, rescaled to 0-100 (as the UK publishes).

Scores count by their distance from the lowest one, as a share of the scale's length, so the mean
is a ratio in [0, 1] with the respondent as unit; the moderated interval holds for bounded scores
(statistics.md 4.2: φ₀ = 1 is their worst case).
"""

from analysis.answers import Counts, PersonSums, Scale
from analysis.indices.base import Index


def pairs(sums: PersonSums, scale: Scale) -> tuple[Counts, Counts]:
    """a = steps above the lowest score, b = steps there could be."""
    return sums.above, sums.answered * scale.steps


def ends(scale: Scale) -> tuple[float, float]:
    """All lowest is 0, all highest is 100."""
    return 0.0, 100.0


INDEX = Index("mean_100", version=1, counted="answer", pairs=pairs, ends=ends)
