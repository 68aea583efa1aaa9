"""The units that no figure of a report is shown of."""

from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


def withheld_units(report: Report) -> frozenset[int]:
    """Give the units that any of the survey's formulas hides.

    The same people stand behind every formula: what one hides, nothing else may count.
    """
    return frozenset().union(*(report.hidden(measure_name(f, None)) for f in report.formulas))
