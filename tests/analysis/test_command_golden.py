"""Truth leaned on: R 4.2.2 with survey 4.1-1 and base R, psych, scipy for the rest, through
golden/expected, met by the command line to the tolerance of each check."""

import csv

import numpy as np
import pytest

from tests.analysis.command_line import DATA, sample_flags
from tests.analysis.golden_samples import assert_equal, cases

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
ITEMS = ",".join(f"q{number:02d}" for number in range(1, 23))
INTERVALS = {"logit": "logit", "xlogit": "logit", "beta": "korn_graubard", "mean": "default"}
LEFT_OUT = {"asin", "likelihood"}  # statistics.md 0
NOT_A_COMMAND = {"rao_scott"}


def data_of(case):
    return DATA.parent / case["data"]


def index(command, case, *flags):
    """Records of `index` by domain."""
    answer = command.json("index", data_of(case), *sample_flags(case["design"]), *flags)
    return {record["domain"]: record for record in answer}


def summary(record):
    return {
        "est": record["estimate"],
        "se": record["se"],
        "df": record["df"],
        "n": record["n"],
        "deff_replace": record["deff"],
    }


def by_flags(domain):
    return ("--by", domain["var"]) if domain else ()


def one(command, case, flags, domain):
    records = index(command, case, *flags, *by_flags(domain))
    return records[domain["value"] if domain else None]


def golden_mean(command, case, y, domain=None):
    return summary(one(command, case, ("--mean", y), domain))


def golden_ratio(command, case, num, den, domain=None):
    return summary(one(command, case, ("--ratio", f"{num}/{den}"), domain))


def golden_item(command, case, item, threshold):
    assert threshold == 4
    flags = ("--items", item, "--satisfied", "4,5", "--formula", "people_top2")
    got = summary(one(command, case, flags, None))
    for name in ("beta", "xlogit"):
        record = one(command, case, (*flags, "--interval", INTERVALS[name]), None)
        got[name] = [record["low"], record["high"]]
    return got


def golden_interval(command, case, y, method, level, domain=None):
    flags = ("--mean", y, "--interval", INTERVALS[method], "--confidence", level)
    record = one(command, case, flags, domain)
    return {"est": record["estimate"], "lo": record["low"], "hi": record["high"]}


def golden_by(command, case, num, den, by):
    records = index(command, case, "--ratio", f"{num}/{den}", "--by", by)
    return {
        "level": list(records),
        "est": [record["estimate"] for record in records.values()],
        "se": [record["se"] for record in records.values()],
    }


def golden_difference(command, case, num, den, by, a, b):
    answer = command.json(
        "compare", data_of(case), *sample_flags(case["design"]),
        "--ratio", f"{num}/{den}", "--by", by, "--levels", f"{b},{a}",
    )  # fmt: skip
    return {"est": answer["difference"]["estimate"], "se": answer["difference"]["se"]}


def golden_total(command, case, y):
    record = one(command, case, ("--total", y), None)
    return {"est": record["estimate"], "se": record["se"]}


def golden_composite(command, case, pairs, weights):
    parts = [f"--part={w}={a}/{b}" for (a, b), w in zip(pairs, weights, strict=True)]
    record = one(command, case, parts, None)
    return {"est": record["estimate"], "se": record["se"]}


STATISTICS = {
    "mean": golden_mean,
    "ratio": golden_ratio,
    "total": golden_total,
    "item": golden_item,
    "prop_ci": golden_interval,
    "by": golden_by,
    "composite": golden_composite,
    "difference": golden_difference,
}


def chosen(check):
    """The command prints it; of many alike (22 items, three levels) some are enough here."""
    args = check["args"]
    if check["stat"] in NOT_A_COMMAND or args.get("method") in {*LEFT_OUT, "mean"}:
        return False
    return args.get("level", 0.95) == 0.95 and args.get("item", "q01") in {"q01", "q12", "q22"}


def comparable(got, check):
    """Without what the command does not print: R's other design effect, covariances."""
    expect = {name: want for name, want in check["expect"].items() if name in got}
    assert set(check["expect"]) - set(expect) <= {"deff", "vcov"}
    return check | {"expect": expect}


@pytest.mark.parametrize(("case", "check"), [p for p in cases(*CASES) if chosen(p.values[1])])
def test_a_golden_value_is_met_by_the_command(case, check, command):
    got = STATISTICS[check["stat"]](command, case, **check["args"])
    assert_equal(got, comparable(got, check))


@pytest.mark.parametrize("name", ["srs40", "strat_fpc", "twostage", "lonely_adjust"])
def test_items_make_the_ratio_of_the_ready_made_columns(name, command):
    case = cases(name)[0].values[0]
    items = one(command, case, ("--items", ITEMS, "--formula", "items_top2"), None)
    columns = one(command, case, ("--ratio", "num/den"), None)
    for key in ("estimate", "se", "low", "high", "df", "n", "n_eff", "deff", "dispersion"):
        assert items[key] == pytest.approx(columns[key], rel=1e-12), key


