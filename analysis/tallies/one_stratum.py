"""Moments of units whose answers all weigh alike, from their sums alone.

What `analysis.tallies.moments` gives for a unit of one stratum, without cells and a frame: cheap
enough to ask "and if there were twelve answers more?" hundreds of times.
"""

import numpy as np

from analysis.results import Floats, Moments
from analysis.tallies.tally import AA, AB, BB, A, B, N

# A sum of squares below this share of its terms is rounding: everybody gave the same share.
ROUNDING = 1e-13


def one_stratum_moments(sums: Floats, responses: Floats) -> Moments:
    """Compute the moments of units of one stratum each, of voluntary answers.

    Parameters
    ----------
    sums : array, units × 7
        N, A, B, AA, AB, BB, GIVEN of one measure, as in a tally; somebody counts in each unit.
    responses : array
        Answers received per unit, also those that count for no measure.
    """
    n, a, b, aa, ab, bb = (sums[:, k] for k in (N, A, B, AA, AB, BB))
    value = a / b
    squares = aa - 2 * value * ab + value**2 * bb
    squares = np.where(squares > ROUNDING * (aa + value**2 * bb), squares, 0.0)
    factor = responses / np.maximum(responses - 1.0, 1.0)
    simple = (b == n) & (bb == n) & (a == aa)
    return Moments.of(value, factor * squares / b**2, n, n - 1, simple=simple.astype(np.float64))
