"""The answers behind published figures, as rows from which anybody can compute them again.

A row is one person: the unit, the stratum, the weight, and what the person adds to numerator and
denominator of the index. Nothing else, and in no order of time. For an index that counts people
(satisfied or not) the rows say no more than the published share and n.

Threat: an index over many questions gives each person a pair such as 17 of 20. In a small group
that is more than the published figure says, so such rows are given from `PAIRS_MINIMUM` people on.
No row is given of a unit that is withheld; strata of withheld units are collapsed in the figures
and so in the rows (`reporting.weighting`): a stratum is of as many people as may be shown.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.cells import PAIRS_MINIMUM
from analysis.indices import INDICES
from analysis.indices.estimation import answer_pairs
from app.services.reporting.levels import weigh
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
from app.services.reporting.tallying import whole_sheet
from app.services.reporting.weighting import Weights

Floats = NDArray[np.float64]
PERSON = "person"


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One person's part in a figure; `a` and `b` are None for who answered too little to count."""

    unit: str
    stratum: str
    weight: float
    a: float | None
    b: float | None


@dataclass(frozen=True, slots=True)
class OpenRows:
    """The rows, the units whose figures they give, and what those units lean on.

    left_out : codes of units with a published figure whose rows are not given
    company : the pooled dispersion of like units, which rows that are withheld are part of; None
        where units stand alone
    """

    rows: tuple[OpenRow, ...]
    units: tuple[str, ...]
    left_out: tuple[str, ...]
    company: float | None


def open_rows(report: Report, rows: list[IndexRow]) -> OpenRows:
    """Give the rows of answers behind the shown figures of one level; `rows` are its lines."""
    shown = [row for row in rows if row.figure is not None]
    if not shown:
        return OpenRows((), (), (), None)
    formula = shown[0].formula.id
    measure = measure_name(formula, None)
    pairs, weights = (
        _pairs(report, measure),
        weigh(report.data, report.data.direct, report.collapsed(measure)),
    )
    given: list[OpenRow] = []
    units: list[str] = []
    for row in shown:
        if _may_be_given(row, weights):
            units.append(row.unit.code)
            given += _of_unit(row, weights, report, pairs)
    left_out = tuple(row.unit.code for row in shown if row.unit.code not in set(units))
    kind = shown[0].unit.kind
    return OpenRows(tuple(given), tuple(units), left_out, _company(report, measure, kind))


def _may_be_given(row: IndexRow, weights: Weights) -> bool:
    """Tell whether rows of a unit say no more than what is published, or nearly so."""
    if row.figure is None:
        return False
    if INDICES[row.formula.id].counted == PERSON:
        return True
    people = [sum(weights.direct[c] for c in s.cells) for s in weights.strata(row.unit.id)]
    return min(row.figure.n, *people) >= PAIRS_MINIMUM


def _pairs(report: Report, measure: str) -> Mapping[int, tuple[Floats, Floats]]:
    """Give what each person adds to the index, by the unit where the answer was given."""
    plan = report.plan(measure)
    if plan is None:
        return {}
    tally, answers = plan.tally, report.data.answers
    wanted = tally.measures[tally.position(measure)]
    columns = [tally.items.index(item) for item in wanted.items]
    kept = ~answers.excluded
    sheet = whole_sheet(report.data, plan)[kept][:, columns]
    found = answer_pairs(sheet, wanted.formula, tally.scale)
    units = answers.columns.units[kept]
    return {int(u): (found.a[units == u], found.b[units == u]) for u in np.unique(units)}


def _of_unit(
    row: IndexRow, weights: Weights, report: Report, pairs: Mapping[int, tuple[Floats, Floats]]
) -> Iterator[OpenRow]:
    """List the people of a unit in an order that tells nothing of when they answered."""
    units, unit_id = report.data.scope.units, row.unit.id
    for stratum in weights.strata(unit_id):
        people = sum(weights.direct[cell] for cell in stratum.cells)
        weight = stratum.total * weights.answered[unit_id] / people
        added = [pair for cell in stratum.cells for pair in zip(*pairs[cell], strict=True)]
        for a, b in sorted(_told(*pair) for pair in added):
            told = (None, None) if b < 0 else (a, b)
            yield OpenRow(row.unit.code, units[stratum.unit_id].code, weight, *told)


def _told(a: float, b: float) -> tuple[float, float]:
    """Put who did not answer enough before everybody else; NaN has no place in an order."""
    return (-1.0, -1.0) if np.isnan(a) or np.isnan(b) else (float(a), float(b))


def _company(report: Report, measure: str, kind: str) -> float | None:
    level = report.level(measure, kind)
    if level is None:
        return None
    pooled = float(max(level.company(measure), default=0.0))
    return pooled if pooled > 0 else None
