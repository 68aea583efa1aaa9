"""Truth leaned on: R 4.2.2 with survey 4.1-1 (svymean, svyratio, svyby, svycontrast, svyciprop,
svychisq), through golden/expected. A statistic without a line in `STATISTICS` fails."""

import numpy as np
import pytest
from scipy.special import stdtrit

from analysis.combinations import (
    covariance_of,
    domain_covariance,
    linear_combination,
    ratio_difference,
)
from analysis.contingency import rao_scott
from analysis.estimates import deff, mean, ratio, ratio_by, total
from analysis.intervals import design_limits
from tests.analysis.golden_samples import Sample, assert_equal, cases

CASES = (
    "srs40",
    "srs12_all",
    "strat_fpc",
    "strat_nofpc",
    "strat_items",
    "twostage",
    "lonely_adjust",
    "lonely_average",
    "lonely_remove",
    "periods",
)

# What R calls each interval that statistics.md section 0 offers.
INTERVALS = {"logit": "logit", "xlogit": "logit", "beta": "korn_graubard"}
LEFT_OUT = {
    "asin": "statistics.md 0 leaves the arcsine interval out: it leaves [0, 1]",
    "likelihood": "statistics.md 0 leaves the likelihood interval out: worse and measured so",
}


def summary(result):
    return {
        "est": result.single,
        "se": result.se[0],
        "df": result.moments.df[0],
        "n": result.moments.n[0],
        "deff_replace": deff(result)[0],
        "deff": deff(result, replacement=False)[0],
    }


def golden_mean(sample, y, domain=None):
    return summary(mean(sample.design, sample.numbers(y), members=sample.members(domain)))


def golden_ratio(sample, num, den, domain=None):
    a, b = sample.numbers(num), sample.numbers(den)
    return summary(ratio(sample.design, a, b, members=sample.members(domain)))


def golden_total(sample, y):
    result = total(sample.design, sample.numbers(y))
    return {"est": result.value, "se": result.se}


def golden_item(sample, item, threshold):
    answers = sample.numbers(item)
    satisfied = np.where(np.isnan(answers), np.nan, answers >= threshold)
    result = mean(sample.design, satisfied)
    limits = {name: design_limits(result.moments, method=INTERVALS[name]) for name in INTERVALS}
    return summary(result) | {name: np.ravel(pair) for name, pair in limits.items()}


def golden_interval(sample, y, method, level, domain=None):
    result = mean(sample.design, sample.numbers(y), members=sample.members(domain))
    if method == "mean":  # Wald is not offered; its limits check the se and the df
        half = stdtrit(result.moments.df, 0.5 + level / 2) * result.se
        low, high = result.value - half, result.value + half
    else:
        low, high = design_limits(result.moments, method=INTERVALS[method], confidence_level=level)
    return {"est": result.single, "lo": low[0], "hi": high[0]}


def golden_by(sample, num, den, by):
    result = ratio_by(sample.design, sample.numbers(num), sample.numbers(den), sample.labels(by))
    return {
        "level": result.labels,
        "est": result.value,
        "se": result.se,
        "vcov": domain_covariance(sample.design, result),
    }


def golden_composite(sample, pairs, weights):
    ratios = [ratio(sample.design, sample.numbers(a), sample.numbers(b)) for a, b in pairs]
    result = linear_combination(sample.design, ratios, weights)
    return {"est": result.value, "se": result.se}


def golden_difference(sample, num, den, by, a, b):
    result = ratio_by(sample.design, sample.numbers(num), sample.numbers(den), sample.labels(by))
    change = ratio_difference(
        sample.design, result, result, first_label=str(b), second_label=str(a)
    )
    return {"est": change.value, "se": change.se}


def golden_rao_scott(sample, row, col):
    result = rao_scott(sample.design, sample.labels(row), sample.labels(col))
    return {
        "F": result.statistic,
        "ndf": result.df,
        "ddf": result.df_error,
        "p": result.p_value,
    }


STATISTICS = {
    "mean": golden_mean,
    "ratio": golden_ratio,
    "total": golden_total,
    "item": golden_item,
    "prop_ci": golden_interval,
    "by": golden_by,
    "composite": golden_composite,
    "difference": golden_difference,
    "rao_scott": golden_rao_scott,
}


@pytest.mark.parametrize(("case", "check"), cases(*CASES))
def test_a_golden_value_is_met(case, check):
    if check["args"].get("method") in LEFT_OUT:
        pytest.skip(LEFT_OUT[check["args"]["method"]])
    assert_equal(STATISTICS[check["stat"]](Sample(case), **check["args"]), check)


def test_only_what_section_0_leaves_out_is_skipped():
    checks = [parameters.values[1] for parameters in cases(*CASES)]
    skipped = [c for c in checks if c["args"].get("method") in LEFT_OUT]
    assert {c["stat"] for c in skipped} == {"prop_ci"}
    assert {c["args"]["method"] for c in skipped} == set(LEFT_OUT)


def test_the_covariance_of_two_items_of_the_same_people_is_that_of_their_score_columns():
    case = cases("twostage")[0].values[0]
    sample = Sample(case)
    first, second = (
        ratio(sample.design, sample.numbers(f"{f}n"), sample.numbers(f"{f}d")) for f in ("f1", "f5")
    )
    matrix = covariance_of(sample.design, [first.column(), second.column()])
    change = ratio_difference(sample.design, first, second)
    assert np.isclose(change.se**2, matrix[0, 0] + matrix[1, 1] - 2 * matrix[0, 1], rtol=1e-12)
    assert np.isclose(change.covariance, matrix[0, 1], rtol=1e-12)
    assert change.covariance > 0  # shared people and clusters
