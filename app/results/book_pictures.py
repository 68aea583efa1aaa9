"""Pictures that a workbook carries beside its rows."""

from collections.abc import Sequence

from app.charts.picture import Picture
from app.charts.rendering import to_png
from app.charts.strips import interval_strips
from app.charts.theme import specification
from app.exports.table import TablePicture
from app.queries.units import UnitFacts
from app.results.captions import caption_of
from app.results.selection import Selection
from app.services.reporting.records import IndexRow
from app.words import say

MOST_ROWS = 250
"""Lines of strips beyond which a picture is too long to be looked at, and slow to draw."""


def strips_for_book(
    selection: Selection, rows: Sequence[IndexRow], under: UnitFacts | None
) -> list[TablePicture]:
    """Draw the intervals of the rows; nothing where there are none, or very many."""
    title = say("Intervals against the target")
    drawn = interval_strips(rows, caption_of(selection, title, under))
    return for_book(drawn) if len(rows) <= MOST_ROWS else []


def for_book(drawn: Picture) -> list[TablePicture]:
    """Draw a picture for a workbook; nothing where there is nothing to draw."""
    spec = specification(drawn)
    return [TablePicture(drawn.caption.title, to_png(spec), drawn.sentence)] if spec else []
