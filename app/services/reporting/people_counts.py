"""How many people a tally counts at each unit of a tree."""

from analysis.tallies.tally import N, Tally


def people_in(tally: Tally, measure: str) -> dict[int, int]:
    """Count the people of a measure at each unit itself, without those below it."""
    n = tally.sums[:, tally.plan.position(measure), N]
    pairs = zip(tally.cells.tolist(), n.tolist(), strict=True)
    return {int(cell): count for cell, count in pairs if count}
