"""Johnson's relative weights: close to LMG shares, and quick with any number of factors."""

import numpy as np

from analysis.results import Floats


def relative_weights(correlation: Floats) -> Floats:
    """Divide R² among the factors by way of their closest uncorrelated stand-ins.

    Parameters
    ----------
    correlation : array
        Correlation matrix with the outcome last, or a stack of them; positive definite.

    Returns
    -------
    array
        One weight per factor, not negative; they add up to R². With Λ = C^{1/2} and
        β = Λ⁻¹ r it is Σ_k Λ²_jk β²_k.

    References
    ----------
    .. [1] J. W. Johnson (2000), "A heuristic method for estimating the relative weight of
       predictor variables in multiple regression", Multivariate Behavioral Research 35, 1-19.
    """
    root, vectors = np.linalg.eigh(correlation[..., :-1, :-1])
    root = np.sqrt(root)[..., None, :]
    transposed = np.swapaxes(vectors, -1, -2)
    stand_in = (vectors * root) @ transposed
    beta = ((vectors / root) @ transposed) @ correlation[..., :-1, -1:]
    return np.asarray((stand_in**2 @ beta**2)[..., 0])
