"""Columns that several sheets of results share, and their cells."""

from flask_babel import lazy_gettext

from app import words
from app.exports.cells import Cell, Kind
from app.exports.explanation import made_up, to_be_read
from app.exports.result_sheet import Notes, ResultColumn
from app.filters import day, name_of, percent
from app.models import Survey
from app.queries.units import UnitFacts
from app.services.reporting.data import ReportData
from app.services.reporting.records import Figure, FormulaFacts
from app.words import say

UNIT = [
    ResultColumn(
        "unit_code", lazy_gettext("Unit code"), lazy_gettext("Official code of the unit.")
    ),
    ResultColumn("unit", lazy_gettext("Unit"), lazy_gettext("Name of the unit.")),
]
FIGURE = [
    ResultColumn(
        "index", lazy_gettext("Index"), lazy_gettext("On the scale of the formula."), Kind.INDEX
    ),
    ResultColumn("low", lazy_gettext("Lower limit"), lazy_gettext("Of the interval."), Kind.INDEX),
    ResultColumn("high", lazy_gettext("Upper limit"), lazy_gettext("Of the interval."), Kind.INDEX),
    ResultColumn("n", lazy_gettext("Answers (n)"), lazy_gettext("People counted."), Kind.COUNT),
]
OUTCOME = ResultColumn(
    "outcome",
    lazy_gettext("Verdict"),
    lazy_gettext("Or why nothing is shown."),
    Kind.CODE,
    words.OUTCOMES,
)
OF_WHAT = [
    ResultColumn("survey", lazy_gettext("Survey"), lazy_gettext("Code of the survey.")),
    ResultColumn("formula", lazy_gettext("Formula"), lazy_gettext("Id of the index formula.")),
    ResultColumn(
        "first", lazy_gettext("From day"), lazy_gettext("First day of the period."), Kind.DAY
    ),
    ResultColumn("last", lazy_gettext("To day"), lazy_gettext("Last day of the period."), Kind.DAY),
]


def cells_of_unit(unit: UnitFacts) -> list[Cell]:
    """Give the cells under `UNIT`."""
    return [unit.code, name_of(unit)]


def cells_of_figure(figure: Figure | None) -> list[Cell]:
    """Give the cells under `FIGURE`; they are empty where nothing is shown."""
    return [figure.value, figure.low, figure.high, figure.n] if figure else [None] * 4


def cells_of_what(data: ReportData, formula: FormulaFacts) -> list[Cell]:
    """Give the cells under `OF_WHAT`."""
    return [data.survey.code, formula.id, data.first, data.last]


def notes_on(survey: Survey, data: ReportData, formula: FormulaFacts) -> Notes:
    """Say what must be known to read a sheet of one survey and period."""
    return [
        (say("Survey"), f"{name_of(survey, 'title')} ({survey.code})"),
        (say("Period"), f"{day(data.first)} – {day(data.last)}"),
        (say("Formula"), f"{words.FORMULAS[formula.id]} ({formula.id}, {formula.version})"),
        (say("Confidence level"), percent(survey.confidence_level, 0)),
        *made_up(survey.demonstration),
        *to_be_read(data.last, survey.minimum_cell),
    ]
