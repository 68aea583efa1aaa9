"""The weight of each answer, so that those of many units add up to the figure of all.

A unit's answers count by its dossiers (`app.services.reporting.weighting`). The weights of a file
have a mean of one. Published figures also weigh by lists of samples within a unit, leave out who
answered too little for a formula, and put units together that are withheld; these weights do not.
"""

from app.queries.populations import list_dossier_counts
from app.services.answer_files.choosing import Chosen
from app.services.reporting.dossiers import dossiers_of_units
from app.services.reporting.scope import added_upwards
from app.services.reporting.weighting import Weights


def unit_weights(chosen: Chosen) -> dict[int, float]:
    """Give the weight of an answer of each unit; empty without one unit above all answers."""
    top = _top(chosen)
    if top is None:
        return {}
    tree, direct = chosen.tree, chosen.counted
    counts = list_dossier_counts(chosen.first, chosen.last)
    dossiers = dossiers_of_units(counts, tree, added_upwards(tree, direct))
    everybody = sum(direct.values())
    found: dict[int, float] = {}
    for stratum in Weights.of(tree, dossiers, direct).strata(top):
        answers = sum(direct.get(cell, 0) for cell in stratum.cells)
        for cell in stratum.cells if answers else ():
            found[cell] = stratum.total * everybody / answers
    return found


def _top(chosen: Chosen) -> int | None:
    """Find the lowest unit above all that answered."""
    ways = [list(chosen.tree.upwards(unit_id))[::-1] for unit_id in chosen.counted]
    if not ways:
        return None
    common = [steps[0] for steps in zip(*ways, strict=False) if len(set(steps)) == 1]
    return common[-1] if common else None
