"""The list of signs and running verdicts as a table: the lines of the page."""

from collections.abc import Sequence

from flask_babel import lazy_gettext

from app.exports.cells import Cell, Kind
from app.exports.result_sheet import ResultColumn, result_table
from app.exports.table import Table
from app.results.sheet_columns import (
    OF_WHAT,
    OUTCOME,
    UNIT,
    cells_of_unit,
    cells_of_what,
    notes_on,
)
from app.services.digests.signs import Sign
from app.services.reporting.data import ReportData
from app.services.reporting.records import FormulaFacts
from app.words import OUTCOMES, UNIT_KINDS, say

YES_NO = {1: lazy_gettext("yes"), 0: lazy_gettext("no")}
SIGNS = [
    *UNIT,
    ResultColumn(
        "same_answers",
        lazy_gettext("The same answers"),
        lazy_gettext("Codes of units below it that have the very same answers and no own line."),
        Kind.TEXT,
    ),
    ResultColumn(
        "unit_kind", lazy_gettext("Kind"), lazy_gettext("Of unit."), Kind.CODE, UNIT_KINDS
    ),
    ResultColumn(
        "sign",
        lazy_gettext("Sign of a fall"),
        lazy_gettext(
            "It is no verdict: chance alone gives one about once in a year of 250 working days, "
            "less often where few answer. Looked for each time ten more people have answered; "
            "yes while it lasts."
        ),
        Kind.CODE,
        YES_NO,
    ),
    ResultColumn(
        "sign_earlier",
        lazy_gettext("Earlier sign of a fall"),
        lazy_gettext(
            "Good answers took all of its evidence back since, or it showed last more than 28 days "
            "ago."
        ),
        Kind.CODE,
        YES_NO,
    ),
    ResultColumn(
        "sign_since",
        lazy_gettext("Answers since"),
        lazy_gettext("The day from which answers point to a fall."),
        Kind.DAY,
    ),
    ResultColumn(
        "sign_first",
        lazy_gettext("First sign"),
        lazy_gettext("The day on which it first showed."),
        Kind.DAY,
    ),
    ResultColumn(
        "sign_last",
        lazy_gettext("Last sign"),
        lazy_gettext("The day on which it last showed."),
        Kind.DAY,
    ),
    ResultColumn(
        "running_outcome",
        lazy_gettext("Running verdict"),
        lazy_gettext("It may be read every day."),
        Kind.CODE,
        OUTCOMES,
    ),
    ResultColumn(
        "running_low",
        lazy_gettext("Lower limit, every day"),
        lazy_gettext("Of the interval that holds on all days at once."),
        Kind.INDEX,
    ),
    ResultColumn(
        "running_high",
        lazy_gettext("Upper limit, every day"),
        lazy_gettext("Of the interval that holds on all days at once."),
        Kind.INDEX,
    ),
    ResultColumn("n", lazy_gettext("Answers (n)"), lazy_gettext("People counted."), Kind.COUNT),
    ResultColumn("target", lazy_gettext("Target"), lazy_gettext("As a share."), Kind.SHARE),
    OUTCOME,
    *OF_WHAT,
]


def signs_table(
    data: ReportData, formula: FormulaFacts, signs: Sequence[Sign], unit_name: str
) -> Table:
    """Give what may be said of units while a survey goes on as a table."""
    title = f"{say('Signs of a fall and running verdicts')}: {unit_name}"
    rows = [_line(data, sign) for sign in signs]
    notes = notes_on(data.survey, data, formula)
    return result_table(title, SIGNS, rows, notes, is_share=formula.is_share)


def _line(data: ReportData, sign: Sign) -> list[Cell]:
    row, alarm, running = sign.row, sign.alarm, sign.running
    limits = running.interval if running else None
    return [
        *cells_of_unit(row.unit),
        ", ".join(below.unit.code for below in sign.same) or None,
        row.unit.kind,
        int(sign.is_now),
        int(alarm is not None and alarm.is_over),
        *((alarm.since, alarm.first, alarm.last) if alarm else (None,) * 3),
        running.outcome.value if running else None,
        *((row.formula.at(limits.low), row.formula.at(limits.high)) if limits else (None, None)),
        running.n if running else None,
        row.target.value if row.target else None,
        row.outcome.value,
        *cells_of_what(data, row.formula),
    ]
