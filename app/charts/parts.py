"""Interval strips of one unit's parts, with the unit itself as the last line."""

from app.charts.picture import Caption, Picture
from app.charts.strips import interval_strips, spoken
from app.services.breakdowns.rows import Breakdown
from app.words import say

SPOKEN = 8
"""With more lines than this only the unit is read out; the table has all of them."""


def part_strips(found: Breakdown, caption: Caption) -> Picture:
    """Draw one strip per part."""
    if not found.rows:
        return interval_strips([], caption, _nothing(found))
    rows = [*found.rows, found.whole]
    told = say("Intervals of %(count)s parts.", count=len(found.rows))
    few = rows if len(rows) <= SPOKEN else rows[-1:]
    return interval_strips(rows, caption, " ".join([told, *map(spoken, few)]))


def _nothing(found: Breakdown) -> str:
    if found.is_withheld:
        return say(
            "Withheld: the parts are too small to be shown, or so small a group could be worked "
            "out from them."
        )
    return say(
        "Nothing is divided here: parts are given for the whole survey alone, and where there are "
        "enough answers."
    )
