"""The room that a page keeps for a picture which comes later, by a request of its own."""

from collections.abc import Callable

from app.charts.sizes import ratings_height, trend_height
from app.services.reporting.ratings import rated_questions
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report


def room_of(name: str, report: Report, row: IndexRow) -> int:
    """Give the height in CSS pixels that a picture of the unit of `row` comes to."""
    return HEIGHTS[name](report, 1 + row.demonstration)


HEIGHTS: dict[str, Callable[[Report, int], int]] = {
    "trend": lambda _, caption_lines: trend_height(caption_lines),
    "ratings": lambda report, caption_lines: ratings_height(
        len(rated_questions(report.data.questionnaire)), caption_lines
    ),
}
"""The pictures that stand inside other pages."""
