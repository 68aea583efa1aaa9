"""One battery over every interval of both dicts.

Truth leaned on: R. G. Newcombe (1998), Stat. Med. 17, 857-872, table I (wilson, wilson_cc,
clopper_pearson, mid_p); R contingencytables, after Fagerland, Lydersen & Laake (2017), for 13 of
16; R binom 18 of 20 (agresti_coull); R survey 4.1-1 for srs40 (korn_graubard, logit). With the
variance of a simple sample a design interval is the textbook one, which gives the rest.
"""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import AnalysisError, NoResponses
from analysis.intervals import DESIGN_INTERVALS, PROPORTION_INTERVALS, design_limits
from analysis.results import Moments

LEVELS = (0.5, 0.9, 0.95, 0.999)
SIZES = (1, 2, 3, 10, 50, 200)

PUBLISHED = {
    "wilson": {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0, 0.1611),
        (1, 29): (0.0061, 0.1718),
        (13, 16): (0.5699, 0.9341),
    },
    "wilson_cc": {
        (81, 263): (0.2535, 0.3682),
        (15, 148): (0.0598, 0.1644),
        (0, 20): (0, 0.2005),
        (1, 29): (0.0018, 0.1963),
        (13, 16): (0.5369, 0.9503),
    },
    "clopper_pearson": {
        (81, 263): (0.2527, 0.3676),
        (15, 148): (0.0578, 0.1617),
        (0, 20): (0, 0.1684),
        (1, 29): (0.0009, 0.1776),
        (13, 16): (0.5435, 0.9595),
    },
    "mid_p": {
        (81, 263): (0.2544, 0.3658),
        (15, 148): (0.0601, 0.1581),
        (0, 20): (0, 0.1391),
        (1, 29): (0.0017, 0.1585),
        (13, 16): (0.5699, 0.9500),
    },
    "jeffreys": {(13, 16): (0.5792, 0.9442)},
    "agresti_coull": {(18, 20): (0.6868, 0.9843), (4, 20): (0.0749, 0.4218)},
}


def simple_sample(successes, n, **changes):
    """Moments of k of n, as the estimates give them for a simple random sample."""
    share = np.asarray(successes, float) / n
    variance = share * (1 - share) / max(n - 1, 1)
    return Moments.of(share, variance, n, n - 1, **changes)


def with_known_variance(successes, n):
    """The same with v = R(1−R)/n and endless degrees of freedom: m is n, t is z."""
    share = successes / n
    return Moments.of(share, share * (1 - share) / n, n, 1e9, simple=1)


SRS40 = Moments.of(0.925, 0.0421763696143487**2, 40, 39)
DESIGN_PUBLISHED = {
    "default": (with_known_variance(81, 263), (0.2544, 0.3658)),
    "wilson": (with_known_variance(81, 263), (0.2553, 0.3662)),
    "clopper_pearson": (with_known_variance(81, 263), (0.2527, 0.3676)),
    "korn_graubard": (SRS40, (0.793880928260701, 0.984692844731444)),
    "korn_graubard_truncated": (with_known_variance(81, 263), (0.2527, 0.3676)),
    "logit": (SRS40, (0.782894645079815, 0.976842254039362)),
}


def test_every_interval_has_a_published_reference_value():
    assert set(PUBLISHED) == set(PROPORTION_INTERVALS)
    assert set(DESIGN_PUBLISHED) == set(DESIGN_INTERVALS)


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
def test_counts_meet_their_published_values(name):
    for (successes, n), (low, high) in PUBLISHED[name].items():
        got = PROPORTION_INTERVALS[name](successes, n, 0.95)
        assert (got.low, got.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))
        assert (got.method, got.confidence_level) == (name, 0.95)


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_moments_meet_their_published_values(name):
    moments, wanted = DESIGN_PUBLISHED[name]
    got = [float(limit) for limit in DESIGN_INTERVALS[name](moments, 0.95)]
    assert got == pytest.approx(wanted, abs=6e-5 if max(wanted) < 0.5 else 1e-9)


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("level", LEVELS)
def test_counts_stay_inside_hold_their_share_and_grow_with_it(name, n, level):
    limits = [PROPORTION_INTERVALS[name](k, n, level) for k in range(n + 1)]
    for k, got in enumerate(limits):
        assert 0 <= got.low <= k / n <= got.high <= 1
    assert limits[0].low == 0
    assert limits[-1].high == 1
    for one, next_ in pairwise(limits):
        assert one.low <= next_.low
        assert one.high <= next_.high


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
def test_satisfied_and_dissatisfied_are_mirror_images(name):
    for k in range(21):
        one, other = (PROPORTION_INTERVALS[name](j, 20, 0.95) for j in (k, 20 - k))
        assert one.low == pytest.approx(1 - other.high, abs=1e-10)


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
def test_a_higher_level_is_wider(name):
    narrow, wide = (PROPORTION_INTERVALS[name](17, 20, level) for level in (0.90, 0.95))
    assert wide.low < narrow.low <= narrow.high < wide.high


