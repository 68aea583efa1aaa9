"""Scale quality: do the items of a factor belong together? Warns, never blocks.

α of 0.7 makes a usable index; 0.95 over 22 items mostly shows halo. McDonald's ω, which is to be
preferred where it exists, is in `analysis.omega` (it imports `scipy.optimize`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import fdtri

from analysis.arguments import inner_share, matrix, number
from analysis.errors import AnalysisError, TooFewData
from analysis.results import Floats, Interval, Notice

LEAST_PAIRS = 50
REDUNDANT_ALPHA = 0.95
LEAST_ITEM_REST = 0.30
MOST_SKIPPED, MOST_NOT_APPLICABLE = 0.05, 0.30
_NO_VARIANCE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class ItemCovariances:
    """Covariances of items and the n they stand on; `pairwise` says how N/A was treated.

    Complete cases, unless somebody has N/A, every pair of items has 50 answers and the pairwise
    matrix is positive definite; n is then that of the rarest pair.
    """

    matrix: Floats
    n: int
    pairwise: bool


@dataclass(frozen=True, slots=True)
class Alpha:
    """Cronbach's α with Feldt's limits.

    `item_rest` is the correlation of each item with the sum of the others, `without` the α that
    is left when the item goes (None for two items). None where nothing varies.
    """

    value: float | None
    interval: Interval | None
    standardized: float | None
    item_rest: tuple[float | None, ...]
    without: tuple[float | None, ...]
    n: int
    pairwise: bool
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class ItemShares:
    """How one item was answered, as shares from 0 to 1; None where nobody was concerned.

    `not_applicable` of those it was shown to, `skipped` of those it applied to, `ceiling` of
    the answers that are the highest score.
    """

    answered: int
    not_applicable: float | None
    skipped: float | None
    ceiling: float | None
    notices: tuple[Notice, ...]


def cronbach_alpha(
    answers: Sequence[Sequence[float]] | Floats, *, confidence_level: float = 0.95
) -> Alpha:
    """Compute Cronbach's α of the items of one scale.

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores; NaN is N/A or skipped.
    confidence_level : float, optional
        Of Feldt's interval.

    Returns
    -------
    Alpha
        α can be negative; it is at most 1. The interval holds it.

    Raises
    ------
    TooFewData
        With fewer than two respondents who answered all items (and too few pairs).
    AnalysisError
        With fewer than two items.

    References
    ----------
    .. [1] L. J. Cronbach (1951), "Coefficient alpha and the internal structure of tests",
       Psychometrika 16, 297-334.
    .. [2] L. S. Feldt (1965), "The approximate sampling distribution of Kuder-Richardson
       reliability coefficient twenty", Psychometrika 30, 357-370.
    """
    level = inner_share("confidence_level", confidence_level)
    basis = item_covariances(answers)
    value = _alpha(basis.matrix)
    rest = _item_rest(basis.matrix)
    return Alpha(
        value=value,
        interval=None if value is None else _feldt(value, basis, level),
        standardized=_standardized(basis.matrix),
        item_rest=rest,
        without=_without(basis.matrix),
        n=basis.n,
        pairwise=basis.pairwise,
        notices=_notices(value, rest),
    )


def item_covariances(answers: Sequence[Sequence[float]] | Floats) -> ItemCovariances:
    """Compute the covariances of items, by pairs where N/A answers leave enough of them."""
    x = matrix("answers", answers, missing=True)
    if x.shape[1] < 2:
        raise AnalysisError("a scale has at least two items")
    known = ~np.isnan(x)
    complete = x[known.all(axis=1)]
    pairs = known.T.astype(np.float64) @ known
    if len(complete) < len(x) and pairs.min() >= LEAST_PAIRS:
        covariance = _pairwise(x, known, pairs)
        if np.linalg.eigvalsh(covariance)[0] > _NO_VARIANCE:
            return ItemCovariances(covariance, int(pairs.min()), pairwise=True)
    if len(complete) < 2:
        raise TooFewData("fewer than two people answered all items")
    return ItemCovariances(np.cov(complete, rowvar=False), len(complete), pairwise=False)


def item_shares(
    answers: Sequence[Sequence[float]] | Floats,
    not_applicable: NDArray[np.bool_] | Sequence[Sequence[bool]],
    *,
    shown: NDArray[np.bool_] | Sequence[Sequence[bool]] | None = None,
    highest: float = 5.0,
) -> tuple[ItemShares, ...]:
    """Count N/A, skips and top scores of every item.

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores; NaN where none was given.
    not_applicable : matrix of bool
        Where N/A was chosen.
    shown : matrix of bool, optional
        Where the item was put to the respondent; default everywhere.
    highest : float, optional
        The top score of the scale.

    Returns
    -------
    tuple of ItemShares
        With a notice where more than 5 % skipped or more than 30 % chose N/A.
    """
    x = matrix("answers", answers, missing=True)
    top = number("highest", highest)
    given = ~np.isnan(x)
    na = _mask("not_applicable", not_applicable, given.shape)
    seen = np.ones_like(given) if shown is None else _mask("shown", shown, given.shape)
    if np.any(given & na) or np.any((given | na) & ~seen):
        raise AnalysisError("an item is answered and N/A at once, or answered without being shown")
    return tuple(
        _shares(x[:, j], given[:, j], na[:, j], seen[:, j], top) for j in range(x.shape[1])
    )


def _shares(
    scores: Floats,
    given: NDArray[np.bool_],
    na: NDArray[np.bool_],
    seen: NDArray[np.bool_],
    highest: float,
) -> ItemShares:
    shown, without = int(seen.sum()), int(na.sum())
    answered, concerned = int(given.sum()), shown - without
    not_applicable = without / shown if shown else None
    skipped = (concerned - answered) / concerned if concerned else None
    notices = []
    if skipped is not None and skipped > MOST_SKIPPED:
        notices.append(Notice("skipped_often", f"{skipped:.3f}"))
    if not_applicable is not None and not_applicable > MOST_NOT_APPLICABLE:
        notices.append(Notice("not_applicable_often", f"{not_applicable:.3f}"))
    ceiling = float(np.sum(scores[given] == highest)) / answered if answered else None
    return ItemShares(answered, not_applicable, skipped, ceiling, tuple(notices))


def _mask(
    name: str, values: NDArray[np.bool_] | Sequence[Sequence[bool]], shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    result = np.array(values)
    if result.shape != shape or (result.size and result.dtype != np.bool_):
        raise AnalysisError(f"{name} must hold true and false for every answer, shape {shape}")
    return result.astype(np.bool_)


def _pairwise(x: Floats, known: NDArray[np.bool_], pairs: Floats) -> Floats:
    """Return the covariance of each pair of items from the people who answered both."""
    k = known.astype(np.float64)
    # centring first keeps Σxy − ΣxΣy/n accurate
    filled = np.where(known, x - np.nanmean(x, axis=0), 0.0)
    sums = filled.T @ k  # of the row item over those who answered the column item too
    return np.asarray((filled.T @ filled - sums * sums.T / pairs) / (pairs - 1))


def _alpha(covariance: Floats) -> float | None:
    k, own, total = len(covariance), float(np.trace(covariance)), float(covariance.sum())
    if total <= _NO_VARIANCE * max(own, 1e-300) or own <= _NO_VARIANCE:
        return None
    return k / (k - 1) * (1 - own / total)


def _standardized(covariance: Floats) -> float | None:
    variance = np.diag(covariance)
    if np.any(variance <= _NO_VARIANCE):
        return None
    sd = np.sqrt(variance)
    return _alpha(covariance / np.outer(sd, sd))


def _item_rest(covariance: Floats) -> tuple[float | None, ...]:
    own, with_all = np.diag(covariance), covariance.sum(axis=0)
    rest = covariance.sum() - 2 * with_all + own
    defined = (own > _NO_VARIANCE) & (rest > _NO_VARIANCE)
    scale = np.sqrt(np.where(defined, own * rest, 1.0))
    values = np.clip((with_all - own) / scale, -1.0, 1.0)
    return tuple(float(v) if ok else None for v, ok in zip(values, defined, strict=True))


def _without(covariance: Floats) -> tuple[float | None, ...]:
    k = len(covariance)
    if k < 3:
        return (None,) * k
    kept = (np.delete(np.arange(k), j) for j in range(k))
    return tuple(_alpha(covariance[np.ix_(rows, rows)]) for rows in kept)


def _feldt(alpha: float, basis: ItemCovariances, level: float) -> Interval:
    first, second = basis.n - 1, (basis.n - 1) * (len(basis.matrix) - 1)
    low = 1 - (1 - alpha) * float(fdtri(first, second, (1 + level) / 2))
    high = 1 - (1 - alpha) * float(fdtri(first, second, (1 - level) / 2))
    # α is not the median of its distribution: at a level near 0 the limits could miss it
    return Interval(min(low, alpha), max(high, alpha), level, "feldt")


def _notices(alpha: float | None, item_rest: tuple[float | None, ...]) -> tuple[Notice, ...]:
    notices = [Notice("no_variation", "scale")] if alpha is None else []
    if alpha is not None and alpha > REDUNDANT_ALPHA:
        notices.append(Notice("redundant_items", f"{alpha:.3f}"))
    weak = [j for j, r in enumerate(item_rest) if r is not None and r < LEAST_ITEM_REST]
    return (*notices, *(Notice("weak_item", str(j)) for j in weak))
