"""Comments as lines of a sheet."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import lazy_gettext

from app.comment_words import in_words, month_words
from app.exports.cells import Cell
from app.filters import name_of
from app.queries.comments import ReadComment
from app.services.registers.columns import SheetColumn
from app.services.reporting.report import Report

COLUMNS = [
    SheetColumn("unit_code", lazy_gettext("Unit code"), lazy_gettext("Code of the unit.")),
    SheetColumn("unit", lazy_gettext("Unit"), lazy_gettext("Where the person was served.")),
    SheetColumn(
        "month",
        lazy_gettext("Month"),
        lazy_gettext(
            "No day, and months together where few answered: it could tell who wrote. Lines follow "
            "no order of time."
        ),
    ),
    SheetColumn("question", lazy_gettext("Question"), lazy_gettext("What was asked.")),
    SheetColumn(
        "comment",
        lazy_gettext("Comment"),
        lazy_gettext("What stands in square brackets was taken out by rules."),
    ),
    SheetColumn("tags", lazy_gettext("Tags"), lazy_gettext("Given by hand or by keywords.")),
]


def comment_rows(
    comments: Sequence[ReadComment], report: Report, wordings: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    """Give the cells of each comment, in the order of `COLUMNS`."""
    units = report.data.scope.units
    for comment in comments:
        unit = units[comment.unit_id]
        yield (
            unit.code,
            name_of(unit),
            month_words(comment.months),
            wordings.get(comment.item, comment.item),
            in_words(comment.masked),
            "; ".join(comment.tags.values()),
        )
