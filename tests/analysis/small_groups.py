"""Linear algebra of an attacker: which few people some sums tell of.

Unknown is how many answered in each cell; every sum in sight is a line of zeros and ones over the
cells with answers (where nobody answered is known). A group of cells is found out if its line is a
combination of those lines.
"""

from collections.abc import Iterator

import numpy as np

EXACT = 1e-7
UNANIMOUS = 10


def unknown_part(lines: np.ndarray) -> np.ndarray:
    """Project on what the lines leave open: a line that follows from them becomes zero."""
    _, sizes, rows = np.linalg.svd(np.unique(lines, axis=0), full_matrices=False)
    basis = rows[sizes > EXACT]
    return np.eye(lines.shape[1]) - basis.T @ basis


def found_out(lines: np.ndarray, n: np.ndarray, satisfied: np.ndarray, minimum: int) -> list[tuple]:
    """List groups of fewer than the minimum people, and of few of one opinion, that are known.

    lines : what is in sight, figures × cells; n and satisfied of each cell, n above 0
    """
    open_part = unknown_part(lines)
    few = [(np.flatnonzero(n < minimum), minimum)]
    for unanimous in (satisfied == n, satisfied == 0):
        few.append((np.flatnonzero(unanimous & (n < UNANIMOUS)), UNANIMOUS))
    found = []
    for cells, below in few:
        found += [
            group
            for group in _groups(list(cells), n, below)
            if np.abs(open_part[:, list(group)].sum(axis=1)).max() < EXACT
        ]
    return found


def _groups(cells: list[int], n: np.ndarray, below: int) -> Iterator[tuple[int, ...]]:
    """Go through all groups of some cells with fewer people than a number."""
    stack: list[tuple[tuple[int, ...], int, int]] = [((), 0, 0)]
    while stack:
        group, start, people = stack.pop()
        for place in range(start, len(cells)):
            more = people + n[cells[place]]
            if more < below:
                taken = (*group, cells[place])
                yield taken
                stack.append((taken, place + 1, more))
