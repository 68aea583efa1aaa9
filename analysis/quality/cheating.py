"""The price of cheating: how many invented answers would change what is published."""

from collections.abc import Callable

from analysis.arguments import whole_number

MOST_INVENTED = 1_000_000


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
    Adding satisfied answers can only raise the lower limit, so doubling and bisection find the
    least number.
    """
    n = whole_number("n", n)
    k = whole_number("satisfied", satisfied, high=n)
    most = whole_number("most", most)

    def enough(invented: int) -> bool:
        return verdict(k + invented, n + invented) == wanted

    if enough(0):
        return 0
    high = 1
    while high <= most and not enough(high):
        high *= 2
    low = high // 2
    high = min(high, most)
    if not enough(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high
