"""Two divisions of one unit do not tell a small group apart, whatever is inside what."""

from itertools import combinations

import numpy as np
import pytest

from app.services.breakdowns.crossing import Crossed, given_away, groups_of

MINIMUM = 5


def crossed_of(table: list[list[int]]) -> Crossed:
    """One unit's people by the parts of two divisions."""
    ones, others = np.nonzero(table)
    n = np.array(table)[ones, others]
    return Crossed(np.zeros(ones.size, dtype=np.intp), ones, others, n)


def learnt(table: np.ndarray) -> bool:
    """Try every set of parts of one division against every set of the other."""
    tables = (table, table.T)
    for counts in tables:
        rows, columns = (sets_of(size) for size in counts.shape)
        for inside in rows:
            for around in columns:
                outside = np.setdiff1d(np.arange(counts.shape[1]), around)
                nested = not counts[np.ix_(inside, outside)].any()
                left = counts[:, around].sum() - counts[inside].sum()
                if nested and 0 < left < MINIMUM:
                    return True
    return False


def sets_of(size: int) -> list[list[int]]:
    return [list(s) for k in range(1, size + 1) for s in combinations(range(size), k)]


def shown(*shape: int) -> np.ndarray:
    return groups_of(np.zeros((1, shape[0]), dtype=bool))


def test_a_kiosk_that_serves_one_service_leaves_three_others_of_it() -> None:
    crossed = crossed_of([[20, 0, 0], [3, 40, 30]])  # at the kiosk, by phone × three services
    assert given_away(crossed, shown(2), shown(3), MINIMUM).all()
    crossed = crossed_of([[20, 1, 0], [3, 40, 30]])
    assert not given_away(crossed, shown(2), shown(3), MINIMUM).any()


def test_what_is_hidden_together_is_one_group() -> None:
    crossed = crossed_of([[20, 0, 0], [3, 40, 30]])
    together = groups_of(np.array([[True, True, False]]))
    assert not given_away(crossed, shown(2), together, MINIMUM).any()


@pytest.mark.parametrize("seed", range(60))
def test_every_set_inside_another_is_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size = (int(rng.integers(2, 5)), int(rng.integers(2, 6)))
    table = rng.choice([0, 0, 1, 3, 9, 30], size=size)
    # Parts smaller than the minimum are never shown; neither division has any here.
    table[table.sum(axis=1) < MINIMUM, 0] += 30
    table[0, table.sum(axis=0) < MINIMUM] += 30
    found = given_away(crossed_of(table.tolist()), shown(size[0]), shown(size[1]), MINIMUM)
    assert found[0] == learnt(table)
