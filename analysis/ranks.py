"""Ranks with their uncertainty: the places a unit could hold, not the one it happened to take."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from analysis.arguments import choice, inner_share, matrix, vector, whole_number
from analysis.errors import AnalysisError, NoResponses
from analysis.randomness import SEED, generator
from analysis.results import Floats

DRAWS = 100_000
MOST_UNITS_SIMULATED = 300
"""Above this many units the pairs are too many to simulate: Bonferroni, a little wider."""

KINDS = ("simultaneous", "marginal")
_NO_VARIANCE = 1e-30
_BLOCK = 4096  # draws looked at together: what a processor cache holds

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class RankSet:
    """The places `best`..`worst` (1 is the highest value) that the answers can't rule out."""

    value: float
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class RankSets:
    """Rank sets of all units, with what is needed to compute them again."""

    rows: tuple[RankSet, ...]
    kind: str
    confidence_level: float
    method: str
    seed: int | None
    draws: int | None

    def among_best(self, tau: int) -> tuple[int, ...]:
        """List the positions of units that may be among the best `tau`."""
        whole_number("tau", tau, low=1)
        return tuple(i for i, row in enumerate(self.rows) if row.best <= tau)


def rank_sets(
    values: Sequence[float] | Floats,
    covariance: Sequence[float] | Sequence[Sequence[float]] | Floats,
    *,
    sizes: Sequence[float] | Floats | None = None,
    kind: str = "simultaneous",
    only: Sequence[int] | None = None,
    confidence_level: float = 0.95,
    draws: int = DRAWS,
    rng: int = SEED,
) -> RankSets:
    """Compute confidence sets for the ranks of units.

    Parameters
    ----------
    values : sequence of float
        Index of each unit; shares from 0 to 1 where `sizes` are used.
    covariance : sequence of float, or matrix
        Variances of independent units, or their covariance matrix (shared clusters).
    sizes : sequence of float, optional
        Effective sizes n*, needed for a unit whose variance is 0 (unanimous answers): it gets
        R̃(1−R̃)/n*, R̃ = (n*R+1)/(n*+2), so that 3 of 3 doesn't lead the table with certainty.
    kind : {"simultaneous", "marginal"}, optional
        For a published table (all sets hold at once), or for "my rank" (each set by itself).
    only : sequence of int, optional
        Positions of the units whose marginal sets are wanted ("my rank" among 300 units takes
        half a second, all 300 marginal sets a minute); default all.
    confidence_level : float, optional
        Chance that the set (each set, or all of them) holds the true rank.
    draws : int, optional
        Simulated draws for the critical value, at least 1000.
    rng : int, optional
        Seed; stored in the result.

    Returns
    -------
    RankSets
        One `RankSet` per unit in the given order, or per unit of `only`.

    Raises
    ------
    AnalysisError
        If arguments are out of range, or a variance is 0 and `sizes` is missing.
    NoResponses
        If there is no unit.

    Notes
    -----
    All ordered pairs are tested, t_ij = (R_i − R_j)/sqrt(v_i + v_j − 2c_ij), against the
    quantile of the largest centred statistic over the pairs still alive, step by step; a
    rejected pair (i, j) leaves, its mirror (j, i) stays. Above 300 units the quantile is
    Bonferroni's over the living pairs.

    References
    ----------
    .. [1] M. Mogstad, J. P. Romano, A. M. Shaikh and D. Wilhelm (2024), "Inference for ranks
       with applications to mobility across neighbourhoods and academic achievement across
       countries", Review of Economic Studies 91, 476-518.
    """
    y = vector("values", values)
    if len(y) == 0:
        raise NoResponses("there is no unit to rank")
    if choice("kind", kind, KINDS) == "simultaneous" and only is not None:
        raise AnalysisError("only marginal sets can be computed for some units alone")
    level = inner_share("confidence_level", confidence_level)
    draws = whole_number("draws", draws, low=1000, high=10_000_000)
    v = _covariance_matrix(covariance, y, sizes)
    simulated = len(y) <= MOST_UNITS_SIMULATED
    noise = _noise(v, draws, rng) if simulated else None
    se = _standard_errors(v)
    t = (y[:, None] - y[None, :]) / se
    if kind == "simultaneous":
        wanted = list(range(len(y)))
        above, below = _places(t, se, 1 - level, noise)
    else:
        wanted = _wanted(only, len(y))
        above, below = _marginal_places(t, se, 1 - level, noise, wanted)
    return RankSets(
        rows=tuple(
            RankSet(float(y[i]), 1 + up, len(y) - down)
            for i, up, down in zip(wanted, above, below, strict=True)
        ),
        kind=kind,
        confidence_level=level,
        method="stepdown" if simulated else "bonferroni",
        seed=int(rng) if simulated else None,
        draws=draws if simulated else None,
    )


