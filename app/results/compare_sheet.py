"""The lines of a comparison as a plain sheet: the same figures as on the page."""

from collections.abc import Sequence

from flask_babel import lazy_gettext

from app.exports.cells import Cell
from app.filters import name_of
from app.services.comparing.records import Pair, Pairs, Placed, Placing
from app.services.registers.columns import SheetColumn
from app.services.reporting.data import ReportData
from app.services.reporting.records import Figure, FormulaFacts, IndexRow

UNIT = [
    SheetColumn("unit_code", lazy_gettext("Unit code"), lazy_gettext("Official code of the unit.")),
    SheetColumn("unit", lazy_gettext("Unit"), lazy_gettext("Name of the unit.")),
]
FIGURE = [
    SheetColumn("index", lazy_gettext("Index"), lazy_gettext("On the scale of the formula.")),
    SheetColumn("low", lazy_gettext("Lower limit"), lazy_gettext("Of the interval.")),
    SheetColumn("high", lazy_gettext("Upper limit"), lazy_gettext("Of the interval.")),
    SheetColumn("n", lazy_gettext("Answers (n)"), lazy_gettext("People counted.")),
]
OF_WHAT = [
    SheetColumn("survey", lazy_gettext("Survey"), lazy_gettext("Code of the survey.")),
    SheetColumn("formula", lazy_gettext("Formula"), lazy_gettext("Id of the index formula.")),
    SheetColumn("first", lazy_gettext("From day"), lazy_gettext("First day of the period.")),
    SheetColumn("last", lazy_gettext("To day"), lazy_gettext("Last day of the period.")),
]
PLACED = [
    *UNIT,
    *FIGURE,
    SheetColumn("best", lazy_gettext("Best place"), lazy_gettext("1 is the highest.")),
    SheetColumn("worst", lazy_gettext("Worst place"), lazy_gettext("That is not ruled out.")),
    SheetColumn(
        "group",
        lazy_gettext("Group"),
        lazy_gettext("1 surely in the upper half, 3 surely in the lower half, 2 neither."),
    ),
    SheetColumn(
        "named", lazy_gettext("May be named"), lazy_gettext("1 if so: surely below the target.")
    ),
    SheetColumn("inspect", lazy_gettext("Worth a look"), lazy_gettext("1 if so.")),
    SheetColumn("outcome", lazy_gettext("Verdict"), lazy_gettext("Or why nothing is shown.")),
    *OF_WHAT,
]
PAIRED = [
    *UNIT,
    SheetColumn(
        "group", lazy_gettext("Group"), lazy_gettext("Of answers, if groups are compared.")
    ),
    *FIGURE,
    SheetColumn("other_code", lazy_gettext("Compared with"), lazy_gettext("Code of the unit.")),
    SheetColumn("other_group", lazy_gettext("Other group"), lazy_gettext("Of answers.")),
    SheetColumn("other_survey", lazy_gettext("Other survey"), lazy_gettext("Code of the survey.")),
    *(
        SheetColumn(f"other_{column.id}", column.heading, lazy_gettext("What is compared with."))
        for column in FIGURE
    ),
    SheetColumn("difference", lazy_gettext("Difference"), lazy_gettext("As a share of the scale.")),
    SheetColumn("difference_low", lazy_gettext("Lower limit"), lazy_gettext("Of the difference.")),
    SheetColumn("difference_high", lazy_gettext("Upper limit"), lazy_gettext("Of the difference.")),
    SheetColumn("shows", lazy_gettext("What it shows"), lazy_gettext("In one word.")),
    *OF_WHAT,
]


def sheet_of(
    data: ReportData, found: Pairs | Placing
) -> tuple[list[SheetColumn], list[Sequence[Cell]]]:
    """Give the columns and rows of a comparison."""
    if isinstance(found, Placing):
        rows = [_placed(data, one) for one in found.placed]
        return PLACED, [*rows, *(_hidden(data, row) for row in found.hidden)]
    survey = found.other.code if found.other else data.survey.code
    return PAIRED, [_paired(data, pair, survey) for pair in found.pairs]


def _placed(data: ReportData, one: Placed) -> list[Cell]:
    row = one.row
    return [
        *_unit(row),
        *_figure(row.figure),
        one.best,
        one.worst,
        one.group,
        int(one.named),
        int(one.inspect),
        row.outcome.value,
        *_of_what(data, row.formula),
    ]


def _hidden(data: ReportData, row: IndexRow) -> list[Cell]:
    return [*_unit(row), *[None] * 9, row.outcome.value, *_of_what(data, row.formula)]


def _paired(data: ReportData, pair: Pair, survey: str) -> list[Cell]:
    found = pair.difference
    gap: list[Cell] = (
        [found.value, found.interval.low, found.interval.high] if found else [None] * 3
    )
    return [
        pair.unit.code,
        name_of(pair.unit),
        pair.origin.value if pair.origin else None,
        *_figure(pair.figure),
        pair.other_unit.code,
        pair.other_origin.value if pair.other_origin else None,
        survey,
        *_figure(pair.other_figure),
        *gap,
        pair.direction.value,
        *_of_what(data, pair.formula),
    ]


def _unit(row: IndexRow) -> list[Cell]:
    return [row.unit.code, name_of(row.unit)]


def _figure(figure: Figure | None) -> list[Cell]:
    return [figure.value, figure.low, figure.high, figure.n] if figure else [None] * 4


def _of_what(data: ReportData, formula: FormulaFacts) -> list[Cell]:
    return [data.survey.code, formula.id, data.first, data.last]
