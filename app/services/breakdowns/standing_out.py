"""Which parts of a unit's answers surely miss its target, with all its other parts in mind.

Of several dozen parts some miss the target by chance; named are those that Holm's procedure leaves,
as among units (`app.services.reporting.naming`). Only parts that are shown are looked at.
"""

from dataclasses import dataclass

from analysis.intervals.testing import p_values
from analysis.multiplicity import naming_list
from app.services.breakdowns.dimensions import Named
from app.services.breakdowns.figures import value_figures
from app.services.breakdowns.hiding import Division, dimensions, divisions
from app.services.breakdowns.rows import Breakdown, breakdown
from app.services.reporting.records import IndexRow, Outcome, PartKind
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


@dataclass(frozen=True, slots=True)
class StandingOut:
    """The parts that may be named as missing the target, the lowest first.

    tested : how many parts were tested together
    chance : that even one is named wrongly, at most
    """

    named: tuple[tuple[Named, IndexRow], ...]
    tested: int
    chance: float


def parts_standing_out(report: Report, formula: str, unit_id: int) -> StandingOut:
    """Test the parts of every division of a unit together."""
    found = [
        (named, row, _chance_below(report, row, division))
        for named in dimensions(report)
        for row in _several(breakdown(report, formula, unit_id, named.id))
        if row.part and row.part.kind is PartKind.VALUE and row.figure and row.target
        if (division := divisions(report, measure_name(formula, None))[named.id])
    ]
    level = report.data.survey.confidence_level
    places = naming_list([chance for *_, chance in found], confidence_level=level)
    named = [found[k][:2] for k in places if found[k][1].outcome is Outcome.NOT_MET]
    return StandingOut(tuple(sorted(named, key=_standing)), len(found), (1 - level) / 2)


def _several(found: Breakdown) -> tuple[IndexRow, ...]:
    """Give the parts of a division; a single one is the unit itself."""
    return found.rows if len(found.rows) > 1 else ()


def _chance_below(report: Report, row: IndexRow, division: Division) -> float | None:
    """Give the p-value for "the part is at its target or above"."""
    measure = measure_name(row.formula.id, row.formula.factor)
    part = next(
        k for k, value in enumerate(division.values) if row.part and value.id == row.part.id
    )
    level = value_figures(report, measure, division, row.unit.kind, part).level
    if level is None or row.target is None:
        return None
    _, below = p_values(level.moments(measure), row.target.value, company=level.company(measure))
    return float(below[level.unit_ids.index(row.unit.id)])


def _standing(one: tuple[Named, IndexRow]) -> float:
    figure = one[1].figure
    return figure.share if figure else 1.0
