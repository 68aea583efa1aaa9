"""People of every unit of a tree and each part of its answers, for the rule on what is hidden."""

import numpy as np

from analysis.disclosure.parts import Counts, Parts
from app.services.reporting.scope import Scope


def counted_parts(scope: Scope, units: Counts, parts: Counts, sums: Counts, width: int) -> Parts:
    """Add up over a tree what was counted at each unit itself.

    Parameters
    ----------
    scope
        The tree; units of the result stand in the order of its `units`.
    units, parts
        Id of the unit and place of the part of each row; no pair stands twice.
    sums : array, rows × 3
        People, and the sums whose quotient is the figure.
    width
        How many parts there are.
    """
    order = {unit_id: place for place, unit_id in enumerate(scope.units)}
    rows = np.array([order[unit_id] for unit_id in units.tolist()], dtype=np.intp)
    total = np.zeros((len(order), width, 3), dtype=np.int64)
    total[rows, parts] = sums
    above = [order.get(scope.parents.get(unit_id, 0), -1) for unit_id in scope.units]
    for unit_id in scope.bottom_up:
        place = order[unit_id]
        if above[place] >= 0:
            total[above[place]] += total[place]
    n, a, b = (total[..., k] for k in range(3))
    return Parts(np.array(above, dtype=np.intp), n, a, b)
