"""Truth leaned on: R 4.2.2 with survey 4.1-1, run by reference/designs.R on data of its own.

Beyond the golden cases: three stages, counts at the first stage only, whole strata taken, lonely
clusters at both stages, domains in one cluster or one stratum, calibrated samples with population
corrections and their covariances, jackknife replicates. Tolerance 1e-8 relative.
"""

import json
from pathlib import Path

import pytest

from analysis.calibration import calibrate
from analysis.combinations import domain_covariance
from analysis.estimates import mean, ratio, ratio_by, total
from analysis.replicates import jackknife, replicate_variance
from tests.analysis import test_golden_designs as golden
from tests.analysis.golden_samples import Sample, assert_equal

FOLDER = Path(__file__).parent / "reference"
TOLERANCE = {"rtol": 1e-8, "atol": 1e-10}


def checks():
    loaded = json.loads((FOLDER / "designs.json").read_text())
    return [
        pytest.param(case, check | TOLERANCE, id=f"{case['case']}: {check['id']}")
        for case in loaded["cases"]
        for check in case["checks"]
    ]


def calibrated(sample, kind, margins, by, bounds=None):
    known = {name: (sample.labels(name), totals) for name, totals in margins.items()}
    result = calibrate(sample.design, known, method=kind, bounds=bounds)
    y, num, den = (sample.numbers(name) for name in ("y", "num", "den"))
    item, index = mean(result.design, y), ratio(result.design, num, den)
    levels = ratio_by(result.design, num, den, sample.labels(by))
    return {
        "weights": result.weights,
        "mean": item.single,
        "mean_se": item.se[0],
        "ratio": index.single,
        "ratio_se": index.se[0],
        "total_se": total(result.design, y).se,
        "by_est": levels.value,
        "by_se": levels.se,
        "by_vcov": domain_covariance(result.design, levels),
    }


def by_jackknife(sample, y, num, den):
    y, a, b = (sample.numbers(name) for name in (y, num, den))

    def statistic(w):
        return [w @ y / w.sum(), w @ a / (w @ b)]

    found = replicate_variance(jackknife(sample.design), statistic)
    return {
        "mean": found.value[0],
        "mean_se": found.se[0],
        "ratio": found.value[1],
        "ratio_se": found.se[1],
    }


STATISTICS = golden.STATISTICS | {"calibrate": calibrated, "jackknife": by_jackknife}


def without_what_r_lacks(check, got):
    """R gives NaN for a design effect without variance, and for a domain in lonely strata alone."""
    wanted = {
        key: [0.0 if x is None else x for x in want] if isinstance(want, list) else want
        for key, want in check["expect"].items()
        if want is not None
    }
    lacking = {key for key, want in check["expect"].items() if want is None}
    assert all(got[key] is None for key in lacking)
    return check | {"expect": wanted}


@pytest.mark.parametrize(("case", "check"), checks())
def test_r_gives_the_same(case, check):
    arguments = {key: value for key, value in check["args"].items() if value}
    got = STATISTICS[check["stat"]](Sample(case, FOLDER), **arguments)
    assert_equal(got, without_what_r_lacks(check, got))
