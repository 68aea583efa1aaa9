"""The rows of the pages as files: by point, by point and day, by question and reason."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.exports.cells import Cell
from app.filters import name_of
from app.languages import page_language
from app.manage.funnel.blueprint import blueprint
from app.manage.funnel.pages import selection_at
from app.manage.funnel.selection import Selection, chosen_survey, read_selection
from app.manage.funnel.words import OUTCOMES
from app.manage.sheets import sheet_download
from app.models import Touchpoint
from app.queries.questionnaires import get_questionnaire
from app.services.auditing import record_at_once
from app.services.funnel.losses import Loss, losses
from app.services.funnel.reading import FunnelRow, funnel_rows
from app.services.registers.columns import SheetColumn
from app.words import TOUCHPOINTS

Take = Callable[[FunnelRow], Cell]

PLACE: dict[Any, Take] = {
    lazy_gettext("Official code"): lambda row: row.unit.code,
    lazy_gettext("Unit"): lambda row: name_of(row.unit),
    lazy_gettext("Where the code is met"): lambda row: str(
        TOUCHPOINTS[Touchpoint(row.point.touchpoint)]
    ),
    lazy_gettext("Point number"): lambda row: row.point.id,
}
NUMBERS: dict[Any, Take] = {
    lazy_gettext("Forms opened"): lambda row: row.numbers.opened,
    lazy_gettext("Begun"): lambda row: row.numbers.started,
    lazy_gettext("Returned for mistakes"): lambda row: row.numbers.refused,
    lazy_gettext("Sent"): lambda row: row.numbers.sent,
    lazy_gettext("Sent by devices"): lambda row: row.numbers.delivered,
    lazy_gettext("Sent by devices over an hour later"): lambda row: row.numbers.late,
    lazy_gettext("Median time, from (seconds)"): lambda row: (
        row.numbers.median.first if row.numbers.median else None
    ),
    lazy_gettext("Median time, up to (seconds)"): lambda row: (
        row.numbers.median.end if row.numbers.median else None
    ),
}
DOSSIERS: dict[Any, Take] = {
    lazy_gettext("Dossiers handled"): lambda row: row.dossiers.n if row.dossiers else None,
    lazy_gettext("Dossiers, first day"): lambda row: row.dossiers.first if row.dossiers else None,
    lazy_gettext("Dossiers, last day"): lambda row: row.dossiers.last if row.dossiers else None,
}
DAY: dict[Any, Take] = {lazy_gettext("Day"): lambda row: row.day}
OF_POINTS = {**PLACE, **NUMBERS, **DOSSIERS}
OF_DAYS = {**PLACE, **DAY, **NUMBERS, **DOSSIERS}

LOSSES = (
    *(lazy_gettext("Question number"), lazy_gettext("Item"), lazy_gettext("Question")),
    *(lazy_gettext("What happened"), lazy_gettext("Forms")),
)


@blueprint.get("/points.<format_name>")
def points_file(format_name: str) -> ResponseReturnValue:
    """Give the points of the list, all pages of it."""
    selection = selected()
    rows = funnel_rows(selection.wanted(clock.now()))
    return rows_file(format_name, "phieu-theo-diem", selection, OF_POINTS, rows)


@blueprint.get("/days.<format_name>")
def days_file(format_name: str) -> ResponseReturnValue:
    """Give the points of the list day by day."""
    selection = selected()
    rows = funnel_rows(selection.wanted(clock.now()), by_day=True)
    return rows_file(format_name, "phieu-theo-ngay", selection, OF_DAYS, rows)


@blueprint.get("/<survey_code>/points/<int:point_id>/days.<format_name>")
def point_file(survey_code: str, point_id: int, format_name: str) -> ResponseReturnValue:
    """Give one point day by day."""
    selection = selection_at(survey_code)
    rows = funnel_rows(selection.wanted(clock.now(), point_id), by_day=True)
    return rows_file(format_name, f"phieu-diem-{point_id}", selection, OF_DAYS, rows)


@blueprint.get("/questions.<format_name>")
def questions_file(format_name: str) -> ResponseReturnValue:
    """Give what forms met at which question; what few forms met is withheld as on the page."""
    selection = selected()
    questionnaire = get_questionnaire(selection.survey.version_id)
    found = losses(selection.wanted(clock.now()), selection.survey, questionnaire).questions
    language, questions = page_language(), questionnaire.questions
    texts = {item: question.text(language) for item, question in questions.items()}
    rows = [loss_cells(loss, texts) for loss in found]
    columns = [SheetColumn(str(place), heading, "") for place, heading in enumerate(LOSSES)]
    note_download(selection, "questions", len(rows))
    return sheet_download(format_name, "phieu-theo-cau-hoi", columns, rows)


def loss_cells(loss: Loss, texts: Mapping[str, str]) -> list[Cell]:
    """Give one line of the file by questions."""
    said = OUTCOMES.get(loss.outcome, loss.outcome)
    return [loss.number or None, loss.item, texts.get(loss.item), str(said), loss.n]


def selected() -> Selection:
    """Read the selection of the list; raises `NotFound` if there is no survey at all."""
    survey = chosen_survey(request.args)
    if survey is None:
        raise NotFound("no survey")
    return read_selection(request.args, survey)


def rows_file(
    format_name: str,
    name: str,
    selection: Selection,
    columns: Mapping[Any, Take],
    rows: Sequence[FunnelRow],
) -> ResponseReturnValue:
    """Send rows as a file, and record it."""
    cells = [[take(row) for take in columns.values()] for row in rows]
    headings = [SheetColumn(str(place), heading, "") for place, heading in enumerate(columns)]
    note_download(selection, name, len(rows))
    return sheet_download(format_name, name, headings, cells)


def note_download(selection: Selection, name: str, rows: int) -> None:
    """Record that numbers of forms were downloaded, and which."""
    record_at_once(
        "funnel.download",
        actor=current_actor(),
        thing=f"survey:{selection.survey.id}",
        unit_id=None,
        now=clock.now(),
        name=name,
        selection=selection.arguments(),
        rows=rows,
    )
