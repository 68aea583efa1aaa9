"""The rows of the pages as files: by point, by point and day, by question and reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

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


@dataclass(frozen=True, slots=True)
class FileWords:
    """How the name of a file begins, and the title in it."""

    name: str
    title: Any


BY_POINT = FileWords("phieu-theo-diem", lazy_gettext("Forms opened and sent, by point"))
BY_DAY = FileWords("phieu-theo-ngay", lazy_gettext("Forms opened and sent, by point and day"))
BY_QUESTION = FileWords("phieu-theo-cau-hoi", lazy_gettext("What forms met at which question"))


@blueprint.get("/points.<format_name>")
def points_file(format_name: str) -> ResponseReturnValue:
    """Give the points of the list, all pages of it."""
    selection = selected()
    rows = funnel_rows(selection.wanted(clock.now()))
    return rows_file(format_name, BY_POINT, selection, OF_POINTS, rows)


@blueprint.get("/days.<format_name>")
def days_file(format_name: str) -> ResponseReturnValue:
    """Give the points of the list day by day."""
    selection = selected()
    rows = funnel_rows(selection.wanted(clock.now()), by_day=True)
    return rows_file(format_name, BY_DAY, selection, OF_DAYS, rows)


@blueprint.get("/<survey_code>/points/<int:point_id>/days.<format_name>")
def point_file(survey_code: str, point_id: int, format_name: str) -> ResponseReturnValue:
    """Give one point day by day."""
    selection = selection_at(survey_code)
    rows = funnel_rows(selection.wanted(clock.now(), point_id), by_day=True)
    said = FileWords(f"phieu-diem-{point_id}", BY_DAY.title)
    return rows_file(format_name, said, selection, OF_DAYS, rows)


@blueprint.get("/questions.<format_name>")
def questions_file(format_name: str) -> ResponseReturnValue:
    """Give what forms met at which question; what few forms met is withheld as on the page."""
    selection = selected()
    questionnaire = get_questionnaire(selection.survey.version_id)
    found = losses(selection.wanted(clock.now()), selection.survey, questionnaire).questions
    language, questions = page_language(), questionnaire.questions
    texts = {item: question.text(language) for item, question in questions.items()}
    rows = [loss_cells(loss, texts) for loss in found]
    file = funnel_file(format_name, BY_QUESTION, selection, LOSSES, rows)
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
    said: FileWords,
    selection: Selection,
    columns: Sequence[FunnelColumn],
    rows: Sequence[FunnelRow],
) -> ResponseReturnValue:
    """Send rows as a file, and record it."""
    cells = [[one.take(row) for one in columns] for row in rows]
    file = funnel_file(format_name, said, selection, [one.column for one in columns], cells)
    note_download(selection, said.name, len(rows))
    return file


def funnel_file(
    format_name: str,
    said: FileWords,
    selection: Selection,
    columns: Sequence[ResultColumn],
    rows: Sequence[Sequence[Cell]],
) -> ResponseReturnValue:
    """Put rows into a file of a format; raises `NotFound` for a format there is not."""
    notes = about_survey(selection.survey, selection.first, selection.last)
    table = result_table(str(said.title), columns, rows, notes, is_share=True)
    days = f"{selection.first.isoformat()}_{selection.last.isoformat()}"
    return table_download(format_name, f"{said.name}_{selection.survey.code}_{days}", table)


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
