"""A unit's figure divided by one dimension: the page, its files, and which divisions there are."""

from dataclasses import replace
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import part_words
from app.access import current_scope
from app.errors import NotFound
from app.exports import EXPORTERS, Export
from app.exports.breakdown_columns import BREAKDOWN_COLUMNS
from app.languages import page_language
from app.queries.surveys import get_survey
from app.results.keeping import keep
from app.results.routes import blueprint, chosen_report
from app.results.selection import Selection, selection_in
from app.services.breakdowns.hiding import dimensions
from app.services.breakdowns.rows import Breakdown, breakdown, is_divisible
from app.services.reporting.choices import TreeView, chosen_formula
from app.services.reporting.report import Report
from app.strips import shared_axis

blueprint.context_processor(
    lambda: {"part_words": part_words, "dimensions": dimensions, "whole_survey": whole_survey}
)


@blueprint.get("/<survey_code>/<int:unit_id>/by/")
def breakdowns(survey_code: str, unit_id: int) -> ResponseReturnValue:
    """Lead to the first division that the survey offers."""
    selection = selection_in(get_survey(survey_code), request.args)
    offered = dimensions(chosen_report(selection))
    place = {"survey_code": survey_code, "unit_id": unit_id, "dimension": offered[0].id}
    return redirect(address_of(".unit_by", place | selection.unit_arguments()))


@blueprint.get("/<survey_code>/<int:unit_id>/by/<dimension>")
def unit_by(survey_code: str, unit_id: int, dimension: str) -> ResponseReturnValue:
    """Show a unit's figure part by part, each with its interval and verdict."""
    selection, report, found = read_breakdown(survey_code, unit_id, dimension)
    tree = report.data.scope
    above = [u for u in tree.upwards(unit_id) if current_scope().covers(u)]
    return render_template(
        "results/unit_by.html",
        selection=selection,
        report=report,
        found=found,
        row=found.whole,
        divisible=is_divisible(report),
        trail=[tree.units[u] for u in above][:0:-1],
        below=[tree.units[u] for u in tree.children.get(unit_id, ())],
        axis=shared_axis([found.whole, *found.rows]),
        formats=EXPORTERS,
    )


@blueprint.get("/<survey_code>/<int:unit_id>/by/<dimension>/<format_name>")
def unit_by_file(
    survey_code: str, unit_id: int, dimension: str, format_name: str
) -> ResponseReturnValue:
    """Give the parts of a unit's figure as a file."""
    exporter = EXPORTERS.get(format_name)
    selection, _, found = read_breakdown(survey_code, unit_id, dimension)
    if exporter is None:
        raise NotFound(f"no format {format_name!r}")
    table = Export(selection.survey, found.rows, page_language(), columns=BREAKDOWN_COLUMNS).table()
    return keep(
        Response(exporter.write(table), mimetype=exporter.mimetype),
        replace(selection, level=found.whole.unit.kind),
        f"_{found.whole.unit.code}_{found.dimension.id}{exporter.extension}",
        format_name=format_name,
        rows=len(found.rows),
        unit_id=unit_id,
    )


def read_breakdown(
    survey_code: str, unit_id: int, dimension: str
) -> tuple[Selection, Report, Breakdown]:
    """Divide what an address asks for."""
    selection = selection_in(get_survey(survey_code), request.args)
    report = chosen_report(selection)
    if unit_id not in report.data.scope.units:
        raise NotFound(f"unit {unit_id} is not in the survey")
    formula = chosen_formula(report, selection.formula)
    found = breakdown(report, formula, unit_id, dimension)
    return replace(selection, formula=formula), report, found


def address_of(endpoint: str, values: dict[str, Any]) -> str:
    """Give the address of a page; its arguments are of several types."""
    return url_for(endpoint, **values)


def whole_survey(selection: Selection) -> Selection:
    """Widen a selection to what is divided: the whole survey in the tree of its time."""
    survey = selection.survey
    return replace(selection, first=survey.opens_on, last=survey.closes_on, tree=TreeView.THEN)
