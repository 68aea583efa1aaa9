"""`all_items_top2`: the share of people satisfied on every item they answered.

It falls with the number of items and rises with N/A: show the mean number answered beside it.
"""

import numpy as np

from analysis.answers import Counts, PersonSums, Scale
from analysis.indices.base import Index


def pairs(sums: PersonSums, scale: Scale) -> tuple[Counts, Counts]:
    """a = 1 if all answers given are satisfied ones; b = 1 with any answer."""
    answered = (sums.answered > 0).astype(np.int32)
    return answered * (sums.satisfied == sums.answered), answered


INDEX = Index("all_items_top2", version=1, counted="person", pairs=pairs)
