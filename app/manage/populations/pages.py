"""Dossier counts: the units that have any, one unit's counts, the history of one count."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.access import current_scope
from app.manage.arguments import read_page_number, read_search
from app.manage.populations.blueprint import blueprint
from app.queries.dated_units import get_unit, list_dated_units
from app.queries.pages import page_of
from app.queries.point_list import holds, without_marks
from app.queries.populations import (
    get_count_entry,
    list_counted_units,
    list_counts_of_unit,
    list_entries_of_count,
    list_taken_back,
)
from app.queries.services import list_services
from app.words import CHANNELS, UNIT_KINDS


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the units of the scope, those with counts first; fifty a page."""
    text, scope = read_search(request.args), current_scope()
    words, counted = without_marks(text).split(), list_counted_units(current_scope())
    units = [
        unit
        for unit in list_dated_units()
        if scope.covers(unit.id)
        and holds(words, without_marks(f"{unit.code} {unit.name_vi} {unit.name_en or ''}"))
        and (words or unit.id in counted)
    ]
    return render_template(
        "manage/populations/index.html",
        page=page_of(units, read_page_number(request.args)),
        counted=counted,
        kinds=UNIT_KINDS,
        arguments={"q": text} if text else {},
    )


@blueprint.get("/units/<int:unit_id>")
def unit(unit_id: int) -> ResponseReturnValue:
    """Show what is counted of one unit, corrections applied."""
    return render_template(
        "manage/populations/unit.html",
        unit=get_unit(unit_id),
        counts=list_counts_of_unit(unit_id),
        taken_back=list_taken_back(unit_id),
        services={service.id: service for service in list_services()},
        channels=CHANNELS,
    )


@blueprint.get("/counts/<int:entry_id>")
def count(entry_id: int) -> ResponseReturnValue:
    """Show one count with every correction it had."""
    entry = get_count_entry(entry_id)
    return render_template(
        "manage/populations/count.html",
        unit=get_unit(entry.unit_id),
        entries=list_entries_of_count(entry),
        services={service.id: service for service in list_services()},
        channels=CHANNELS,
    )
