"""A unit's verdicts through its surveys, each under the target of its time."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app import clock
from app.errors import InvalidFilter, NotFound
from app.queries.surveys import get_survey
from app.results.routes import blueprint
from app.results.selection import selection_in
from app.services.reporting.history import verdict_history
from app.services.reporting.report import open_report
from surveys.formulas import FORMULAS


@blueprint.get("/<survey_code>/<int:unit_id>/history")
def history(survey_code: str, unit_id: int) -> ResponseReturnValue:
    """Show what each survey said of a unit, and what today's target would say."""
    selection = selection_in(get_survey(survey_code), request.args)
    formula = selection.formula or selection.survey.formulas[0]
    if formula not in FORMULAS or FORMULAS[formula].by_factor:
        raise InvalidFilter(f"no formula {formula!r}", name="formula")
    report = open_report(selection.survey, selection.first, selection.last)
    unit = report.data.scope.units.get(unit_id)
    if unit is None:
        raise NotFound(f"unit {unit_id} is not in the survey")
    return render_template(
        "results/history.html",
        selection=selection,
        unit=unit,
        formula=formula,
        verdicts=verdict_history(unit_id, formula, today=clock.local_day(clock.now())),
    )
