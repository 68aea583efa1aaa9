"""Truth leaned on: base R's glm (test_golden_around_r.py), saturated models whose propensities are
plain shares, and lists simulated with even response."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, NoResponses, TooFewData
from analysis.nonresponse import calibration_shift, representativity
from analysis.results import Interval


def a_list(**shares):
    """A list of 100 dossiers a level, of whom the given number answered."""
    responded, levels = [], []
    for level, answered in shares.items():
        responded += [True] * answered + [False] * (100 - answered)
        levels += [level] * 100
    return responded, levels


def test_one_variable_gives_the_response_shares_of_its_levels():
    responded, levels = a_list(late=20, on_time=60)
    got = representativity(responded, {"timing": levels})
    spread = np.std([0.2] * 100 + [0.6] * 100, ddof=1)
    assert got.r == pytest.approx(1 - 2 * spread)
    assert got.mean == pytest.approx(0.4)
    assert got.max_bias_share == pytest.approx(2 * spread / (4 * 0.4))
    assert got.partial == (("timing", pytest.approx(spread)),)
    assert (got.n, got.population) == (80, 200)


def test_even_response_is_perfectly_representative():
    responded, levels = a_list(a=30, b=30, c=30)
    got = representativity(responded, {"level": levels})
    assert got.r == pytest.approx(1)
    assert got.max_bias_share == pytest.approx(0, abs=1e-9)


def test_bound_holds_the_true_bias():
    # satisfied: 90 % of the on-time dossiers, 30 % of the late ones
    responded, levels = a_list(late=20, on_time=60)
    got = representativity(responded, {"timing": levels})
    whole, answered = 0.6, (0.2 * 0.3 + 0.6 * 0.9) / 0.8
    assert abs(answered - whole) <= got.max_bias_share


def test_partial_indicator_finds_the_uneven_variable():
    rng = np.random.default_rng(1)
    timing, sex = rng.integers(0, 2, 3000), rng.integers(0, 2, 3000)
    responded = rng.random(3000) < np.where(timing == 1, 0.6, 0.3)
    partial = dict(representativity(responded, {"timing": timing, "sex": sex}).partial)
    assert partial["timing"] > 5 * partial["sex"]


def test_adjustment_takes_away_what_chance_adds_in_small_lists():
    rng = np.random.default_rng(2)
    plain, adjusted = [], []
    for _ in range(300):
        variables = {name: rng.integers(0, 3, 90) for name in ("a", "b")}
        try:
            got = representativity(rng.random(90) < 0.4, variables)
        except TooFewData:
            continue
        plain.append(((1 - got.r) / 2) ** 2)
        adjusted.append(((1 - got.r_adjusted) / 2) ** 2)
    assert len(plain) > 280
    # true spread 0; the adjusted variance is cut off at 0, so its mean stays a little above
    assert np.mean(adjusted) < 0.45 * np.mean(plain)


@pytest.mark.parametrize(
    ("shares", "who"), [({"a": 0, "b": 40}, "nobody"), ({"a": 100, "b": 40}, "everybody")]
)
def test_separation_names_the_level_to_merge(shares, who):
    responded, levels = a_list(**shares)
    with pytest.raises(TooFewData, match=f"channel = a: {who}"):
        representativity(responded, {"channel": levels})


def test_separation_by_a_combination_is_noticed():
    # every level answers partly, but late ones by post never and timely ones online always
    late, post = [0, 0, 1, 1] * 30, [0, 1, 0, 1] * 30
    responded = [
        a + b == 0 or (a != b and i % 8 < 4)
        for i, (a, b) in enumerate(zip(late, post, strict=True))
    ]
    with pytest.raises(TooFewData, match="combination"):
        representativity(responded, {"late": late, "post": post})


def test_everybody_or_nobody_answered():
    got = representativity([True] * 5, {"sex": ["F", "M", "F", "F", "M"]})
    assert (got.r, got.mean, got.max_bias_share) == (1, 1, 0)
    with pytest.raises(NoResponses):
        representativity([False] * 5, {})
    with pytest.raises(NoResponses):
        representativity([], {})


def test_without_variables_nothing_is_uneven():
    assert representativity([True, False, True], {}).r == pytest.approx(1)


def test_shift_of_calibration_is_large_beyond_half_the_interval():
    interval = Interval(0.70, 0.80, 0.95, "given")
    assert not calibration_shift(0.75, 0.79, interval).large
    shift = calibration_shift(0.75, 0.69, interval)
    assert shift.large
    assert shift.value == pytest.approx(-0.06)


@given(
    rows=st.lists(
        st.tuples(st.booleans(), st.sampled_from("ab"), st.sampled_from("xyz")), max_size=60
    )
)
def test_any_list_gives_numbers_or_a_named_error(rows):
    variables = {"one": [r[1] for r in rows], "two": [r[2] for r in rows]}
    try:
        got = representativity([r[0] for r in rows], variables)
    except AnalysisError:
        return
    assert got.r <= got.r_adjusted <= 1 + 1e-12
    assert 0 <= got.max_bias_share <= 1
    assert 0 < got.mean <= 1


@pytest.mark.parametrize(
    "call",
    [
        lambda: representativity([0.5, 1], {}),
        lambda: representativity([True], {}),
        lambda: representativity([True, False], {"a": ["x"]}),
        lambda: representativity(
            [1, 0] * 10, {"a": ["x", "x", "y", "y"] * 5, "b": ["p", "p", "q", "q"] * 5}
        ),
        lambda: calibration_shift(float("nan"), 0.5, Interval(0, 1, 0.95, "given")),
    ],
)
def test_bad_arguments_are_named(call):
    with pytest.raises(AnalysisError):
        call()
