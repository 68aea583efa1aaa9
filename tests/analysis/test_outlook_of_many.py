"""The outlook of a whole table is the least number for each of its rows, found side by side.

Truth: the limits themselves, recomputed at the number found and at one fewer.
"""

from dataclasses import replace

import numpy as np
import pytest

from analysis.errors import AnalysisError, NoResponses
from analysis.intervals import (
    answers_to_decide,
    answers_to_decide_each,
    company_dispersion,
    design_limits,
)
from analysis.results import Moments


def one(moments: Moments, place: int) -> Moments:
    """One domain of a table."""
    return Moments(*(getattr(moments, name)[[place]] for name in Moments.__slots__))


def is_decided(moments: Moments, more: int, target: float, company: float) -> bool:
    """Whether the interval has left the target after so many more answers."""
    growth = (moments.n + more) / moments.n
    grown = replace(
        moments,
        n=moments.n + more,
        variance=moments.variance / growth,
        variance_wr=moments.variance_wr / growth,
        df=moments.df * growth,
    )
    low, high = design_limits(grown, company=np.array([company]))
    return bool(low[0] >= target or high[0] < target)


@pytest.mark.parametrize("simple", [0, 1])
def test_each_row_gets_the_least_number_that_decides_it(simple):
    rng = np.random.default_rng(4)
    n = rng.integers(1, 300, 120).astype(float)
    share = np.round(rng.uniform(0.3, 1, 120) * n) / n
    target = rng.choice([0.8, 0.85, 0.9], 120)
    spread = share * (1 - share) / n * (1 if simple else 0.4)
    table = Moments.of(share, spread, n, np.maximum(n - 1, 0), simple=simple)
    company = company_dispersion(table)
    found = answers_to_decide_each(table, target=target, company=company)
    for place, more in enumerate(found):
        row, goal, pooled = one(table, place), float(target[place]), float(company[place])
        if more is None:
            assert abs(share[place] - goal) < 0.001
            continue
        least = max(0, 10 - int(n[place]))
        assert is_decided(row, more, goal, pooled)
        assert more == least or not is_decided(row, more - 1, goal, pooled)


def test_a_table_agrees_with_its_rows():
    table = Moments.of([0.9, 0.83, 0.7, 0.8], [0.0018, 0.002, 0.004, 0.004], 50, 49, simple=1)
    singly = [answers_to_decide(one(table, k), target=0.8) for k in range(4)]
    assert answers_to_decide_each(table, target=0.8) == singly
    assert singly[0] == 7
    assert singly[3] is None


def test_a_row_without_answers_or_a_wrong_target_is_refused():
    with pytest.raises(NoResponses):
        answers_to_decide_each(Moments.of([0.5, 0.5], 0.01, [10, 0], 9), target=0.8)
    with pytest.raises(AnalysisError):
        answers_to_decide_each(Moments.of([0.5, 0.5], 0.01, 10, 9), target=[0.8, 1.2])
