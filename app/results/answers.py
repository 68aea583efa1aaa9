"""Single answers as files, one row a response, for those with the right to them.

Whoever may see only indices must not have these: small groups can be read from single rows.
"""

from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.errors import InvalidFilter, NotFound
from app.exports.answers import ANSWER_EXPORTERS, AnswerFile, answer_file
from app.exports.answers.codebook import COLUMNS
from app.exports.sheets import TYPES, write_sheet
from app.languages import page_language
from app.queries.surveys import list_surveys
from app.results.selection import Selection, read_selection
from app.services.answer_files.choosing import Chosen, choose_answers
from app.services.answer_files.places import Places
from app.services.auditing import record_at_once

blueprint = Blueprint("answers", __name__, url_prefix="/results/answers")


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: the choice, and the answers it chooses."""

    selection: Selection
    chosen: Chosen

    def arguments(self, **changes: object) -> dict[str, object]:
        """Give the query arguments that lead to this choice with some changes."""
        plain = {"level": None, "formula": None, "sort": None, "tree": None}
        return self.selection.arguments(**plain, **changes)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show how many answers a choice has, and the files they can be taken as."""
    asked = read_asked()
    if asked is None:
        return render_template("results/no_surveys.html")
    return render_template(
        "results/answers/index.html",
        surveys=list_surveys(current_scope()),
        asked=asked,
        selection=asked.selection,
        chosen=asked.chosen,
        under=asked.chosen.tree.units.get(asked.selection.under or 0),
        formats=ANSWER_EXPORTERS,
        codebooks=TYPES,
    )


@blueprint.get("/download.<format_name>")
def download(format_name: str) -> ResponseReturnValue:
    """Send the answers while they are read; what was asked for is recorded before the first row."""
    exporter = ANSWER_EXPORTERS.get(format_name)
    asked = read_asked()
    if exporter is None or asked is None:
        raise NotFound(f"no format {format_name!r}, or no survey")
    rows = asked.chosen.rows
    if exporter.most_rows is not None and rows > exporter.most_rows:
        text = gettext("too many answers for one sheet: take CSV, or a shorter period")
        raise InvalidFilter(text, name="to")
    file = described(asked)
    record(asked, "answers.download", format=format_name, rows=rows)
    stream = stream_with_context(exporter.stream(file))
    return sent(stream, exporter.mimetype, f"{name_of(asked)}{exporter.extension}")


@blueprint.get("/codebook.<format_name>")
def codebook(format_name: str) -> ResponseReturnValue:
    """Give what each column asks and what its values mean."""
    asked = read_asked()
    if asked is None or format_name not in TYPES:
        raise NotFound(f"no format {format_name!r}, or no survey")
    content = write_sheet(format_name, COLUMNS, described(asked).codebook)
    return sent([content], TYPES[format_name], f"{name_of(asked)}_codebook.{format_name}")


def read_asked() -> Asked | None:
    """Read the choice and find its answers; None if there is no survey to see."""
    visible = current_scope()
    selection = read_selection(request.args, visible)
    if selection is None:
        return None
    chosen = choose_answers(
        selection.survey, selection.first, selection.last, under=selection.under, visible=visible
    )
    return Asked(selection, chosen)


def described(asked: Asked) -> AnswerFile:
    """Describe the columns of the answers that were chosen."""
    today = clock.local_day(clock.now())
    places = Places.of_survey(asked.selection.survey.id, today)
    return answer_file(asked.chosen, places, page_language())


def record(asked: Asked, act: str, **more: str | int) -> None:
    """Record who took which answers, and how many."""
    selection = asked.selection
    record_at_once(
        act,
        actor=current_actor(),
        thing=f"survey:{selection.survey.id}",
        unit_id=selection.under,
        now=clock.now(),
        name=selection.survey.code,
        first=selection.first.isoformat(),
        last=selection.last.isoformat(),
        **more,
    )


def sent(content: object, mimetype: str, file_name: str) -> Response:
    """Send a file to keep; nobody on the way keeps a copy."""
    response = Response(content, mimetype=mimetype)  # type: ignore[arg-type]
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def name_of(asked: Asked) -> str:
    """Name a file by survey and period, in letters every system can store."""
    selection = asked.selection
    parts = ["answers", selection.survey.code, str(selection.first), str(selection.last)]
    return "".join(
        c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in "_".join(parts)
    )
