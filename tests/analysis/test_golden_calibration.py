"""Truth leaned on: R 4.2.2 with survey 4.1-1 (postStratify, rake, calibrate), through
golden/expected/calibration.json. R's `rake` has no standard errors there: it averages residuals
unweighted, and this project follows the regression (statistics.md 3.1)."""

import pytest

from analysis.calibration import calibrate
from analysis.estimates import mean, ratio, ratio_by
from tests.analysis.golden_samples import Sample, assert_equal, cases

METHODS = {
    "poststratify": "poststratify",
    "rake": "raking",
    "linear": "linear",
    "raking_greg": "raking",
    "logit": "logit",
}


@pytest.mark.parametrize(("case", "check"), cases("calibration"))
def test_a_golden_calibration_is_met(case, check):
    sample, args = Sample(case), check["args"]
    margins = {name: (sample.labels(name), totals) for name, totals in args["margins"].items()}
    result = calibrate(
        sample.design, margins, method=METHODS[args["kind"]], bounds=args.get("bounds")
    )
    item = mean(result.design, sample.numbers("y"))
    index = ratio(result.design, sample.numbers("num"), sample.numbers("den"))
    units = ratio_by(
        result.design, sample.numbers("num"), sample.numbers("den"), sample.labels("unit")
    )
    got = {
        "weights": result.weights,
        "mean": item.single,
        "mean_se": item.se[0],
        "ratio": index.single,
        "ratio_se": index.se[0],
        "by_unit_est": units.value,
        "by_unit_se": units.se,
    }
    assert_equal(got, check)
