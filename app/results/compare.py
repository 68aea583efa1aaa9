"""Comparing: two periods, two groups, units and the one above them, several units."""

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app import compare_words, naming_words, overview_words
from app.access import current_scope
from app.charts.changes import direction_words, points
from app.errors import NotFound
from app.exports import EXPORTERS
from app.filters import name_of
from app.queries.surveys import list_surveys
from app.results.compare_sheet import table_of
from app.results.comparison import KINDS, parts_of, read_asked
from app.results.keeping import keep
from app.results.routes import blueprint
from app.results.selection import months_so_far
from app.services.comparing.records import Placing
from app.strips import shared_axis


@blueprint.get("/compare")
def compare() -> ResponseReturnValue:
    """Set figures side by side, each difference with its interval, or say why not."""
    visible = current_scope()
    asked = read_asked(request.args, visible)
    if asked is None:
        return render_template("results/no_surveys.html")
    found = KINDS[asked.by].compare(asked)
    tree = asked.report.data.scope
    return render_template(
        "results/compare.html",
        asked=asked,
        selection=asked.selection,
        report=asked.report,
        unit=asked.unit,
        found=found,
        parts=parts_of(asked),
        kinds=KINDS,
        levels=tree.kinds(visible),
        surveys=list_surveys(visible),
        months_of=months_so_far,
        axis=shared_axis([p.row for p in found.placed]) if isinstance(found, Placing) else None,
        says=compare_words,
        naming_words=naming_words,
        tells=overview_words,
        points=points,
        direction_words=direction_words,
        formats=EXPORTERS,
    )


@blueprint.get("/compare/download.<format_name>")
def compare_file(format_name: str) -> ResponseReturnValue:
    """Give the lines of a comparison as a file."""
    asked = read_asked(request.args, current_scope())
    exporter = EXPORTERS.get(format_name)
    if asked is None or exporter is None:
        raise NotFound(f"no format {format_name!r}, or no survey")
    found, kind = KINDS[asked.by].compare(asked), KINDS[asked.by]
    formula = asked.report.facts(asked.selection.formula or "")
    title = f"{kind.title}: {name_of(asked.unit)}"
    table = table_of(asked.report.data, found, formula, title)
    return keep(
        Response(exporter.write(table), mimetype=exporter.mimetype),
        asked.selection,
        f"_{asked.by}{exporter.extension}",
        format_name=format_name,
        rows=len(list(table.rows)),
        unit_id=asked.unit.id,
    )