def _covariance_matrix(
    given: Sequence[float] | Sequence[Sequence[float]] | Floats,
    y: Floats,
    sizes: Sequence[float] | Floats | None,
) -> Floats:
    count = len(y)
    if np.ndim(given) == 2:
        v = matrix("covariance", given, shape=(count, count))
        if np.any(np.abs(v - v.T) > 1e-9 * (1 + np.abs(v))):
            raise AnalysisError("covariance must be symmetric")
        if np.any(np.diag(v) < 0):
            raise AnalysisError("variances must not be negative")
    else:
        v = np.diag(vector("variances", given, low=0.0, size=count))
    certain = np.diag(v) <= _NO_VARIANCE
    if certain.any():
        if sizes is None:
            raise AnalysisError("a unit has variance 0: its effective size is needed")
        n = vector("sizes", sizes, low=1e-6, size=count)[certain]
        share = vector("values", y[certain], low=0.0, high=1.0)
        smoothed = (n * share + 1) / (n + 2)
        v[certain, certain] = smoothed * (1 - smoothed) / n
    return v


def _standard_errors(v: Floats) -> Floats:
    """Return the standard error of every difference; infinite on the diagonal."""
    apart = np.diag(v)[:, None] + np.diag(v)[None, :]
    variance = apart - 2 * v
    if np.any(variance < -1e-9 * apart):
        raise AnalysisError("covariance is not positive semidefinite")
    # two units that move as one (correlation 1) would divide rounding errors by 0
    variance = np.maximum(variance, 1e-9 * apart)
    np.fill_diagonal(variance, np.inf)
    return np.sqrt(variance)


def _noise(v: Floats, draws: int, rng: int) -> NDArray[np.float32]:
    """Draw centred normal vectors with covariance `v`, one column a draw.

    Single precision: the error, 1e-7, is far below that of the simulation and halves the time.
    """
    root, vectors = np.linalg.eigh(v)
    if root.size and root[0] < -1e-9 * max(root[-1], 1e-300):
        raise AnalysisError("covariance is not positive semidefinite")
    scale = vectors * np.sqrt(np.maximum(root, 0.0))
    draw = generator(rng).standard_normal((len(v), draws), dtype=np.float32)
    return np.asarray(scale.astype(np.float32) @ draw)


def _wanted(only: Sequence[int] | None, count: int) -> list[int]:
    if only is None:
        return list(range(count))
    return [whole_number("position", position, high=count - 1) for position in only]


def _places(
    t: Floats, se: Floats, alpha: float, noise: NDArray[np.float32] | None
) -> tuple[list[int], list[int]]:
    """Return the number of units certainly above, and certainly below, each unit."""
    rejected = _stepdown(t, se, ~np.eye(len(t), dtype=bool), alpha, noise)
    return rejected.sum(axis=0).tolist(), rejected.sum(axis=1).tolist()


def _marginal_places(
    t: Floats, se: Floats, alpha: float, noise: NDArray[np.float32] | None, wanted: list[int]
) -> tuple[list[int], list[int]]:
    """The same for some units, each by the tests of its own pairs alone."""
    above, below = [], []
    for unit in wanted:
        pairs = np.zeros(t.shape, dtype=bool)
        pairs[unit, :] = pairs[:, unit] = True
        pairs[unit, unit] = False
        rejected = _stepdown(t, se, pairs, alpha, noise)
        above.append(int(rejected[:, unit].sum()))
        below.append(int(rejected[unit, :].sum()))
    return above, below


def _stepdown(
    t: Floats, se: Floats, pairs: Bools, alpha: float, noise: NDArray[np.float32] | None
) -> Bools:
    """Return which ordered pairs (i, j) are rejected: i is certainly above j."""
    alive = pairs
    while alive.any():
        now = alive & (t > _critical_value(se, alive, alpha, noise))
        if not now.any():
            break
        alive = alive & ~now  # (j, i) stays: it is another hypothesis
    return pairs & ~alive


def _critical_value(
    se: Floats, alive: Bools, alpha: float, noise: NDArray[np.float32] | None
) -> float:
    if noise is None:
        return float(-ndtri(alpha / alive.sum()))
    inverse = (1 / se).astype(np.float32)
    blocks = [
        _largest(noise[:, start : start + _BLOCK], inverse, alive)
        for start in range(0, noise.shape[1], _BLOCK)
    ]
    return float(np.quantile(np.concatenate(blocks), 1 - alpha))


def _largest(
    noise: NDArray[np.float32], inverse: NDArray[np.float32], alive: Bools
) -> NDArray[np.float32]:
    """Return, for each draw, the largest centred statistic over the living pairs."""
    result = np.full(noise.shape[1], -np.inf, dtype=np.float32)
    for i in np.flatnonzero(alive.any(axis=1)):
        # a pair alive in both directions is met once, by its absolute value
        both = alive[i] & alive[:, i]
        once = np.flatnonzero(alive[i] & ~both)
        if once.size:
            signed = (noise[i] - noise[once]) * inverse[i, once, None]
            np.maximum(result, signed.max(axis=0), out=result)
        twice = np.flatnonzero(both[i:]) + i
        if twice.size:
            absolute = np.abs((noise[i] - noise[twice]) * inverse[i, twice, None])
            np.maximum(result, absolute.max(axis=0), out=result)
    return result
