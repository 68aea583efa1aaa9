"""Tables of one unit: its questions, and its verdicts survey by survey."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext

from app.exports.cells import Cell, Kind
from app.exports.explanation import to_be_read
from app.exports.result_sheet import ResultColumn, result_table
from app.exports.table import Table
from app.filters import name_of
from app.models import Survey
from app.queries.units import UnitFacts
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
from app.services.reporting.history import PastVerdict
from app.services.reporting.items import ItemRow
from app.services.reporting.records import FormulaFacts, Outcome
from app.services.reporting.report import Report
from app.words import FORMULAS, METHODS, OUTCOMES, item_label, say

SHARE = "items_top2"
SIDE, QUESTION = "side", "question"


def _count(id_: str, heading: Any) -> ResultColumn:
    return ResultColumn(id_, heading, lazy_gettext("Answers."), Kind.COUNT)


QUESTIONS = [
    *UNIT,
    ResultColumn(
        "line",
        lazy_gettext("Line"),
        lazy_gettext("One question, or all of one side of the service together."),
        Kind.CODE,
        {SIDE: lazy_gettext("Side of the service"), QUESTION: lazy_gettext("Question")},
    ),
    ResultColumn("code", lazy_gettext("Code"), lazy_gettext("Of the question or the side.")),
    ResultColumn("wording", lazy_gettext("Question"), lazy_gettext("As it is asked.")),
    *FIGURE,
    ResultColumn(
        "method",
        lazy_gettext("Method of the interval"),
        lazy_gettext("See the method note."),
        Kind.CODE,
        METHODS,
    ),
    _count("not_applicable", lazy_gettext("Not applicable")),
    _count("skipped", lazy_gettext("Skipped")),
    ResultColumn(
        "hidden",
        lazy_gettext("Not shown"),
        lazy_gettext("Why nothing is shown."),
        Kind.CODE,
        {outcome: OUTCOMES[outcome] for outcome in (Outcome.WITHHELD, Outcome.NO_ANSWERS)},
    ),
    *OF_WHAT,
]
HISTORY = [
    *UNIT,
    *FIGURE,
    ResultColumn(
        "target", lazy_gettext("Target of the time"), lazy_gettext("As a share."), Kind.SHARE
    ),
    OUTCOME,
    ResultColumn(
        "target_today", lazy_gettext("Target of today"), lazy_gettext("As a share."), Kind.SHARE
    ),
    ResultColumn(
        "outcome_today",
        lazy_gettext("With today's target"),
        lazy_gettext("It changes no verdict of the past."),
        Kind.CODE,
        OUTCOMES,
    ),
    *OF_WHAT,
]


def questions_table(report: Report, unit: UnitFacts, items: Sequence[ItemRow]) -> Table:
    """Give the share satisfied by question as a table."""
    data, formula = report.data, report.facts(SHARE)
    rows = [_question(report, unit, item, formula) for item in items]
    title = f"{say('By question')}: {name_of(unit)}"
    notes = notes_on(data.survey, data, formula)
    return result_table(title, QUESTIONS, rows, notes, is_share=formula.is_share)


def _question(report: Report, unit: UnitFacts, item: ItemRow, formula: FormulaFacts) -> list[Cell]:
    nothing = Outcome.WITHHELD if item.withheld else Outcome.NO_ANSWERS
    return [
        *cells_of_unit(unit),
        SIDE if item.is_factor else QUESTION,
        item.code,
        item_label(report.data.questionnaire, item),
        *cells_of_figure(item.figure),
        item.figure.method if item.figure else None,
        item.counts.not_applicable if item.counts else None,
        item.counts.skipped if item.counts else None,
        None if item.figure else nothing.value,
        *cells_of_what(report.data, formula),
    ]


def history_table(unit: UnitFacts, formula: str, verdicts: Sequence[PastVerdict]) -> Table:
    """Give a unit's verdicts through its surveys as a table."""
    title = f"{say('Verdicts through the surveys')}: {name_of(unit)}"
    notes = [(say("Formula"), f"{FORMULAS[formula]} ({formula})")]
    if verdicts:
        newest = verdicts[0]
        notes += to_be_read(newest.row.last, newest.row.minimum_cell)
    is_share = all(past.row.formula.is_share for past in verdicts)
    return result_table(title, HISTORY, [*map(_past, verdicts)], notes, is_share=is_share)


def _past(past: PastVerdict) -> list[Cell]:
    row, survey = past.row, past.survey
    return [
        *cells_of_unit(row.unit),
        *cells_of_figure(row.figure),
        row.target.value if row.target else None,
        row.outcome.value,
        past.target_today.value if past.target_today else None,
        past.outcome_today.value,
        *_of_survey(survey, past),
    ]


def _of_survey(survey: Survey, past: PastVerdict) -> list[Cell]:
    return [survey.code, past.row.formula.id, past.row.first, past.row.last]
