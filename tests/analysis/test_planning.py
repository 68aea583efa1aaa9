"""Truth leaned on: the tables of statistics.md 7 (exact enumeration), Cochran's and Yamane's
formulas there, brute-force binomial sums; golden sample_size is met in test_golden_intervals.py.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from analysis.allocation import allocate, margin_size, requirement, yamane_size
from analysis.errors import AnalysisError
from analysis.intervals import PROPORTION_INTERVALS
from analysis.planning import plan_survey, verdict_power, verdict_sample_size
from analysis.verdict import Verdict

# truth: 95 % interval at power 0.8 and 0.9, 90 % interval at power 0.8 and 0.9
NEEDED = {
    0.83: (1348, 1790, 1067, 1466),
    0.85: (469, 622, 379, 509),
    0.88: (176, 228, 138, 184),
    0.90: (104, 141, 85, 115),
    0.95: (38, 53, 34, 41),
    0.99: (14, 23, 11, 19),
}


@pytest.mark.parametrize("truth", NEEDED)
def test_respondents_needed_to_prove_the_target(truth):
    settings = [(level, power) for level in (0.95, 0.90) for power in (0.8, 0.9)]
    got = [verdict_sample_size(truth, power=p, confidence_level=c).n for c, p in settings]
    assert tuple(got) == NEEDED[truth]


@pytest.mark.parametrize(("truth", "normal"), [(0.85, 471), (0.90, 108), (0.95, 42)])
def test_the_normal_formula_stands_beside(truth, normal):
    assert verdict_sample_size(truth).n_normal == normal


@pytest.mark.parametrize(("truth", "about"), [(0.70, 145), (0.75, 540)])
def test_respondents_needed_to_prove_a_shortfall(truth, about):
    found = verdict_sample_size(truth)
    assert found.outcome is Verdict.NOT_MET
    assert found.n == pytest.approx(about, rel=0.03)


@pytest.mark.parametrize(("truth", "power"), [(0.83, 0.31), (0.85, 0.72), (0.88, 0.99)])
def test_384_answers_are_not_a_proof(truth, power):
    assert verdict_power(384, truth).power == pytest.approx(power, abs=0.005)


@pytest.mark.parametrize("method", PROPORTION_INTERVALS)
@pytest.mark.parametrize("truth", [0.7, 0.9])
@pytest.mark.parametrize("n", [1, 10, 14, 37, 100])
def test_power_is_the_chance_of_the_deciding_outcomes(method, truth, n):
    limits = [PROPORTION_INTERVALS[method](k, n, 0.95) for k in range(n + 1)]
    met = truth > 0.8
    decides = [(i.low >= 0.8) if met else (i.high < 0.8) for i in limits]
    chances = stats.binom.pmf(range(n + 1), n, truth)
    wanted = sum(chance for chance, yes in zip(chances, decides, strict=True) if yes)
    got = verdict_power(n, truth, method=method)
    assert got.power == pytest.approx(wanted, abs=1e-12)
    deciding = [k for k, yes in enumerate(decides) if yes]
    threshold = (min(deciding) if met else max(deciding)) if deciding else None
    assert got.threshold == threshold


def test_no_verdict_is_planned_on_fewer_than_ten():
    assert verdict_sample_size(0.05, target=0.8).n == 10


def test_sizes_out_of_reach_are_refused():
    for arguments in [
        {"truth": 0.8},
        {"truth": 0.8005},
        {"truth": 1.2},
        {"truth": 0.9, "power": 1},
    ]:
        with pytest.raises(AnalysisError):
            verdict_sample_size(**arguments)
    with pytest.raises(AnalysisError, match="interval"):
        verdict_sample_size(0.9, method="wald")


def test_the_chain_is_taken_in_its_order():
    plan = plan_survey(
        469,
        population=2000,
        dispersion=0.65,
        cluster_size=11,
        intraclass=0.05,
        weight_effect=1.2,
        response_rate=0.3,
    )
    design = 469 * 0.65 * 1.5 * 1.2
    respondents = design / (1 + (design - 1) / 2000)
    assert plan.n_simple == 469
    assert plan.n_design == 549
    assert plan.respondents == 431
    assert plan.invitations == 1436
    assert (plan.n_design - design) < 1
    assert (plan.respondents - respondents) < 1
    assert (plan.invitations - respondents / 0.3) < 1
    assert plan.within_reach
    assert not plan.census


def test_volunteers_get_no_population_correction():
    assert plan_survey(469).respondents == 469


def test_a_small_population_becomes_a_census():
    plan = plan_survey(469, population=20)
    assert plan.census
    assert (plan.respondents, plan.invitations, plan.within_reach) == (20, 20, True)
    low_rate = plan_survey(469, population=20, response_rate=0.5)
    assert (low_rate.invitations, low_rate.within_reach) == (20, False)


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.floats(0.001, 10),
    st.floats(1, 500),
    st.floats(0.001, 1),
)
def test_any_plan_asks_no_more_than_there_are(n, population, dispersion, cluster, rate):
    plan = plan_survey(
        n, population=population, dispersion=dispersion, cluster_size=cluster, response_rate=rate
    )
    assert 1 <= plan.respondents <= plan.invitations <= population


def test_margin_and_yamane_sizes():
    populations = (50, 200, 1000, 10_000, 1_000_000)
    assert [margin_size(N) for N in populations] == [45, 132, 278, 370, 384]
    assert [yamane_size(N) for N in populations] == [45, 134, 286, 385, 400]


def test_the_binding_size_is_the_larger():
    assert requirement(469, 10_000).binding == "verdict"
    both = requirement(104, 10_000)
    assert (both.binding, both.yamane, both.margin, both.verdict) == ("yamane", 385, 370, 104)


def test_allocation_by_both_rules():
    assert allocate(130, [1000, 250, 50]) == [100, 25, 5]
    assert allocate(120, [6400, 1600, 400], rule="square_root") == [69, 34, 17]
    assert allocate(100, [1000, 250, 1, 0], minimum=30) == [69, 30, 1, 0]
    assert allocate(1251, [1000, 250, 1, 0]) == [1000, 250, 1, 0]
    assert allocate(60, [20, 1000], rule="square_root", minimum=20) == [20, 40]


@given(
    st.lists(st.integers(0, 10_000), min_size=1, max_size=30),
    st.sampled_from(["proportional", "square_root"]),
    st.floats(0, 1),
)
def test_any_allocation_sums_to_its_total(populations, rule, share):
    least = sum(min(2, N) for N in populations)
    total = round(least + share * (sum(populations) - least))
    got = allocate(total, populations, rule=rule)
    assert sum(got) == total
    assert all(min(2, N) <= n <= N for n, N in zip(got, populations, strict=True))


@pytest.mark.parametrize(
    "arguments",
    [
        {"total": 3, "populations": [10, 10]},
        {"total": 30, "populations": [10, 10]},
        {"total": 10, "populations": [10, 10.5]},
        {"total": 10, "populations": [10, 10], "rule": "neyman"},
        {"total": 10, "populations": [10, 10], "minimum": 1},
    ],
)
def test_impossible_allocations_are_refused(arguments):
    with pytest.raises(AnalysisError):
        allocate(**arguments)
