"""The lines of a comparison as a table: the same figures as on the page."""

from collections.abc import Sequence

from flask_babel import lazy_gettext

from app.charts.changes import DIRECTIONS, NOT_SHOWN
from app.compare_words import APART, GROUPS
from app.exports.cells import Cell, Kind
from app.exports.result_sheet import ResultColumn, result_table
from app.exports.table import Table
from app.filters import name_of
from app.part_words import part_name
from app.results.sheet_columns import (
    FIGURE,
    OF_WHAT,
    OUTCOME,
    UNIT,
    cells_of_figure,
    cells_of_unit,
    cells_of_what,
    notes_on,
)
from app.services.comparing.records import Pair, Pairs, Placed, Placing, Shared
from app.services.reporting.data import ReportData
from app.services.reporting.differences import Direction
from app.services.reporting.records import FormulaFacts, IndexRow
from app.words import ORIGINS

YES_NO = {1: lazy_gettext("yes"), 0: lazy_gettext("no")}
SHOWS = {**{d: look[0] for d, look in DIRECTIONS.items()}, Direction.NOT_SHOWN: NOT_SHOWN}


def _place(id_: str, heading: str, explanation: str) -> ResultColumn:
    return ResultColumn(id_, heading, explanation, Kind.COUNT)


PLACED = [
    *UNIT,
    *FIGURE,
    _place("best", lazy_gettext("Best place"), lazy_gettext("1 is the highest.")),
    _place("worst", lazy_gettext("Worst place"), lazy_gettext("That is not ruled out.")),
    ResultColumn(
        "group",
        lazy_gettext("Group"),
        lazy_gettext("Surely in the upper half, surely in the lower half, or neither."),
        Kind.CODE,
        GROUPS,
    ),
    ResultColumn(
        "named",
        lazy_gettext("May be named"),
        lazy_gettext("As surely below its target, with the others in mind."),
        Kind.CODE,
        YES_NO,
    ),
    ResultColumn(
        "inspect",
        lazy_gettext("Worth a look"),
        lazy_gettext("Not to be published."),
        Kind.CODE,
        YES_NO,
    ),
    OUTCOME,
    *OF_WHAT,
]


def _gap(id_: str, heading: str, explanation: str) -> ResultColumn:
    return ResultColumn(id_, heading, explanation, Kind.SHARE)


SHARED = [
    ResultColumn(
        "shared_places",
        lazy_gettext("Shared places"),
        lazy_gettext("Where both groups are shown, if they are compared there alone."),
        Kind.COUNT,
    ),
    _gap(
        "shared_dossiers",
        lazy_gettext("Dossiers of shared places"),
        lazy_gettext("Of the unit’s dossiers; empty where places weigh by answers."),
    ),
    _gap(
        "shared_answers",
        lazy_gettext("Answers at shared places"),
        lazy_gettext("Of the group’s answers."),
    ),
    _gap(
        "other_shared_answers",
        lazy_gettext("Answers at shared places (compared with)"),
        lazy_gettext("Of the other group’s answers."),
    ),
]

PAIRED = [
    *UNIT,
    ResultColumn(
        "group",
        lazy_gettext("Group"),
        lazy_gettext("Of answers, if groups are compared."),
        Kind.CODE,
        ORIGINS,
    ),
    ResultColumn(
        "part", lazy_gettext("Part"), lazy_gettext("Of the answers, if parts are compared.")
    ),
    *FIGURE,
    ResultColumn("other_code", lazy_gettext("Compared with"), lazy_gettext("Code of the unit.")),
    ResultColumn(
        "other_group", lazy_gettext("Other group"), lazy_gettext("Of answers."), Kind.CODE, ORIGINS
    ),
    ResultColumn("other_part", lazy_gettext("Other part"), lazy_gettext("Of the answers.")),
    ResultColumn("other_survey", lazy_gettext("Other survey"), lazy_gettext("Code of the survey.")),
    *(
        ResultColumn(
            f"other_{column.id}",
            lazy_gettext("%(what)s (compared with)", what=column.heading),
            lazy_gettext("What is compared with."),
            column.kind,
        )
        for column in FIGURE
    ),
    _gap("difference", lazy_gettext("Difference"), lazy_gettext("As a share of the scale.")),
    _gap(
        "difference_low",
        lazy_gettext("Lower limit of the difference"),
        lazy_gettext("Of its interval."),
    ),
    _gap(
        "difference_high",
        lazy_gettext("Upper limit of the difference"),
        lazy_gettext("Of its interval."),
    ),
    ResultColumn(
        "shows", lazy_gettext("What it shows"), lazy_gettext("In one word."), Kind.CODE, SHOWS
    ),
    ResultColumn(
        "not_compared",
        lazy_gettext("Why not compared"),
        lazy_gettext("Of two groups that are both shown; else empty."),
        Kind.CODE,
        APART,
    ),
    *SHARED,
    *OF_WHAT,
]


def table_of(data: ReportData, found: Pairs | Placing, formula: FormulaFacts, title: str) -> Table:
    """Give a comparison as a table."""
    columns, rows = (
        (PLACED, _places(data, found))
        if isinstance(found, Placing)
        else (PAIRED, _pairs(data, found))
    )
    notes = notes_on(data.survey, data, formula)
    return result_table(title, columns, rows, notes, is_share=formula.is_share)


def _places(data: ReportData, found: Placing) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = [_placed(data, one) for one in found.placed]
    return [*rows, *(_hidden(data, row) for row in found.hidden)]


def _pairs(data: ReportData, found: Pairs) -> list[Sequence[Cell]]:
    other = found.other.code if found.other else data.survey.code
    return [_paired(data, pair, other) for pair in found.pairs]


def _placed(data: ReportData, one: Placed) -> list[Cell]:
    row = one.row
    return [
        *cells_of_unit(row.unit),
        *cells_of_figure(row.figure),
        one.best,
        one.worst,
        one.group,
        int(one.named),
        int(one.inspect),
        row.outcome.value,
        *cells_of_what(data, row.formula),
    ]


def _hidden(data: ReportData, row: IndexRow) -> list[Cell]:
    nothing: list[Cell] = [None] * 9
    return [
        *cells_of_unit(row.unit),
        *nothing,
        row.outcome.value,
        *cells_of_what(data, row.formula),
    ]


def _paired(data: ReportData, pair: Pair, survey: str) -> list[Cell]:
    found = pair.difference
    gap: list[Cell] = (
        [found.value, found.interval.low, found.interval.high] if found else [None] * 3
    )
    return [
        pair.unit.code,
        name_of(pair.unit),
        pair.origin.value if pair.origin else None,
        part_name(pair.part) if pair.part else None,
        *cells_of_figure(pair.figure),
        pair.other_unit.code,
        pair.other_origin.value if pair.other_origin else None,
        part_name(pair.other_part) if pair.other_part else None,
        survey,
        *cells_of_figure(pair.other_figure),
        *gap,
        pair.direction.value,
        pair.apart.value if pair.apart else None,
        *_shared(pair.shared),
        *cells_of_what(data, pair.formula),
    ]


def _shared(found: Shared | None) -> list[Cell]:
    if found is None:
        return [None] * len(SHARED)
    return [found.places, found.dossiers, found.answers, found.other_answers]
