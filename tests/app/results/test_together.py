"""Measures that rest on the same people give no cell of each other away.

Truth leaned on: an attacker with linear algebra over units × questions.
"""

from itertools import pairwise

import numpy as np
import pytest

from analysis.disclosure.closing import safe
from app.services.disclosure import TreeCounts, hidden_units
from app.services.reporting.together import set_with, sets_of
from tests.app.results.one_stop import FORMULAS, QUESTIONNAIRE

MINIMUM = 5
SIDES = ((0, 1), (2, 3, 4), (5,))
"""Six questions of three sides of the service."""


class World:
    """A small tree; at each unit itself some people who rated some of the questions."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        counters = int(rng.integers(3, 9))
        centres = int(rng.integers(1, 4))
        self.above = [-1, *[0] * centres, *rng.integers(0, centres + 1, counters).tolist()]
        size = len(self.above)
        own = rng.choice([0, 1, 3, 6, 15, 60], size=size)
        own[: centres + 1] = np.where(rng.random(centres + 1) < 0.7, 0, own[: centres + 1])
        rated = [rng.random((n, 6)) < rng.choice([0.2, 0.8, 1], size=6) for n in own]
        good = [rng.random((n, 6)) < 0.8 for n in own]
        self.n = np.array([r.sum(axis=0) for r in rated], dtype=float)
        self.a = np.array([(r & g).sum(axis=0) for r, g in zip(rated, good, strict=True)], float)
        self.people = [
            np.array([self.counts(r, g, s) for r, g in zip(rated, good, strict=True)])
            for s in (tuple(range(6)), *SIDES, *((k,) for k in range(6)))
        ]

    @staticmethod
    def counts(rated: np.ndarray, good: np.ndarray, items: tuple[int, ...]) -> list[int]:
        """People who rated any of some questions, and their sums."""
        part, fine = rated[:, items], (rated & good)[:, items]
        return [int(part.any(axis=1).sum()), int(fine.sum()), int(part.sum())]

    def tree(self, measures: list[np.ndarray]) -> TreeCounts:
        """Some measures, every unit after those below it."""
        order = list(reversed(range(len(self.above))))
        above = [order.index(self.above[u]) if self.above[u] >= 0 else -1 for u in order]
        return TreeCounts(order, above, np.stack(measures, axis=1).astype(float)[order])

    def below(self, unit: int) -> np.ndarray:
        """Which units stand at and below one."""
        found = np.zeros(len(self.above))
        for other in range(len(self.above)):
            step = other
            while step >= 0:
                found[other] += step == unit
                step = self.above[step]
        return found


@pytest.mark.parametrize("seed", range(40))
def test_no_figure_of_another_measure_gives_a_hidden_one_away(seed: int) -> None:
    world = World(seed)
    index, sides, items = world.people[:1], world.people[1:4], world.people[4:]
    hidden, also = [], frozenset()
    for measures in (index, index + sides, index + sides + items):
        also = hidden_units(world.tree(measures), minimum=MINIMUM, also=also)
        hidden.append(also)
    units = range(len(world.above))
    groups = [tuple(range(6)), *SIDES, *((k,) for k in range(6))]
    level = [0, 1, 1, 1, *[2] * 6]
    lines = {
        (unit, k): np.outer(world.below(unit), np.isin(range(6), group)).ravel()
        for unit in units
        for k, group in enumerate(groups)
    }
    empty = world.n.ravel() == 0  # everybody may know where nobody answered
    known = [np.where(empty, 0, v) for (u, k), v in lines.items() if u not in hidden[level[k]]]
    rank = np.linalg.matrix_rank(np.array([*known, np.zeros(empty.size)]))
    for (unit, k), line in lines.items():
        n, a, b = (world.people[k][world.below(unit) > 0, m].sum() for m in range(3))
        asked = np.where(empty, 0, line)
        told = np.linalg.matrix_rank(np.array([*known, asked])) == rank
        assert not (told and n) or safe(np.array([n, a, b], dtype=float), MINIMUM), (unit, k)


def test_the_sets_hold_each_other_and_every_measure_is_in_one() -> None:
    sets = sets_of(QUESTIONNAIRE, FORMULAS)
    assert all(set(small) < set(large) for small, large in pairwise(sets))
    assert set_with(sets, "people_top2:") == set_with(sets, "mean_100:") == sets[0]
    assert "unheard" in set_with(sets, "unheard")
