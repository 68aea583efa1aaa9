"""`mean_5`: the mean score of all answers on a scale of 1 to 5 (as health publishes).

The same ratio as `mean_100`, shown on the scale of the answers; its interval is the moderated one
for bounded scores.
"""

from analysis.answers import Scale
from analysis.errors import AnalysisError
from analysis.indices.base import Index
from analysis.indices.mean_100 import pairs


def ends(scale: Scale) -> tuple[float, float]:
    """Only five points make a mean of five."""
    if (scale.lowest, scale.highest) != (1, 5):
        raise AnalysisError("mean_5 needs scores from 1 to 5; take mean_100 for other scales")
    return 1.0, 5.0


INDEX = Index("mean_5", version=1, counted="answer", pairs=pairs, ends=ends)
