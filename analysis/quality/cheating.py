"""The price of cheating: how many invented answers would change what is published."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import whole_number
from analysis.columns import Ints

MOST_INVENTED = 1_000_000

Reached = Callable[[Ints, Ints], NDArray[np.bool_]]
"""From numbers of invented answers, and the places of the units they are invented at."""


def invented_answers_to_flip(
    satisfied: int,
    n: int,
    verdict: Callable[[int, int], str],
    *,
    wanted: str = "met",
    most: int = MOST_INVENTED,
) -> int | None:
    """Count the invented satisfied answers that would bring about the wanted verdict.

    Parameters
    ----------
    satisfied, n : int
        Satisfied and all respondents so far.
    verdict : callable
        From satisfied and n to the verdict, as published: with its interval and target.
    wanted : str, optional
        The verdict a cheat would be after.
    most : int, optional
        Give up above it.

    Returns
    -------
    int or None
        0 if the verdict is there already; None if `most` is not enough. Small numbers mean that
        the result stands on nobody having cheated.

    Notes
    -----
    For one 0/1 item in a simple sample: adding satisfied answers can only raise the lower limit.
    `prices_of_verdicts` answers for an index of any design in which all answers weigh alike.
    """
    n = whole_number("n", n)
    k = whole_number("satisfied", satisfied, high=n)

    def reached(invented: Ints, _: Ints) -> NDArray[np.bool_]:
        more = int(invented[0])
        return np.array([verdict(k + more, n + more) == wanted])

    return least_invented(reached, 1, most=most)[0]


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
