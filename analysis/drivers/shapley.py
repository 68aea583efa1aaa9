"""LMG shares: R² divided among the factors, averaged over every order of entering them."""

from math import factorial

import numpy as np

from analysis.errors import AnalysisError
from analysis.results import Floats

MOST_FACTORS = 12


def shapley_contributions(correlation: Floats) -> Floats:
    """Divide R² among the factors.

    Parameters
    ----------
    correlation : array
        Correlation matrix with the outcome last, or a stack of them; positive definite. At most
        12 factors: all 2^p subsets are used.

    Returns
    -------
    array
        One contribution per factor (and per matrix of the stack), not negative beyond rounding;
        they add up to R².

    Notes
    -----
    share_j = Σ_{S∌j} |S|!(p−|S|−1)!/p! (R²_{S∪j} − R²_S), the Shapley value of R².

    References
    ----------
    .. [1] R. H. Lindeman, P. F. Merenda and R. Z. Gold (1980), "Introduction to Bivariate and
       Multivariate Analysis", Scott, Foresman, 119-127.
    .. [2] U. Grömping (2006), "Relative importance for linear regression in R: the package
       relaimpo", Journal of Statistical Software 17(1).
    """
    p = correlation.shape[-1] - 1
    if not 1 <= p <= MOST_FACTORS:
        raise AnalysisError(f"LMG shares need 1 to {MOST_FACTORS} factors, not {p}")
    explained = _explained(correlation, p)
    size = np.array([subset.bit_count() for subset in range(2**p)])
    entering = np.array([factorial(s) * factorial(p - s - 1) for s in range(p)]) / factorial(p)
    result = []
    for j in range(p):
        without = np.flatnonzero((np.arange(2**p) >> j) % 2 == 0)
        gains = explained[without | (1 << j)] - explained[without]
        result.append(np.tensordot(entering[size[without]], gains, axes=1))
    return np.stack(result, axis=-1)


def _explained(correlation: Floats, p: int) -> Floats:
    """Return R² of every subset of factors, the subset as the bits of its position."""
    result = np.empty((2**p, *correlation.shape[:-2]))

    def visit(subset: int, first: int, rest: Floats) -> None:
        # `rest` is what the subset leaves unexplained: its last diagonal element is 1 − R²
        result[subset] = 1 - rest[..., -1, -1]
        for j in range(first, p):
            visit(subset | (1 << j), j + 1, _without(rest, j))

    visit(0, 0, correlation)
    return result


def _without(rest: Floats, j: int) -> Floats:
    """Take out what column j explains of the others (a Schur complement)."""
    column = rest[..., :, j]
    return rest - column[..., :, None] * column[..., None, :] / column[..., j, None, None]
