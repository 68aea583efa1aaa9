"""Comments as lines of a sheet."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import lazy_gettext

from app.comment_words import in_words, month_words
from app.exports.cells import Cell
from app.exports.explanation import about_survey
from app.exports.result_sheet import ResultColumn, result_table
from app.exports.table import Table
from app.filters import name_of
from app.queries.comments import ReadComment
from app.services.reporting.report import Report
from app.words import say

CAUTIONS = (
    lazy_gettext(
        "Names, telephone numbers and numbers of papers are taken out by rules. What the rules "
        "missed is not to be passed on. Every opening of this page and every file is recorded."
    ),
    lazy_gettext(
        "People who write are not a sample of those who were served: shares of tags describe these "
        "comments and nothing else."
    ),
    lazy_gettext("In SPSS a comment ends after 32,767 bytes; the other formats have all of it."),
)
COLUMNS = [
    ResultColumn("unit_code", lazy_gettext("Unit code"), lazy_gettext("Code of the unit.")),
    ResultColumn("unit", lazy_gettext("Unit"), lazy_gettext("Where the person was served.")),
    ResultColumn(
        "month",
        lazy_gettext("Month"),
        lazy_gettext(
            "No day, and months together where few answered: it could tell who wrote. Lines follow "
            "no order of time."
        ),
    ),
    ResultColumn("question", lazy_gettext("Question"), lazy_gettext("What was asked.")),
    ResultColumn(
        "comment",
        lazy_gettext("Comment"),
        lazy_gettext("What stands in square brackets was taken out by rules."),
    ),
    ResultColumn("tags", lazy_gettext("Tags"), lazy_gettext("Given by hand or by keywords.")),
]


def comment_table(
    comments: Sequence[ReadComment], report: Report, wordings: Mapping[str, str]
) -> Table:
    """Give comments as a table; what must be known of them stands in its notes.

    SPSS takes no text longer than 32,767 bytes: a longer one is cut there, and whole elsewhere.
    """
    data = report.data
    rows = list(comment_rows(comments, report, wordings))
    notes = [
        *about_survey(data.survey, data.first, data.last),
        *((say("To be read with it"), str(sentence)) for sentence in CAUTIONS),
    ]
    return result_table(say("What people wrote"), COLUMNS, rows, notes, is_share=True)


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
