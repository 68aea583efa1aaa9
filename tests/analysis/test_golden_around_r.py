"""Truth leaned on: base R 4.2.2 and psych 2.2.9 (golden/expected/around_r.json), statsmodels for
Newcombe's interval (binary.json). A statistic without a line in `STATISTICS` fails."""

import csv
import json
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from analysis.alarms import cusum
from analysis.change import independent_difference
from analysis.control_chart import p_prime_chart
from analysis.drivers.correlations import complete_people, correlations, weighted_moments
from analysis.drivers.johnson import relative_weights
from analysis.drivers.penalty_reward import fit
from analysis.drivers.shapley import shapley_contributions
from analysis.funnel import funnel, funnel_limits
from analysis.multiplicity import adjusted_p_values
from analysis.nonresponse import representativity
from analysis.omega import mcdonald_omega
from analysis.reliability import cronbach_alpha
from analysis.shrinkage.beta_binomial import beta_binomial
from analysis.shrinkage.fay_herriot import fay_herriot

GOLDEN = Path(__file__).parent / "golden"
R_NAMES = {"BH": "benjamini_hochberg", "BY": "benjamini_yekutieli"}


def checks():
    around_r = json.loads((GOLDEN / "expected/around_r.json").read_text())["checks"]
    binary = json.loads((GOLDEN / "expected/binary.json").read_text())["checks"]
    return around_r + [check for check in binary if check["stat"] == "newcombe"]


def read(name):
    with (GOLDEN / name).open() as file:
        return list(csv.DictReader(file))


def column(rows, name):
    return np.array([float(row[name]) for row in rows])


def columns(rows, names):
    return np.column_stack([column(rows, name) for name in names])


def p_adjust(p, method):
    return {"adjusted": adjusted_p_values(p, R_NAMES.get(method, method))}


def units(data_file):
    rows = read(data_file)
    k, n = column(rows, "k"), column(rows, "n")
    return k / n, n


def funnel_plot(data_file, target):
    values, sizes = units(data_file)
    plot = funnel(values, sizes, target=target)
    return {
        "z": [row.z for row in plot.rows],
        "phi": plot.dispersion.phi,
        "phi_winsor": plot.dispersion.phi_winsor,
        "tau2": plot.dispersion.tau2,
        "z_additive": [row.z_additive for row in plot.rows],
    }


def limits_of_a_funnel(n, target, tail):
    lower, upper = funnel_limits(n, target=target, tail=tail)
    return {"lower": lower, "upper": upper}


def newcombe(k1, n1, k2, n2, level):
    got = independent_difference(k1, n1, k2, n2, confidence_level=level)
    return {"diff": got.value, "lo": got.interval.low, "hi": got.interval.high}


def alpha(data_file, items):
    got = cronbach_alpha(columns(read(data_file), items))
    return {
        "alpha": got.value,
        "std_alpha": got.standardized,
        "item_rest": got.item_rest,
        "alpha_if_dropped": got.without,
        "feldt": (got.interval.low, got.interval.high),
    }


def omega(data_file, items):
    return {"omega": mcdonald_omega(columns(read(data_file), items)).value}


def explained(divide, data_file, y, x):
    table = columns(read(data_file), [*x, y])
    contribution = divide(correlations(weighted_moments(table, np.ones(len(table)))))
    return {"r2": contribution.sum(), "contribution": contribution}


def penalties_and_rewards(data_file, y, x, low, high):
    rows = read(data_file)
    people = complete_people(column(rows, y), columns(rows, x))
    got = fit(people, np.ones(len(rows)), low=low, high=high)
    return {"intercept": got.intercept, "penalty": got.penalty, "reward": got.reward}


def empirical_bayes(data_file):
    got = beta_binomial(*units(data_file))
    return {
        "alpha": got.alpha,
        "beta": got.beta,
        "shrunk": [row.value for row in got.rows],
        "lower": [row.interval.low for row in got.rows],
        "upper": [row.interval.high for row in got.rows],
    }


def small_areas(y, psi):
    got = fay_herriot(y, psi)
    return {
        "A": got.variance,
        "beta": got.coefficients[0],
        "eblup": [row.value for row in got.rows],
        "mse": [row.mse for row in got.rows],
    }


def r_indicator(data_file, response, x):
    rows = read(data_file)
    variables = {name: [row[name] for row in rows] for name in x}
    got = representativity(column(rows, response), variables)
    return {"R": got.r, "mean": got.mean, "max_bias_share": got.max_bias_share}


def p_chart(data_file, baseline):
    rows = read(data_file)
    chart = p_prime_chart(column(rows, "k"), column(rows, "n"), baseline=baseline)
    z = [point.z for point in chart.points]
    return {"center": chart.centre, "z": z, "sigma_z": chart.sigma_z}


def binomial_cusum(data_file, p0, p1, h):
    rows = read(data_file)
    got = cusum(column(rows, "k"), column(rows, "n"), p0=p0, p1=p1, limit=h, reset=False)
    return {"path": got.path, "first_signal": got.alarms[0] + 1}


STATISTICS = {
    "newcombe": newcombe,
    "p_adjust": p_adjust,
    "funnel": funnel_plot,
    "funnel_limits": limits_of_a_funnel,
    "alpha": alpha,
    "omega": omega,
    "lmg": partial(explained, shapley_contributions),
    "relative_weights": partial(explained, relative_weights),
    "penalty_reward": penalties_and_rewards,
    "beta_binomial": empirical_bayes,
    "fay_herriot": small_areas,
    "r_indicator": r_indicator,
    "p_chart": p_chart,
    "cusum": binomial_cusum,
}


@pytest.mark.parametrize("check", checks(), ids=lambda check: check["id"])
def test_golden_value(check):
    got = STATISTICS[check["stat"]](**check["args"])
    for key, expected in check["expect"].items():
        want, value = np.asarray(expected, dtype=float), np.asarray(got[key], dtype=float)
        assert value.shape == want.shape, key
        allowed = check["atol"] + check["rtol"] * np.abs(want)
        assert np.all(np.abs(value - want) <= allowed), key
