"""The pages of pictures: one picture a page, with its sentence, its table and its files."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.access import current_scope
from app.charts.picture import Picture
from app.charts.rendering import FORMATS
from app.errors import NotFound
from app.languages import page_language, said_in_address
from app.queries.surveys import list_surveys
from app.results.drawing import PICTURES, Chosen, choose, picture_of
from app.results.keeping import keep
from app.results.picture_files import picture_response
from app.results.routes import blueprint
from app.results.selection import read_selection


@blueprint.get("/pictures/<name>")
def picture(name: str) -> ResponseReturnValue:
    """Show one picture of the chosen survey, period and units, and what it says in words."""
    visible = current_scope()
    chosen, drawn = asked_picture(name)
    if chosen is None or drawn is None:
        return render_template("results/no_surveys.html")
    tree = chosen.report.data.scope
    below = tree.children.get(chosen.unit.id, ())
    return render_template(
        "results/picture.html",
        surveys=list_surveys(visible),
        kinds=tree.kinds(visible),
        selection=chosen.selection,
        report=chosen.report,
        under=tree.units.get(chosen.selection.under or 0),
        unit=chosen.unit,
        below=[tree.units[unit_id] for unit_id in below],
        above=[tree.units[u] for u in tree.upwards(chosen.unit.id) if visible.covers(u)][:0:-1],
        name=name,
        pictures=PICTURES,
        drawn=drawn,
        formats=list(FORMATS),
        language=said_in_address(page_language()),
    )


@blueprint.get("/pictures/<name>/<format_name>")
def picture_file(name: str, format_name: str) -> ResponseReturnValue:
    """Give a picture as SVG or PNG, or its Vega-Lite specification; `save` asks to keep it."""
    chosen, drawn = asked_picture(name)
    response = picture_response(drawn, format_name)
    if chosen is not None and drawn is not None and request.args.get("save"):
        taken = f"{name}{FORMATS[format_name][1]}"
        selection, rows = chosen.selection, len(drawn.table.rows)
        keep(
            response,
            selection,
            f"_{taken}",
            format_name=taken,
            rows=rows,
            unit_id=selection.under,
        )
    return response


def asked_picture(name: str) -> tuple[Chosen | None, Picture | None]:
    """Draw what an address asks for; nothing where there is no survey or no unit to see."""
    if name not in PICTURES:
        raise NotFound(f"no picture {name!r}")
    visible = current_scope()
    selection = read_selection(request.args, visible)
    chosen = choose(selection, visible) if selection else None
    return chosen, picture_of(name, chosen) if chosen else None
