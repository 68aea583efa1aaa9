"""The points of a trend as a table, and what is said of a change of the questionnaire."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext, lazy_gettext

from app.exports.cells import Cell, Kind
from app.exports.explanation import to_be_read
from app.exports.result_sheet import ResultColumn, result_table
from app.exports.table import Table
from app.filters import name_of, percent
from app.queries.questionnaires import get_questionnaire, version_numbers
from app.results.sheet_columns import FIGURE, UNIT, cells_of_figure, cells_of_unit
from app.services.reporting.records import Outcome
from app.services.reporting.trend import Trend, TrendPoint
from app.version_words import difference_words
from app.words import FORMULAS, OUTCOMES, say

SHOWN = "shown"
COLUMNS = [
    *UNIT,
    ResultColumn(
        "first", lazy_gettext("From day"), lazy_gettext("First day of the point."), Kind.DAY
    ),
    ResultColumn("last", lazy_gettext("To day"), lazy_gettext("Last day of the point."), Kind.DAY),
    ResultColumn("survey", lazy_gettext("Survey"), lazy_gettext("Code of the survey.")),
    ResultColumn("formula", lazy_gettext("Formula"), lazy_gettext("Id of the index formula.")),
    *FIGURE,
    ResultColumn(
        "outcome",
        lazy_gettext("Shown"),
        lazy_gettext("Or why nothing is shown."),
        Kind.CODE,
        {
            SHOWN: lazy_gettext("yes"),
            Outcome.WITHHELD: OUTCOMES[Outcome.WITHHELD],
            Outcome.NO_ANSWERS: OUTCOMES[Outcome.NO_ANSWERS],
        },
    ),
    ResultColumn(
        "versions", lazy_gettext("Versions"), lazy_gettext("Of the questionnaire, as answered.")
    ),
    ResultColumn("remarks", lazy_gettext("Remarks"), lazy_gettext("What changed, and its effect.")),
]


def numbers_of(trend: Trend) -> Mapping[int, int]:
    """Number the versions of the questionnaire that were answered."""
    return version_numbers(v for point in trend.points for v in point.versions)


def marks_of(trend: Trend) -> list[str | None]:
    """Name the version that begins at a point, if one does."""
    numbers = numbers_of(trend)
    return [
        say("version %(number)s", number=numbers[point.versions[-1]]) if point.mark else None
        for point in trend.points
    ]


def remarks(point: TrendPoint) -> list[str]:
    """Say what changed in the questionnaire at a point, and whether that breaks the trend."""
    if point.mark is None:
        return []
    if not point.mark.differences:
        return [gettext("A new version; nothing this index rests on changed.")]
    last = get_questionnaire(point.versions[-1])
    head = (
        gettext("The trend is broken here:")
        if point.mark.broken
        else gettext("The trend goes on over a change:")
    )
    return [head, *(difference_words(one, last) for one in point.mark.differences)]


def table_of(trend: Trend) -> Table:
    """Give the points of a trend as a table."""
    formula = trend.formula
    title = f"{say('Over time')}: {name_of(trend.unit)}"
    notes = [
        (say("Formula"), f"{FORMULAS[formula.id]} ({formula.id}, {formula.version})"),
        (say("Confidence level"), percent(trend.confidence_level, 0)),
        *to_be_read(trend.points[-1].last, trend.minimum_cell),
    ]
    return result_table(title, COLUMNS, _rows(trend), notes, is_share=formula.is_share)


def _rows(trend: Trend) -> list[Sequence[Cell]]:
    numbers = numbers_of(trend)
    return [
        [
            *cells_of_unit(trend.unit),
            point.first,
            point.last,
            point.survey.code,
            trend.formula.id,
            *cells_of_figure(point.figure),
            SHOWN if point.figure else point.outcome.value,
            ", ".join(str(numbers[version]) for version in point.versions),
            " ".join(remarks(point)) or None,
        ]
        for point in trend.points
    ]
