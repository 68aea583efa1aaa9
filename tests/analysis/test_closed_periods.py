"""Figures of a tree over periods, closed under subtraction.

Truth leaned on: linear algebra over random small worlds (`small_groups`).
"""

import numpy as np
import pytest

from analysis.disclosure.closing import Floats, N, Tree, closed, exposed, safe, sums_below
from analysis.disclosure.periods import Graphs, finest_steps
from tests.analysis.small_groups import found_out

MINIMUM = 5
STEPS = (
    ([0, 1, 2, 3, 4, 5], [0, 0, 0, 1, 1, 1], [0] * 6),
    ([0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 5, 5], [0, 0, 0, 1, 1, 1, 1], [0] * 7),
    (list(range(9)), [0, 0, 0, 1, 1, 1, 2, 2, 2], [0] * 6 + [1] * 3, [0] * 9),
    ([0, 1, 2], [0, 0, 0]),
)
FEW = ([0, 0, 2, 4, 6, 9, 30], [0, 3, 7, 30, 60], [0, 0, 0, 1, 5, 12, 40])


def world(seed: int) -> tuple[Tree, Floats, tuple[list[int], ...]]:
    """A tree of up to eight units, and people by unit and month: n, satisfied, n."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(2, 9))
    parents = [int(rng.integers(u + 1, min(count, u + 4))) for u in range(count - 1)] + [-1]
    steps = STEPS[int(rng.integers(len(STEPS)))]
    n = rng.choice(FEW[int(rng.integers(3))], size=(count, len(steps[0])))
    n[[u for u in set(parents) if u >= 0 and rng.random() < 0.7]] = 0
    satisfied = rng.binomial(n, rng.choice([0.5, 0.8, 0.95, 1]))
    return Tree(parents), np.stack([n, satisfied, n], axis=2).astype(float), steps


def shown_of_the_whole(tree: Tree, counts: Floats) -> list[bool]:
    """The units shown where nobody asks for parts."""
    rests = counts.sum(axis=1)
    size = sums_below(tree, rests)[:, N]
    return closed(
        tree,
        [True] * len(tree),
        rests,
        lambda rest: exposed(rest, MINIMUM),
        lambda unit, _: (not size[unit], float(size[unit]), unit),
    )


def learnt(seed: int) -> list[tuple[int, ...]]:
    """The small groups that everything in sight tells of."""
    tree, counts, steps = world(seed)
    shown = shown_of_the_whole(tree, counts)
    found = finest_steps(tree, shown, counts, steps, minimum=MINIMUM)
    within = np.eye(len(tree))
    for unit, parent in enumerate(tree.parents):
        if parent >= 0:
            within[parent] += within[unit]
    n, satisfied = counts[..., 0].ravel(), counts[..., 1].ravel()
    cells = np.flatnonzero(n)
    lines = [
        np.outer(within[unit], np.array(blocks) == block).ravel()
        for unit, step in enumerate(found)
        if step is not None
        for blocks in steps[step:]
        for block in set(blocks)
    ]
    if not lines or not cells.size:
        return []
    return found_out(np.array(lines)[:, cells], n[cells], satisfied[cells], MINIMUM)


def test_nothing_in_sight_tells_of_few_people() -> None:
    assert [seed for seed in range(250) if learnt(seed)] == []


def test_it_is_not_enough_that_every_rest_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    def only_each_block(graphs: Graphs, rest: Floats, minimum: int) -> np.ndarray:
        blocks = rest[:, : graphs.width]
        return ~safe(blocks, minimum) & (blocks[..., N] > 0)

    monkeypatch.setattr(Graphs, "fails", lambda *given: bool(only_each_block(*given).any()))
    monkeypatch.setattr(Graphs, "mends", lambda *_: True)
    assert [seed for seed in range(100) if learnt(seed)]


def test_a_unit_is_read_as_finely_as_its_smallest_month_allows() -> None:
    # Two counters below a centre, three months and then three: n, satisfied.
    months = ([20, 20, 20, 20, 20, 20], [20, 2, 20, 20, 20, 20], [0] * 6)
    counts = np.array([[(n, n // 2, n) for n in unit] for unit in months], dtype=float)
    tree, steps = Tree([2, 2, -1]), STEPS[0]
    found = finest_steps(tree, [True] * 3, counts, steps, minimum=MINIMUM)
    # The second counter's month of two people takes the first one with it; the centre has 22.
    assert found == [1, 1, 0]


def test_a_centre_is_not_read_by_month_beside_all_but_one_of_its_counters() -> None:
    # The first counter is read by the quarter only. The centre's months less the second counter's
    # would be the first one's, of which one has three people.
    months = ([20, 3, 0], [0, 20, 20], [0] * 3)
    counts = np.array([[(n, n // 2, n) for n in unit] for unit in months], dtype=float)
    found = finest_steps(Tree([2, 2, -1]), [True] * 3, counts, STEPS[3], minimum=MINIMUM)
    assert found == [1, 0, 1]
