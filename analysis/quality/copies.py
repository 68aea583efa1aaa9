"""Answer sheets that repeat each other item by item, more often than chance lets them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import pdtrc

from analysis.arguments import inner_share, matrix, whole_number
from analysis.quality.runs import longest_runs
from analysis.results import Floats

LEAST_ANSWERED = 15
LEVEL = 1e-4
NEIGHBOURS = 100
LONGEST_RUN = 0.4
_SMOOTHING = 0.5
_NO_ANSWER = -1.0


@dataclass(frozen=True, slots=True)
class Copies:
    """One answer sheet found several times.

    `respondents` are positions; `expected` is how many further ones chance would give, and
    `p_value` how probable as many as found are.
    """

    respondents: tuple[int, ...]
    expected: float
    p_value: float


def repeated_sheets(
    answers: Sequence[Sequence[float]] | Floats,
    *,
    level: float = LEVEL,
    least_answered: int = LEAST_ANSWERED,
) -> tuple[Copies, ...]:
    """Find full answer sheets that occur more often than chance allows.

    Parameters
    ----------
    answers : matrix, respondents × items
        Scores; NaN is N/A or skipped, and counts as part of the pattern.
    level : float, optional
        Sheets with a smaller p-value are returned.
    least_answered : int, optional
        Sheets with fewer answers are too easily alike.

    Returns
    -------
    tuple of Copies
        Most improbable first. Sheets whose longest run of equal answers is over 40 % of them are
        left out: people tick "4" all the way down, or page by page, and meet each other by that
        habit (of 5,820 real sheets of a university 2,985 and another 227).

    Notes
    -----
    Chance is judged conditionally on the respondent's mean: the sheet's items are drawn
    independently from the answers of the 100 respondents whose means are nearest to it, the
    copies themselves left out, as they can't vouch for each other. Given one such sheet, the
    number of further ones is Poisson with the number of those respondents times the product of
    the item shares. The same idempotency key sent twice is one answer and never gets here.

    References
    ----------
    .. [1] N. Kuriakose and M. Robbins (2016), "Don't get duped: fraud through duplication in
       public opinion surveys", Statistical Journal of the IAOS 32, 283-291; its near-duplicate
       rule is not used, since honest sheets are often nearly alike (its critics).
    """
    x = matrix("answers", answers, missing=True)
    limit = inner_share("level", level)
    least = whole_number("least_answered", least_answered, low=2)
    if not x.size:
        return ()
    answered = (~np.isnan(x)).sum(axis=1)
    longest = longest_runs(x)
    means = np.nansum(x, axis=1) / np.maximum(answered, 1)
    sheets = np.where(np.isnan(x), _NO_ANSWER, x)
    found = [
        _judge(sheets, means, group)
        for group in _groups(sheets)
        if answered[group[0]] >= least and longest[group[0]] <= LONGEST_RUN * answered[group[0]]
    ]
    return tuple(sorted((c for c in found if c.p_value < limit), key=lambda c: c.p_value))


def _groups(sheets: Floats) -> list[NDArray[np.intp]]:
    """Return the positions of each sheet that occurs more than once, in the order of the scores."""
    rows = np.ascontiguousarray(sheets + 0.0)  # no -0.0, whose bytes are others
    whole = rows.view(f"V{rows.shape[1] * rows.itemsize}").ravel()
    places: dict[bytes, list[int]] = {}
    for place, sheet in enumerate(whole.tolist()):
        places.setdefault(sheet, []).append(place)
    groups = [np.array(group, dtype=np.intp) for group in places.values() if len(group) > 1]
    return sorted(groups, key=lambda group: tuple(sheets[group[0]].tolist()))


def _judge(sheets: Floats, means: Floats, group: NDArray[np.intp]) -> Copies:
    others = np.ones(len(sheets), dtype=bool)
    others[group] = False
    distance = np.abs(means[others] - means[group[0]])
    nearest = np.argsort(distance, kind="stable")[:NEIGHBOURS]
    near = sheets[others][nearest]
    # one half for the sheet's own answer and one for any other: never certain, never impossible
    alike = (near == sheets[group[0]]).sum(axis=0)
    share = (alike + _SMOOTHING) / (len(near) + 2 * _SMOOTHING)
    widest = distance[nearest].max(initial=0.0)
    candidates = int((distance <= widest).sum()) + len(group) - 1
    expected = candidates * float(np.exp(np.sum(np.log(share))))
    return Copies(tuple(group.tolist()), expected, float(pdtrc(len(group) - 2, expected)))
