"""The price of cheating: how many invented answers would change what is published."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import whole_number
from analysis.columns import Ints

MOST_INVENTED = 1_000_000

Reached = Callable[[Ints, Ints], NDArray[np.bool_]]
"""From numbers of invented answers, and the places of the units they are invented at."""


def least_invented(reached: Reached, units: int, *, most: int = MOST_INVENTED) -> list[int | None]:
    """Find for many units side by side how many invented answers are enough.

    Doubles until it is enough, then halves the range: with the number found it is enough, with
    one less it is not. That is the least number where more answers never undo what fewer did.

    Returns
    -------
    list of int or None
        0 where it is so already; None where `most` is not enough.
    """
    most = whole_number("most", most)
    every = np.arange(units)
    low = np.full(units, -1, dtype=np.intp)
    high = np.zeros(units, dtype=np.intp)
    looking = every[~reached(high, every)]
    while looking.size:
        low[looking] = high[looking]
        high[looking] = np.minimum(2 * high[looking] + 1, most)
        looking = looking[high[looking] > low[looking]]
        if looking.size:
            looking = looking[~reached(high[looking], looking)]
    wide = every
    while (wide := wide[high[wide] - low[wide] > 1]).size:
        middle = (low[wide] + high[wide]) // 2
        enough = reached(middle, wide)
        high[wide[enough]] = middle[enough]
        low[wide[~enough]] = middle[~enough]
    return [None if up == down else int(up) for up, down in zip(high, low, strict=True)]
