"""Results: the table, one unit, the downloads, and how the figures are computed."""

from dataclasses import replace

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from app import clock, outlook_words, price_words, running_words, words
from app.access import current_scope
from app.errors import NotFound
from app.exports import EXPORTERS, Export
from app.languages import page_language
from app.method_note import method_note
from app.queries.seals import latest_seal
from app.queries.surveys import get_survey, list_surveys
from app.queries.units import UnitFacts
from app.results.book_pictures import strips_for_book
from app.results.keeping import keep
from app.results.narrowing import read_narrowing
from app.results.paging import page_argument, page_asked
from app.results.picture_rooms import room_of
from app.results.selection import Selection, read_selection, selection_in
from app.results.unit_sheets import questions_table
from app.scope import Scope
from app.seal_words import seal_mark
from app.services.reporting.choices import TreeView, chosen_formula, chosen_level, shown_rows
from app.services.reporting.items import (
    ItemRow,
    former_units,
    item_rows,
    rows_below,
)
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from app.services.reporting.running import running_verdict
from app.strips import shared_axis

blueprint = Blueprint("results", __name__, url_prefix="/results")
blueprint.context_processor(
    lambda: {
        "words": words,
        "price_words": price_words,
        "running_words": running_words,
        "outlook_words": outlook_words,
        "Outcome": Outcome,
        "TreeView": TreeView,
        "newest_seal": newest_seal,
        "room_of": room_of,
        "page_argument": page_argument,
    }
)


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """Show one line per unit for the chosen survey, period, level and formula."""
    visible = current_scope()
    selection = read_selection(request.args, visible)
    if selection is None:
        return render_template("results/no_surveys.html")
    report, selection, rows = table(selection, visible)
    narrowing = read_narrowing(request.args)
    named = narrowing.named(rows)
    shown = narrowing.judged(named)
    return render_template(
        "results/index.html",
        narrowing=narrowing,
        named=named,
        shown=shown,
        page=page_asked(shown),
        surveys=list_surveys(visible),
        kinds=report.data.scope.kinds(visible),
        selection=selection,
        report=report,
        rows=rows,
        axis=shared_axis(rows),
        under=report.data.scope.units.get(selection.under or 0),
        formats=EXPORTERS,
    )


@blueprint.get("/download/<format_name>")
def download(format_name: str) -> ResponseReturnValue:
    """Give the rows of the table as a file."""
    exporter = EXPORTERS.get(format_name)
    visible = current_scope()
    selection = read_selection(request.args, visible)
    if exporter is None or selection is None:
        raise NotFound(f"no format {format_name!r}, or no survey")
    report, selection, rows = table(selection, visible)
    narrowing = read_narrowing(request.args)
    rows = narrowing.judged(narrowing.named(rows))
    under = report.data.scope.units.get(selection.under or 0)
    pictures = strips_for_book(selection, rows, under) if exporter.holds_pictures else []
    lines = Export(selection.survey, rows, page_language(), pictures=pictures).table()
    return keep(
        Response(exporter.write(lines), mimetype=exporter.mimetype),
        selection,
        exporter.extension,
        format_name=format_name,
        rows=len(rows),
        unit_id=selection.under,
    )


@blueprint.get("/<survey_code>/<int:unit_id>")
def unit(survey_code: str, unit_id: int) -> ResponseReturnValue:
    """Show one unit: its verdict with reasons, its questions, the units below it."""
    selection = selection_in(get_survey(survey_code), request.args)
    report = chosen_report(selection)
    facts = report.data.scope.units.get(unit_id)
    if facts is None:
        raise NotFound(f"unit {unit_id} is not in the survey")
    formula = chosen_formula(report, selection.formula)
    row = row_of(report, facts, formula)
    items = items_of(row, report)
    below = rows_below(report, unit_id, formula)
    above = [u for u in report.data.scope.upwards(unit_id) if current_scope().covers(u)]
    return render_template(
        "results/unit.html",
        selection=selection,
        report=report,
        row=row,
        running=running_verdict(report, row, today=clock.local_day(clock.now())),
        items=items,
        below=below,
        page=page_asked(below),
        trail=[report.data.scope.units[u] for u in above][:0:-1],
        formers=former_units(report, unit_id),
        axis=shared_axis([row, *below], [item.figure for item in items if item.figure]),
        formats=EXPORTERS,
    )


@blueprint.get("/<survey_code>/<int:unit_id>/questions/<format_name>")
def questions_file(survey_code: str, unit_id: int, format_name: str) -> ResponseReturnValue:
    """Give the figures of a unit's questions as a file."""
    exporter = EXPORTERS.get(format_name)
    selection = selection_in(get_survey(survey_code), request.args)
    report = chosen_report(selection)
    facts = report.data.scope.units.get(unit_id)
    if exporter is None or facts is None:
        raise NotFound(f"no format {format_name!r}, or unit {unit_id} is not in the survey")
    items = items_of(row_of(report, facts, chosen_formula(report, selection.formula)), report)
    table = questions_table(report, facts, items)
    return keep(
        Response(exporter.write(table), mimetype=exporter.mimetype),
        replace(selection, level=facts.kind),
        f"_{facts.code}_questions{exporter.extension}",
        format_name=format_name,
        rows=len(items),
        unit_id=unit_id,
    )


def row_of(report: Report, unit: UnitFacts, formula: str) -> IndexRow:
    """Give the line of one unit."""
    return next(r for r in index_rows(report, formula, unit.kind) if r.unit.id == unit.id)


def items_of(row: IndexRow, report: Report) -> list[ItemRow]:
    """Give the figures of a unit's questions; of a withheld unit there are none."""
    return [] if row.outcome is Outcome.WITHHELD else item_rows(report, row.unit.id)


@blueprint.get("/method")
def method() -> ResponseReturnValue:
    """Explain what is computed, why, and when it fails."""
    return render_template("results/method.html", note=method_note(page_language()))


def table(selection: Selection, visible: Scope) -> tuple[Report, Selection, list[IndexRow]]:
    """Compute what a selection asks for; gives it back with the defaults filled in.

    The figures are those of the whole survey: what is withheld does not depend on who looks.
    """
    report = chosen_report(selection)
    filled = filled_in(selection, report, visible)
    return report, filled, rows_of(filled, report, visible)


def filled_in(selection: Selection, report: Report, visible: Scope) -> Selection:
    """Put the defaults where nothing was chosen."""
    formula = chosen_formula(report, selection.formula)
    level = chosen_level(report, selection.level, selection.under, visible)
    return replace(selection, level=level, formula=formula)


def rows_of(filled: Selection, report: Report, visible: Scope) -> list[IndexRow]:
    """Give the rows of a selection without gaps."""
    if filled.level is None or filled.formula is None:
        return []
    rows = index_rows(report, filled.formula, filled.level)
    return shown_rows(rows, report, filled.under, filled.sort, visible)


def chosen_report(selection: Selection) -> Report:
    """Open the report of a selection, in the tree of the period or in that of today."""
    today = clock.local_day(clock.now()) if selection.tree is TreeView.NOW else None
    return open_report(
        selection.survey, selection.first, selection.last, tree_of=today, viewer=current_scope()
    )


def newest_seal() -> str:
    """Name the newest seal, so that whoever has the page can compare later."""
    return seal_mark(latest_seal())
