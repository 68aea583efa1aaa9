"""Rows of results written by hand."""

from datetime import date

from app.queries.units import UnitFacts
from app.services.reporting.records import (
    Figure,
    FormulaFacts,
    IndexRow,
    Outcome,
    TargetFacts,
    Weighting,
)

SHARE = FormulaFacts("people_top2", 1, None, "person", 0.0, 1.0)
MEAN = FormulaFacts("mean_5", 1, None, "answer", 1.0, 5.0)


def unit(number: int, name: str | None = None) -> UnitFacts:
    """A counter."""
    text = name or f"Quầy {number}"
    return UnitFacts(number, f"H01.{number:02}", text, None, "counter", "administration", False)


def figure(share: float, n: int, half: float = 0.05, formula: FormulaFacts = SHARE) -> Figure:
    """A figure whose interval reaches as far on both sides, inside the scale."""
    low, high = max(share - half, 0.0), min(share + half, 1.0)
    values = (formula.at(share), formula.at(low), formula.at(high))
    return Figure(*values, share, low, high, n, float(n), 1.0, "mid_p", ())


def row(
    number: int,
    outcome: Outcome,
    found: Figure | None = None,
    *,
    name: str | None = None,
    formula: FormulaFacts = SHARE,
) -> IndexRow:
    """A line of results against 80 %; without a figure it is hidden or nobody answered."""
    return IndexRow(
        unit=unit(number, name),
        parent=None,
        formula=formula,
        first=date(2026, 1, 1),
        last=date(2026, 6, 30),
        confidence_level=0.95,
        minimum_cell=5,
        outcome=outcome,
        target=TargetFacts(0.8, "Nghị quyết 76/NQ-CP", "Resolution 76"),
        figure=found,
        counts=None,
        population=None,
        weighting=Weighting.ONE_UNIT,
        silent=None,
        answers_needed=None,
        alternatives=(),
        beside=None,
        demonstration=False,
    )
