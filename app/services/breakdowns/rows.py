"""One unit's figure by the parts of a dimension: rows like all others, each of a part."""

from dataclasses import dataclass, replace

import numpy as np

from app.errors import NotFound
from app.services.breakdowns.dimensions import Named
from app.services.breakdowns.figures import PartFigures, rest_figures, value_figures
from app.services.breakdowns.hiding import Division, dimensions, divisions
from app.services.reporting.judging import judge
from app.services.reporting.records import Beside, IndexRow, Part, PartKind
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows
from app.services.reporting.sheets import measure_name

MISSING, TOGETHER = "none", "together"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A unit's row and its parts.

    hidden : how many parts are not shown by themselves
    """

    dimension: Named
    whole: IndexRow
    rows: tuple[IndexRow, ...]
    hidden: int

    @property
    def is_withheld(self) -> bool:
        """Whether the unit has parts and none is shown."""
        return not self.rows and self.hidden > 0


def is_divisible(report: Report) -> bool:
    """Tell whether divisions are given: for the whole survey, in the tree of its time.

    Periods and trees that a reader may choose would tell parts by subtraction.
    """
    return report.is_whole and report.data.then is None


def get_dimension(report: Report, dimension_id: str) -> Named:
    """Find a dimension of a report; raises `NotFound`."""
    found = next((d for d in dimensions(report) if d.id == dimension_id), None)
    if found is None:
        raise NotFound(f"no division by {dimension_id!r}")
    return found


def breakdown(report: Report, formula: str, unit_id: int, dimension_id: str) -> Breakdown:
    """Divide a unit's figure by a dimension; raises `NotFound` for one that is not there.

    A report that is not divisible has no parts.
    """
    dimension = get_dimension(report, dimension_id)
    key = ("breakdown", formula, unit_id, dimension_id)
    found: Breakdown = report.once(key, lambda: _breakdown(report, formula, unit_id, dimension))
    return found


def _breakdown(report: Report, formula: str, unit_id: int, dimension: Named) -> Breakdown:
    unit = report.data.scope.units[unit_id]
    whole = next(r for r in index_rows(report, formula, unit.kind) if r.unit.id == unit_id)
    found = divisions(report, measure_name(formula, None)) if is_divisible(report) else {}
    if dimension.id not in found or whole.figure is None:
        return Breakdown(dimension, whole, (), 0)
    division = found[dimension.id]
    place = list(report.data.scope.units).index(unit_id)
    here, hidden = division.people.n[place] > 0, division.hidden[place]
    shown, rest = np.flatnonzero(here & ~hidden).tolist(), int((here & hidden).sum())
    rows = [_value_row(report, whole, division, part) for part in shown]
    if shown and rest:
        last = rows.pop() if rows[-1].part and rows[-1].part.kind is PartKind.MISSING else None
        rows.append(_rest_row(report, whole, division, rest))
        rows += [last] if last else []
    return Breakdown(dimension, whole, tuple(rows), rest)


def _value_row(report: Report, whole: IndexRow, division: Division, part: int) -> IndexRow:
    measure = measure_name(whole.formula.id, whole.formula.factor)
    found = value_figures(report, measure, division, whole.unit.kind, part)
    values = division.values
    if part == len(values):
        return _row(whole, found, division, MISSING, PartKind.MISSING, None, 1)
    value = values[part]
    return _row(whole, found, division, value.id, PartKind.VALUE, value.names, 1)


def _rest_row(report: Report, whole: IndexRow, division: Division, count: int) -> IndexRow:
    measure = measure_name(whole.formula.id, whole.formula.factor)
    found = rest_figures(report, measure, division, whole.unit.kind)
    return _row(whole, found, division, TOGETHER, PartKind.TOGETHER, None, count)


def _row(
    whole: IndexRow,
    found: PartFigures,
    division: Division,
    id_: str,
    kind: PartKind,
    names: tuple[str, str | None] | None,
    count: int,
) -> IndexRow:
    unit_id, level = whole.unit.id, found.level
    if level is None:
        raise NotFound("a part without answers")
    figure, least = found.figures[unit_id], whole.minimum_cell
    second = whole.beside.target if whole.beside else None
    return replace(
        whole,
        outcome=judge(figure, whole.target, minimum_cell=least),
        figure=figure,
        counts=None,
        population=None,
        weighting=level.weighting[unit_id],
        silent=None,
        answers_needed=None,
        alternatives=(),
        beside=Beside(second, judge(figure, second, minimum_cell=least)) if second else None,
        origins=(),
        price=None,
        part=Part(division.named.id, id_, kind, names, count, level.coverage[unit_id]),
    )
