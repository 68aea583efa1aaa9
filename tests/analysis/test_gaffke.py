"""Truth leaned on: the mid-P interval of the binomial, which Gaffke's form equals for 0/1 scores
(statistics.md 4.6), and the Dirichlet distribution it stands for, drawn with a seed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, NoResponses
from analysis.intervals import DESIGN_INTERVALS, PROPORTION_INTERVALS
from analysis.intervals.gaffke import gaffke, gaffke_limits


@pytest.mark.parametrize("level", [0.8, 0.95, 0.999])
@pytest.mark.parametrize(
    ("k", "n"), [(0, 1), (1, 1), (0, 12), (1, 12), (11, 12), (12, 12), (45, 50), (380, 400)]
)
def test_scores_of_0_and_1_give_the_mid_p_interval(k, n, level):
    found = gaffke([1] * k + [0] * (n - k), confidence_level=level)
    wanted = PROPORTION_INTERVALS["mid_p"](k, n, level)
    assert np.allclose([found.low, found.high], [wanted.low, wanted.high], rtol=0, atol=1e-9)


def test_the_beta_form_stands_for_a_mixture_of_dirichlet_sums():
    rng = np.random.default_rng(20240911)
    scores = rng.beta(3, 1, 25)
    weights = rng.dirichlet(np.ones(26), 40_000)
    both = [weights[:, :-1] @ scores + weights[:, -1] * extra for extra in (0.0, 1.0)]
    drawn = np.quantile(np.concatenate(both), [0.025, 0.975])
    found = gaffke(scores)
    assert np.allclose([found.low, found.high], drawn, rtol=0, atol=0.005)


def test_weights_move_the_mean_and_cost_size():
    plain, heavy = gaffke([1, 0.5, 0.9, 0.7]), gaffke([1, 0.5, 0.9, 0.7], weights=[1, 1, 1, 20])
    assert abs((heavy.low + heavy.high) / 2 - 0.7) < 0.2
    assert heavy.high - heavy.low > plain.high - plain.low


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=30),
    st.floats(0.5, 0.999),
)
def test_any_scores_are_held(scores, level):
    found = gaffke(scores, confidence_level=level)
    assert 0 <= found.low <= np.mean(scores) + 1e-12
    assert np.mean(scores) - 1e-12 <= found.high <= 1


def test_one_more_satisfied_respondent_moves_both_limits_up():
    series = [gaffke([1] * k + [0.4] * (30 - k)) for k in range(31)]
    assert np.all(np.diff([one.low for one in series]) > 0)
    assert np.all(np.diff([one.high for one in series]) >= 0)


def test_what_is_refused():
    with pytest.raises(NoResponses):
        gaffke([])
    for wrong in ({"scores": [1.2]}, {"scores": [0.5], "weights": [0]}):
        with pytest.raises(AnalysisError):
            gaffke(**wrong)
    with pytest.raises(AnalysisError):
        gaffke_limits(0.5, 0.6, 10, 0.95)  # squares of scores in [0, 1] are not above the scores


def test_it_is_not_an_option_for_users():
    names = {*DESIGN_INTERVALS, *PROPORTION_INTERVALS}
    assert not any("gaffke" in name for name in names)
