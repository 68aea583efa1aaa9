"""Results that a reader takes along: a file with a name of its own, and a record of it."""

from datetime import date

from flask import Response

from app import clock
from app.access import current_actor
from app.results.selection import Selection
from app.services.auditing import record_at_once
from app.services.reporting.choices import TreeView


def keep(
    response: Response,
    selection: Selection,
    ending: str,
    *,
    format_name: str,
    rows: int,
    unit_id: int | None,
) -> Response:
    """Send what a selection shows as a file, and write down that it was taken."""
    record_at_once(
        "results.download",
        actor=current_actor(),
        thing=f"survey:{selection.survey.id}",
        unit_id=unit_id,
        now=clock.now(),
        name=selection.survey.code,
        format=format_name,
        rows=rows,
    )
    name = file_name(selection, ending)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def file_name(selection: Selection, extension: str) -> str:
    """Name a download by what it holds, in letters every system can store."""
    days = map(date.isoformat, (selection.first, selection.last))
    tree = selection.tree.value if selection.tree is TreeView.NOW else None
    parts = [selection.survey.code, selection.formula, selection.level, *days, tree]
    name = "_".join(part for part in parts if part)
    return (
        "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in name) + extension
    )