@pytest.mark.parametrize(
    "check", [p.values[1] for p in cases("calibration")], ids=lambda c: c["id"]
)
def test_a_golden_calibration_is_met_by_the_command(check, command, tmp_path):
    case, args = cases("calibration")[0].values[0], check["args"]
    method = {"rake": "rake", "raking_greg": "raking"}.get(args["kind"], args["kind"])
    flags = ["--method", method, *sample_flags(case["design"])]
    for name, totals in args["margins"].items():
        path = tmp_path / f"{name}.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([(name, "total"), *totals.items()])
        flags += ["--margin", f"{name}={path}"]
    if args.get("bounds"):
        flags += ["--bounds", ",".join(map(str, args["bounds"]))]

    def run(*more):
        return command.json("calibrate", data_of(case), *flags, *more)

    item = run("--mean", "y")
    whole = run("--ratio", "num/den")["domains"][0]
    units = run("--ratio", "num/den", "--by", "unit")["domains"]
    got = {
        "weights": item["weights"],
        "mean": item["domains"][0]["estimate"],
        "mean_se": item["domains"][0]["se"],
        "ratio": whole["estimate"],
        "ratio_se": whole["se"],
        "by_unit_est": [unit["estimate"] for unit in units],
        "by_unit_se": [unit["se"] for unit in units],
    }
    assert_equal(got, check)


def around_r(stat):
    return [p.values[1] for p in cases("around_r") if p.values[1]["stat"] == stat]


@pytest.mark.parametrize("stat", ["lmg", "relative_weights"])
def test_the_golden_drivers_are_met_by_the_command(stat, command):
    (check,) = around_r(stat)
    args = check["args"]
    answer = command.json(
        "drivers", DATA.parent / args["data_file"], "--outcome", args["y"],
        "--factors", ",".join(args["x"]), "--method", stat, "--replicates", 100,
    )  # fmt: skip
    contributions = [row["contribution"] for row in answer["factors"]]
    assert_equal({"r2": answer["r2"], "contribution": contributions}, check)


def test_the_golden_penalties_and_rewards_are_met_where_enough_people_make_them(command):
    (check,) = around_r("penalty_reward")
    args = check["args"]
    rows = command.json(
        "drivers", DATA.parent / args["data_file"], "--outcome", args["y"],
        "--factors", ",".join(args["x"]), "--replicates", 100,
    )["factors"]  # fmt: skip
    for name in ("penalty", "reward"):
        got = [row[name] for row in rows]
        shown = [k for k, value in enumerate(got) if value is not None]
        assert len(shown) >= 4
        want = np.array(check["expect"][name])[shown]
        assert np.allclose([got[k] for k in shown], want, rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("check", around_r("alpha"), ids=lambda check: check["id"])
def test_the_golden_reliabilities_are_met_by_the_command(check, command):
    args = check["args"]
    (scale,) = command.json(
        "reliability", DATA.parent / args["data_file"], "--items", ",".join(args["items"])
    )
    got = {
        "alpha": scale["alpha"],
        "feldt": [scale["low"], scale["high"]],
        "std_alpha": scale["standardized_alpha"],
        "item_rest": [item["item_rest"] for item in scale["items"]],
        "alpha_if_dropped": [item["alpha_without"] for item in scale["items"]],
    }
    assert_equal(got, check)
    omega = next(c for c in around_r("omega") if c["args"]["items"] == args["items"])
    assert_equal({"omega": scale["omega"]}, omega)


@pytest.mark.parametrize(
    "check", [p.values[1] for p in cases("sample_size")][::4], ids=lambda check: check["id"]
)
def test_the_golden_sizes_are_met_by_the_command(check, command):
    args, stat = check["args"], check["stat"]
    flags = ["--truth", args.get("true", 0.9), "--confidence", args["level"]]
    if stat == "margin_size":
        if args["p"] != 0.5:
            pytest.skip("the command gives the size for a share of one half")
        answer = command.json("plan", *flags, "--population", args["N"], "--margin", args["margin"])
        got = {"n": answer["margin_size"], "yamane": answer["yamane"]}
    else:
        flags += ["--target", args["target"], "--interval", args["method"]]
        extra = ("--n", args["n"]) if "n" in args else ("--power", args["power"])
        answer = command.json("plan", *flags, *extra)
        got = {"n": answer["n_simple"], "n_normal": answer["n_normal"]}
        if stat == "exact_power":
            never = check["expect"]["k_min"] is None
            got = {"power": answer["power"], "k_min": answer["threshold"]}
            assert (answer["threshold"] is None) == never
            check = check | {"expect": {k: v for k, v in check["expect"].items() if v is not None}}
    assert_equal(got, check)
