"""The rows of the pages as files: by point, by point and day, by question and reason."""

from collections.abc import Mapping, Sequence

from flask import request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.exports.cells import Cell
from app.exports.explanation import about_survey
from app.exports.result_sheet import ResultColumn, result_table
from app.languages import page_language
from app.manage.funnel.blueprint import blueprint
from app.manage.funnel.columns import LOSSES, OF_DAYS, OF_POINTS, FunnelColumn
from app.manage.funnel.pages import selection_at
from app.manage.funnel.selection import Selection, chosen_survey, read_selection
from app.manage.funnel.words import OUTCOMES
from app.manage.sheets import table_download
from app.queries.questionnaires import get_questionnaire
from app.services.auditing import record_at_once
from app.services.funnel.losses import Loss, losses
from app.services.funnel.reading import FunnelRow, funnel_rows
from app.words import say


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
    file = funnel_file(format_name, "phieu-theo-cau-hoi", selection, LOSSES, rows)
    note_download(selection, "questions", len(rows))
    return file


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
    columns: Sequence[FunnelColumn],
    rows: Sequence[FunnelRow],
) -> ResponseReturnValue:
    """Send rows as a file, and record it."""
    cells = [[one.take(row) for one in columns] for row in rows]
    file = funnel_file(format_name, name, selection, [one.column for one in columns], cells)
    note_download(selection, name, len(rows))
    return file


def funnel_file(
    format_name: str,
    name: str,
    selection: Selection,
    columns: Sequence[ResultColumn],
    rows: Sequence[Sequence[Cell]],
) -> ResponseReturnValue:
    """Put rows into a file of a format; raises `NotFound` for a format there is not."""
    notes = about_survey(selection.survey, selection.first, selection.last)
    table = result_table(say("Forms opened and sent"), columns, rows, notes, is_share=True)
    return table_download(format_name, name, table)


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
