"""How many people a tally counts at each unit of a tree, and what their scores tell."""

from analysis.tallies.tally import A, B, N, Tally
from app.services.disclosure import UnitCount
from app.services.reporting.scope import Scope, added_upwards


def people_in(tally: Tally, measure: str) -> dict[int, int]:
    """Count the people of a measure at each unit itself, without those below it."""
    n = tally.sums[:, tally.plan.position(measure), N]
    pairs = zip(tally.cells.tolist(), n.tolist(), strict=True)
    return {int(cell): count for cell, count in pairs if count}


def unit_counts(scope: Scope, tally: Tally, measure: str) -> dict[int, UnitCount]:
    """Count the people of a measure at each unit and below it, and add up their scores."""
    sums = tally.sums[:, tally.plan.position(measure), :]
    cells = [int(cell) for cell in tally.cells.tolist()]
    n, a, b = (
        added_upwards(scope, dict(zip(cells, sums[:, k].tolist(), strict=True))) for k in (N, A, B)
    )
    return {
        unit: UnitCount(n[unit], _satisfied(n[unit], a[unit], b[unit]), a[unit], b[unit])
        for unit in n
    }


def _satisfied(n: int, a: int, b: int) -> int | None:
    """Tell how many people are satisfied where the figure gives it away.

    Where everybody answered one item it does; over several items only 0 % and 100 % do.
    """
    if b == n:
        return a
    if a in (0, b):
        return n if a else 0
    return None
