"""Two groups of one unit's answers: verified, open and assisted ones against each other."""

from collections.abc import Iterable
from itertools import combinations

from app.services.comparing.records import Pair
from app.services.reporting.differences import gap_of
from app.services.reporting.records import IndexRow


def compare_origins(rows: Iterable[IndexRow]) -> list[Pair]:
    """Compare the parts of each unit whose division is shown; they are different people."""
    found = []
    for row in rows:
        for one, other in combinations(row.origins or (), 2):
            gap = gap_of(one.figure, other.figure, row.confidence_level)
            found.append(
                Pair(
                    row.unit,
                    row.unit,
                    row.formula,
                    one.figure,
                    other.figure,
                    gap.difference,
                    gap.direction,
                    one.origin,
                    other.origin,
                )
            )
    return found
