"""Two things of one's own choice: two parts of a unit's answers, or two units.

Parts hold different people, so their estimates are independent, also where both are weighted over
the same units: weights are dossiers, not answers, and within a unit nobody is in both parts. Two
units are independent too, unless one contains the other: then it is a part and its whole.
"""

from app.services.comparing.parents import compare_with_parent
from app.services.comparing.records import Pair
from app.services.reporting.differences import Direction, gap_of
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report


def compare_apart(one: IndexRow, other: IndexRow) -> Pair:
    """Compare two figures that rest on different people."""
    gap = (
        gap_of(one.figure, other.figure, one.confidence_level)
        if one.figure and other.figure
        else None
    )
    return Pair(
        one.unit,
        other.unit,
        one.formula,
        one.figure,
        other.figure,
        gap.difference if gap else None,
        gap.direction if gap else Direction.NOT_SHOWN,
        part=one.part,
        other_part=other.part,
    )


def compare_units(report: Report, one: IndexRow, other: IndexRow) -> Pair:
    """Compare two units; the one that is part of the other stands first."""
    tree = report.data.scope
    if tree.is_below(one.unit.id, other.unit.id):
        return compare_with_parent(report, [one], other)[0]
    if tree.is_below(other.unit.id, one.unit.id):
        return compare_with_parent(report, [other], one)[0]
    return compare_apart(one, other)
