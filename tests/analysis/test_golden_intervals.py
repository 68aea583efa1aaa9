"""Truth leaned on: scipy 1.17 and statsmodels 0.15 (binary, finite_population), exact enumeration
(sample_size). `recommended` holds this project's own definitions: it proves that two writings of
a formula agree, no more; coverage is shown by tests/simulation.

A statistic without a line in `STATISTICS` fails.
"""

import json
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest

from analysis.allocation import margin_size, yamane_size
from analysis.intervals import (
    FINITE_INTERVALS,
    PROPORTION_INTERVALS,
    binomial_test,
    design_limits,
    mid_p_limits,
    pooled_dispersion,
)
from analysis.planning import verdict_power, verdict_sample_size
from analysis.results import Moments
from analysis.sensitivity import tipping_point
from analysis.sequences import beta_mixture
from analysis.verdict import verdict

EXPECTED = Path(__file__).parent / "golden" / "expected"
FILES = ("binary", "finite_population", "recommended", "sample_size")
VERDICTS = {"met": "meets", "not_met": "does_not_meet"}

LEFT_OUT = {
    ("binary_ci", "wald"): "statistics.md 0 leaves Wald out: it covers 0.10 at n 10, p 0.99",
    ("newcombe", None): "a difference: met in test_golden_around_r.py",
}


def limits(interval):
    return {"lo": interval.low, "hi": interval.high}


def pair(low_and_high):
    low, high = low_and_high
    return {"lo": low.item(), "hi": high.item()}


def binary(k, n, level, method):
    return limits(PROPORTION_INTERVALS[method](k, n, level))


def binom(k, n, p0):
    got = asdict(binomial_test(k, n, p0))
    return got | {"p_two": got["p_two_sided"]}


def hypergeometric(k, n, N, level, midp):  # noqa: N803 - named as in the file
    name = "hypergeometric_mid_p" if midp else "hypergeometric_exact"
    return limits(FINITE_INTERVALS[name](k, n, N, level))


def mid_p_of_a_share(R, n_star, level):  # noqa: N803
    return pair(mid_p_limits(R, n_star, level))


def moderated(R, v_wr, n, d, level, phi0, fpc, mean_cluster):  # noqa: N803
    moments = Moments.of(R, v_wr, n, d, correction=fpc, cluster_size=mean_cluster)
    return pair(design_limits(moments, confidence_level=level, company=phi0))


def pooled(units):
    value, variance, n, df = np.array(units).T
    return {"phi0": pooled_dispersion(Moments.of(value, variance, n, df))}


def running(s, t, level, a, b):
    return limits(beta_mixture(s, t, confidence_level=level, prior=(a, b)))


def judged(lo, hi, target):
    outcome = verdict(lo, hi, 1000, target=target)
    return {"verdict": VERDICTS.get(outcome, outcome)}


def tipping(R, response_rate, target):  # noqa: N803
    point = tipping_point(response_rate, R, target=target)
    return {
        "nonrespondent_share": point.nonrespondent_share,
        "difference": point.difference,
        "flips_possible": point.can_overturn,
        "manski_lo": point.worst_case.low,
        "manski_hi": point.worst_case.high,
    }


def power(n, target, true, level, method):
    got = verdict_power(n, true, target=target, confidence_level=level, method=method)
    return {"power": got.power, "k_min": got.threshold}


def size(target, true, power, level, method, stable):
    got = verdict_sample_size(
        true, power=power, target=target, confidence_level=level, method=method, stable=stable
    )
    return {"n": got.n, "n_normal": got.n_normal}


def margin(N, margin, p, level):  # noqa: N803
    n = margin_size(N, margin=margin, share=p, confidence_level=level)
    return {"n": n, "yamane": yamane_size(N, margin=margin)}


STATISTICS = {
    "binary_ci": binary,
    "binom_test": binom,
    "hypergeom_ci": hypergeometric,
    "mid_p_beta": mid_p_of_a_share,
    "moderated_mid_p": moderated,
    "pooled_dispersion": pooled,
    "beta_mixture": running,
    "verdict": judged,
    "tipping": tipping,
    "exact_power": power,
    "sample_size": size,
    "margin_size": margin,
}


def left_out(check):
    return LEFT_OUT.get((check["stat"], check["args"].get("method")))


def all_checks():
    return [
        c for name in FILES for c in json.loads((EXPECTED / f"{name}.json").read_text())["checks"]
    ]


def by_statistic():
    groups = {}
    for check in all_checks():
        if not left_out(check):
            groups.setdefault((check["stat"], check["args"].get("method", "")), []).append(check)
    return groups


def is_equal(got, want, check):
    if want is None or isinstance(want, str | bool):
        return got == want
    return got is not None and abs(got - want) <= check["atol"] + check["rtol"] * abs(want)


@pytest.mark.parametrize(
    "checks", [pytest.param(found, id="-".join(key)) for key, found in by_statistic().items()]
)
def test_golden_values_are_met(checks):
    for check in checks:
        got = STATISTICS[check["stat"]](**check["args"])
        for name, want in check["expect"].items():
            assert is_equal(got[name], want, check), f"{check['id']}: {name} {got[name]} {want}"


def test_only_what_the_specification_leaves_out_is_left_out():
    skipped = [check for check in all_checks() if left_out(check)]
    assert {(c["stat"], c["args"].get("method")) for c in skipped} == set(LEFT_OUT)
    assert len(all_checks()) - len(skipped) == sum(map(len, by_statistic().values()))