@pytest.mark.parametrize("name", PROPORTION_INTERVALS)
def test_impossible_counts_are_refused_by_name(name):
    interval = PROPORTION_INTERVALS[name]
    with pytest.raises(NoResponses):
        interval(0, 0, 0.95)
    for arguments in [
        (3, 2, 0.95),
        (-1, 2, 0.95),
        (1.5, 2, 0.95),
        (1, 2, 1.0),
        (1, 2, 95),
        (1, 2, 0),
    ]:
        with pytest.raises(AnalysisError):
            interval(*arguments)


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("simple", [0, 1])
@pytest.mark.parametrize("level", [0.90, 0.95])
def test_moments_stay_inside_hold_their_share_and_grow_with_it(name, n, simple, level):
    moments = simple_sample(np.arange(n + 1), n, simple=simple)
    low, high = DESIGN_INTERVALS[name](moments, level)
    assert np.all((low >= 0) & (low <= moments.value) & (moments.value <= high) & (high <= 1))
    assert low[0] == 0
    assert high[-1] == 1
    # One degree of freedom: all limits lie within 1e-5 of 0 and 1, logit's and its stand-in's.
    slack = 1e-5 if n == 2 else 1e-12
    assert np.all(np.diff(high) >= -slack)
    assert np.all(np.diff(low) >= -slack)


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_unanimous_respondents_do_not_make_certainty(name):
    low, high = DESIGN_INTERVALS[name](simple_sample([0, 12], 12), 0.95)
    assert (low[0], high[1]) == (0, 1)
    assert high[0] > 0.15
    assert low[1] < 0.85


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_zero_variance_below_1_does_not_collapse(name):
    low, high = DESIGN_INTERVALS[name](Moments.of(0.9, 0, 40, 36), 0.95)
    assert high - low > 0.05


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
@pytest.mark.parametrize("df", [0, -1])
def test_one_cluster_still_has_an_interval(name, df):
    low, high = DESIGN_INTERVALS[name](Moments.of(0.9, 0.0, 40, df, cluster_size=40), 0.95)
    assert 0 < low < 0.9 < high < 1
    assert high - low > 0.1


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_nobody_answered_leaves_everything_open(name):
    low, high = DESIGN_INTERVALS[name](
        Moments.of([np.nan, 0.5], [np.nan, 0.01], [0, 25], [0, 24]), 0.95
    )
    assert (low[0], high[0]) == (0, 1)
    assert 0 < low[1] < 0.5 < high[1] < 1


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_a_census_is_its_own_interval(name):
    moments = Moments.of([0.0, 0.9, 1.0], 0, 30, 29, correction=0, simple=1)
    low, high = DESIGN_INTERVALS[name](moments, 0.95)
    assert np.array_equal(low, moments.value)
    assert np.array_equal(high, moments.value)


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
def test_a_table_is_the_same_as_its_rows(name):
    rng = np.random.default_rng(7)
    n = rng.integers(1, 60, 40)
    value = rng.choice([0.0, 0.5, 0.8, 0.97, 1.0], 40)
    moments = Moments.of(value, value * (1 - value) / n, n, n - 1, correction=0.8)
    whole = design_limits(moments, method=name)
    for i in range(40):
        row = Moments(*(getattr(moments, field)[i] for field in Moments.__slots__))
        one = design_limits(row, method=name)
        assert (whole[0][i], whole[1][i]) == pytest.approx([float(x) for x in one], abs=1e-10)


anything = st.builds(
    Moments.of,
    st.floats(0, 1),
    st.floats(0, 1e12),
    st.integers(0, 10**12),
    st.floats(-1e12, 1e12),
    variance=st.floats(0, 1e12),
    correction=st.floats(0, 1),
    weight_effect=st.floats(1, 1e12),
    cluster_size=st.floats(1, 1e12),
    simple=st.sampled_from([0, 1]),
)


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
@given(moments=anything, level=st.floats(0.001, 0.999999))
def test_any_moments_give_limits_around_their_share(name, moments, level):
    low, high = DESIGN_INTERVALS[name](moments, level)
    assert 0 <= low <= high <= 1
    assert moments.n == 0 or low <= moments.value <= high


@pytest.mark.parametrize("name", DESIGN_INTERVALS)
@pytest.mark.parametrize(
    "wrong",
    [
        {"value": 1.1},
        {"value": np.nan},
        {"variance": -0.1},
        {"variance_wr": np.inf},
        {"n": -1},
        {"df": np.nan},
        {"correction": 1.2},
        {"weight_effect": 0.5},
        {"cluster_size": 0.5},
    ],
    ids=str,
)
def test_impossible_moments_are_refused_by_name(name, wrong):
    good = dict.fromkeys(Moments.__slots__, 1.0) | {"value": 0.9, "n": 20.0, "df": 19.0}
    moments = Moments(**{field: np.asarray(x) for field, x in (good | wrong).items()})
    with pytest.raises(AnalysisError, match=next(iter(wrong))):
        DESIGN_INTERVALS[name](moments, 0.95)
