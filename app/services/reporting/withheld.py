"""The units that no figure of a report is shown of."""

from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


def withheld_units(report: Report) -> frozenset[int]:
    """Give the units whose indices are hidden; all of the survey's indices are hidden alike."""
    if not report.formulas:
        return frozenset(report.data.scope.units)
    return report.hidden_units(measure_name(report.formulas[0], None))
