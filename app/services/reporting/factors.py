"""Every factor of every unit of a kind: the share of satisfied answers about one side."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.queries.units import UnitFacts
from app.services.reporting.records import Figure
from app.services.reporting.report import Report
from app.services.reporting.sheets import BY_FACTOR, measure_name, scored_factors


@dataclass(frozen=True, slots=True)
class FactorCell:
    """One factor of one unit. `figure` is None where nobody answered, or it is withheld."""

    unit: UnitFacts
    factor: str
    withheld: bool
    figure: Figure | None


def factor_cells(report: Report, units: Iterable[UnitFacts], formula: str) -> list[FactorCell]:
    """List the factors of units of one kind, unit by unit in the order given.

    A unit whose index by `formula` is withheld shows no factor either, as on its own page.
    """
    chosen, withheld = list(units), report.hidden(measure_name(formula, None))
    if not chosen:
        return []
    columns = []
    for factor in scored_factors(report.data.questionnaire):
        measure = measure_name(BY_FACTOR, factor)
        found = report.figures(measure, chosen[0].kind)
        hidden = report.hidden(measure) | withheld
        shown = {u: figure for u, figure in found.items() if u not in hidden}
        columns.append(
            [FactorCell(unit, factor, unit.id in hidden, shown.get(unit.id)) for unit in chosen]
        )
    return [cell for cells in zip(*columns, strict=True) for cell in cells]
