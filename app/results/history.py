"""A unit's verdicts through its surveys, each under the target of its time."""

from dataclasses import replace

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.access import current_scope
from app.errors import InvalidFilter, NotFound
from app.exports import EXPORTERS
from app.queries.surveys import get_survey
from app.queries.units import UnitFacts
from app.results.keeping import keep
from app.results.routes import blueprint
from app.results.selection import Selection, selection_in
from app.results.unit_sheets import history_table
from app.services.reporting.history import verdict_history
from app.services.reporting.report import open_report
from surveys.formulas import FORMULAS


@blueprint.get("/<survey_code>/<int:unit_id>/history")
def history(survey_code: str, unit_id: int) -> ResponseReturnValue:
    """Show what each survey said of a unit, and what today's target would say."""
    selection, unit, formula = asked_history(survey_code, unit_id)
    return render_template(
        "results/history.html",
        selection=selection,
        unit=unit,
        formula=formula,
        verdicts=verdict_history(
            unit_id, formula, today=clock.local_day(clock.now()), viewer=current_scope()
        ),
        formats=EXPORTERS,
    )


@blueprint.get("/<survey_code>/<int:unit_id>/history/<format_name>")
def history_file(survey_code: str, unit_id: int, format_name: str) -> ResponseReturnValue:
    """Give the verdicts of a unit's surveys as a file."""
    exporter = EXPORTERS.get(format_name)
    if exporter is None:
        raise NotFound(f"no format {format_name!r}")
    selection, unit, formula = asked_history(survey_code, unit_id)
    verdicts = verdict_history(
        unit_id, formula, today=clock.local_day(clock.now()), viewer=current_scope()
    )
    table = history_table(unit, formula, verdicts)
    return keep(
        Response(exporter.write(table), mimetype=exporter.mimetype),
        replace(selection, formula=formula),
        f"_{unit.code}_history{exporter.extension}",
        format_name=format_name,
        rows=len(verdicts),
        unit_id=unit_id,
    )


def asked_history(survey_code: str, unit_id: int) -> tuple[Selection, UnitFacts, str]:
    """Read which unit and index an address asks for; raises `InvalidFilter` or `NotFound`."""
    selection = selection_in(get_survey(survey_code), request.args)
    formula = selection.formula or selection.survey.formulas[0]
    if formula not in FORMULAS or FORMULAS[formula].by_factor:
        raise InvalidFilter(f"no formula {formula!r}", name="formula")
    report = open_report(selection.survey, selection.first, selection.last, viewer=current_scope())
    unit = report.data.scope.units.get(unit_id)
    if unit is None:
        raise NotFound(f"unit {unit_id} is not in the survey")
    return selection, unit, formula
