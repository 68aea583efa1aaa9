"""Truth leaned on: the definition written a second time by brute force, and coverage simulated.

Mistakes of statistics.md 16 tested here: 12 (ranking by point estimates), 16 (seed not stored).
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.errors import AnalysisError, NoResponses
from analysis.ranks import MOST_UNITS_SIMULATED, rank_sets


def places(result):
    return [(row.best, row.worst) for row in result.rows]


def test_one_unit_holds_the_only_place():
    assert places(rank_sets([0.9], [0.01], draws=1000)) == [(1, 1)]


def test_no_unit_is_an_error():
    with pytest.raises(NoResponses):
        rank_sets([], [])


def test_units_far_apart_get_exact_ranks():
    assert places(rank_sets([0.5, 0.9, 0.7], [1e-6] * 3, draws=1000)) == [(3, 3), (1, 1), (2, 2)]


@pytest.mark.parametrize("kind", ["simultaneous", "marginal"])
def test_tied_units_hold_every_place(kind):
    result = rank_sets([0.8] * 4, [0.001] * 4, kind=kind, draws=1000)
    assert places(result) == [(1, 4)] * 4


@pytest.mark.parametrize("kind", ["simultaneous", "marginal"])
def test_two_units_are_parted_at_the_normal_quantile(kind):
    # two ordered pairs, statistics d and -d: the critical value is the two-sided quantile 1.96
    se = np.sqrt(2 * 0.0004)
    apart = rank_sets([0.8 + 1.99 * se, 0.8], [0.0004] * 2, kind=kind)
    together = rank_sets([0.8 + 1.93 * se, 0.8], [0.0004] * 2, kind=kind)
    assert places(apart) == [(1, 1), (2, 2)]
    assert places(together) == [(1, 2), (1, 2)]


def test_critical_value_of_like_units_is_the_studentized_range():
    # equal variances: the largest |difference| is the range, q(0.95; 10, inf)/sqrt(2)
    q = stats.studentized_range.ppf(0.95, 10, 1e6) / np.sqrt(2)
    values = np.full(10, 0.5)
    se = np.sqrt(2 * 0.0004)
    values[0] = 0.5 + 1.01 * q * se
    assert rank_sets(values, [0.0004] * 10).rows[0].worst == 1
    values[0] = 0.5 + 0.99 * q * se
    assert rank_sets(values, [0.0004] * 10).rows[0].worst == 10


def test_small_counters_do_not_take_both_ends_of_the_table():
    # 3 of 3 and 0 of 1 have variance 0; by point estimates they would be first and last
    values = [1.0, 0.0, 0.90, 0.80, 0.85]
    sizes = [3, 1, 400, 400, 400]
    variances = [v * (1 - v) / n for v, n in zip(values, sizes, strict=True)]
    sets = rank_sets(values, variances, sizes=sizes)
    assert places(sets)[:2] == [(1, 5), (1, 5)]
    assert sets.rows[2].worst < 5


def test_zero_variance_without_sizes_is_refused():
    with pytest.raises(AnalysisError, match="effective size"):
        rank_sets([1.0, 0.5], [0.0, 0.01])


def test_shared_clusters_sharpen_a_difference():
    values, v = [0.82, 0.80], 0.0004
    alone = rank_sets(values, [[v, 0], [0, v]])
    shared = rank_sets(values, [[v, 0.95 * v], [0.95 * v, v]])
    assert places(alone) == [(1, 2), (1, 2)]
    assert places(shared) == [(1, 1), (2, 2)]


def test_seed_is_stored_and_gives_the_same_sets_again():
    values, variances = np.linspace(0.7, 0.9, 8), [0.001] * 8
    first = rank_sets(values, variances, draws=2000, rng=7)
    assert first.seed == 7
    assert first.draws == 2000
    assert rank_sets(values, variances, draws=first.draws, rng=first.seed) == first


def test_many_units_are_judged_by_bonferroni_without_a_seed():
    count = MOST_UNITS_SIMULATED + 1
    values = np.full(count, 0.8)
    values[0] = 0.8 + 6.0 * np.sqrt(2 * 1e-4)
    result = rank_sets(values, [1e-4] * count)
    assert result.method == "bonferroni"
    assert result.seed is None
    assert places(result)[0] == (1, 1)
    assert places(result)[5] == (2, count)


def test_among_the_best_are_those_whose_best_place_reaches():
    result = rank_sets([0.5, 0.9, 0.7, 0.699], [1e-6] * 4, draws=1000)
    assert result.among_best(1) == (1,)
    assert result.among_best(2) == (1, 2, 3)


def test_marginal_sets_lie_within_simultaneous_ones():
    rng = np.random.default_rng(3)
    values, variances = rng.uniform(0.7, 0.9, 12), rng.uniform(1e-4, 2e-3, 12)
    marginal = rank_sets(values, variances, kind="marginal")
    simultaneous = rank_sets(values, variances)
    for one, all_ in zip(marginal.rows, simultaneous.rows, strict=True):
        assert all_.best <= one.best <= one.worst <= all_.worst


def test_the_rank_of_one_unit_alone_is_that_of_the_whole_table():
    rng = np.random.default_rng(3)
    values, variances = rng.uniform(0.7, 0.9, 12), rng.uniform(1e-4, 2e-3, 12)
    whole = rank_sets(values, variances, kind="marginal", draws=2000)
    alone = rank_sets(values, variances, kind="marginal", draws=2000, only=[7, 2])
    assert alone.rows == (whole.rows[7], whole.rows[2])


@pytest.mark.slow
def test_simultaneous_sets_hold_all_true_ranks_at_their_level():
    rng = np.random.default_rng(11)
    truth = np.array([0.95, 0.9, 0.9, 0.85, 0.8, 0.79])
    variances = truth * (1 - truth) / 150
    best = 1 + (truth[None, :] > truth[:, None]).sum(axis=1)
    worst = len(truth) - (truth[None, :] < truth[:, None]).sum(axis=1)
    held = 0
    for run in range(400):
        seen = rng.normal(truth, np.sqrt(variances))
        sets = rank_sets(seen, variances, draws=2000, rng=run)
        held += all(
            row.best <= b and row.worst >= w
            for row, b, w in zip(sets.rows, best, worst, strict=True)
        )
    assert held / 400 >= 0.93


@given(
    units=st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6),
    kind=st.sampled_from(["simultaneous", "marginal"]),
)
def test_every_set_holds_the_place_taken(units, kind):
    values = [v for v, _ in units]
    result = rank_sets(values, [v for _, v in units], sizes=[5] * len(units), kind=kind, draws=1000)
    for i, row in enumerate(result.rows):
        assert row.best <= 1 + sum(v > values[i] for v in values)
        assert row.worst >= len(values) - sum(v < values[i] for v in values)


@pytest.mark.parametrize(
    "call",
    [
        lambda: rank_sets([0.5, 0.6], [0.1]),
        lambda: rank_sets([0.5], [-0.1]),
        lambda: rank_sets([0.5, 0.6], [[1, 2], [2, 1]]),
        lambda: rank_sets([0.5, 0.6], [[1, 0.5], [0.4, 1]]),
        lambda: rank_sets([0.5], [0.1], kind="some"),
        lambda: rank_sets([0.5], [0.1], draws=10),
        lambda: rank_sets([0.5], [0.1], only=[0]),
        lambda: rank_sets([0.5], [0.1], kind="marginal", only=[1]),
        lambda: rank_sets([0.5], [0.1], rng=-1),
        lambda: rank_sets([0.5], [0.1], draws=1000).among_best(0),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
