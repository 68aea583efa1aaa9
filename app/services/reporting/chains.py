"""Who sees the figures of a counter at which one person serves: its own chain alone.

Such figures are personal data about an official. The chain are those whose scope covers the
counter. Publications, frozen reports, mails and programs are for everybody: nobody's chain.

Figures above a counter are shown to everybody, so units beside it are withheld from everybody too
(`disclosure.hidden_units`, outside). Of these a person sees those that stand within a figure of the
person's own: whoever sees but a part of a sum could subtract it and be left with the counter.
"""

from collections.abc import Set

from app.scope import Scope as Visible
from app.services.reporting.scope import Scope

NOBODY = Visible(frozenset())
"""For whom everything is made that may go to anybody."""


def hidden_from(
    viewer: Visible, tree: Scope, *, outside: Set[int], inside: Set[int]
) -> frozenset[int]:
    """Tell which units are hidden from a person.

    Parameters
    ----------
    viewer
        What the person may see.
    outside, inside
        Units that are hidden from everybody, and those among them that are from the chain as well.
    """
    told = {u for u in outside - inside if _may_see(viewer, tree, u, outside)}
    return frozenset(outside - told)


def _may_see(viewer: Visible, tree: Scope, unit_id: int, outside: Set[int]) -> bool:
    if not viewer.covers(unit_id):
        return False
    above = next((u for u in tree.upwards(unit_id) if u not in outside), None)
    return unit_id in tree.one_person or above is None or viewer.covers(above)
