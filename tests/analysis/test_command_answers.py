"""Truth leaned on: the library's own functions, whose numbers are R's (test_golden_designs.py), and
counting by hand. Here: which keys there are, the edges, that the formats agree."""

import csv
import io

import pytest

from analysis.design import SurveyDesign
from analysis.estimates import ratio_by
from analysis.indices.estimation import estimate_index, estimate_index_by
from analysis.intervals import company_dispersion, design_limits
from tests.analysis.command_line import DATA
from tests.analysis.golden_samples import Sample, cases

KEYS = {"estimate", "se", "low", "high", "df", "n", "n_eff", "deff", "dispersion", "verdict"}
KEYS |= {"formula", "interval", "confidence_level", "target"}
ITEMS = [f"q{number:02d}" for number in range(1, 23)]
STRATA = ("--weights", "w", "--strata", "stratum", "--population", "N_h")


def answers(sample, items=ITEMS):
    return list(zip(*(sample.numbers(item) for item in items), strict=True))


def test_a_record_has_every_promised_key(command):
    (record,) = command.json("index", DATA / "srs40.csv", "--items", "overall")
    assert set(record) >= KEYS
    assert record["domain"] is None
    assert (record["formula"], record["interval"], record["target"]) == (
        "people_top2",
        "default",
        0.8,
    )


@pytest.mark.parametrize("formula", ["items_top2", "all_items_top2", "mean_100", "mean_5"])
def test_the_index_is_that_of_the_library_to_the_last_digit(formula, command):
    sample = Sample(cases("strat_fpc")[0].values[0])
    flags = ("--items", ",".join(ITEMS), "--formula", formula, *STRATA)
    (record,) = command.json("index", DATA / "strat_fpc.csv", *flags)
    want = estimate_index(sample.design, answers(sample), formula=formula)
    assert record["estimate"] == want.value
    assert (record["se"], record["df"], record["n"]) == (want.se, want.df, want.n)
    assert (record["low"], record["high"]) == (want.interval.low, want.interval.high)
    assert (record["n_eff"], record["deff"]) == (want.n_eff, want.deff)


def test_domains_keep_the_whole_design_and_lean_on_each_other(command):
    sample = Sample(cases("strat_fpc")[0].values[0])
    flags = ("--items", ",".join(ITEMS), "--by", "unit", *STRATA)
    records = command.json("index", DATA / "strat_fpc.csv", *flags)
    want = estimate_index_by(
        sample.design, answers(sample), sample.labels("unit"), formula="items_top2"
    )
    assert [r["domain"] for r in records] == [row.domain for row in want]
    assert [r["low"] for r in records] == [row.estimate.interval.low for row in want]
    assert all(r["company"] for r in records)
    alone = command.json("index", DATA / "strat_fpc.csv", *flags, "--alone")
    assert not any(r["company"] for r in alone)
    assert all(a["low"] < r["low"] for a, r in zip(alone, records, strict=True))


def test_a_pooled_dispersion_that_is_told_stands_for_units_that_are_not_in_the_file(
    tmp_path, command
):
    rows = [(f"u{u}", (u + k) % 4, 3 + k % 2) for u in range(6) for k in range(12)]
    part = tmp_path / "part.csv"
    lines = [f"{u},{a},{b}" for u, a, b in rows if u != "u5"]
    part.write_text("\n".join(["unit,a,b", *lines]))
    units, a, b = zip(*rows, strict=True)
    ratios = ratio_by(SurveyDesign.from_columns(len(rows), strata=units), a, b, units)
    phi = company_dispersion(ratios.moments)
    low, high = design_limits(ratios.moments, company=phi)
    flags = ("--ratio", "a/b", "--by", "unit", "--strata", "unit", "--company", repr(float(phi[0])))
    records = command.json("index", part, *flags)
    assert [r["low"] for r in records] == pytest.approx(low[:5].tolist(), abs=1e-12)
    assert [r["high"] for r in records] == pytest.approx(high[:5].tolist(), abs=1e-12)


def test_nobody_answered_is_null_and_not_zero(command, file):
    path = file("unit,q1\nA,5\nA,4\nB,\nB,NA\n")
    a, b = command.json("index", path, "--items", "q1", "--by", "unit")
    assert (a["n"], b["n"]) == (2, 0)
    assert b["verdict"] == "not_enough_evidence"
    figures = ("estimate", "se", "low", "high", "df", "n_eff", "deff", "dispersion")
    assert [b[key] for key in figures] == [None] * len(figures)
    assert (b["formula"], b["target"], b["confidence_level"]) == ("people_top2", 0.8, 0.95)
    (nobody,) = command.json("index", file("q1\nNA\n"), "--items", "q1")
    assert (nobody["n"], nobody["estimate"]) == (0, None)


def test_one_answer_is_an_answer(command, file):
    (one,) = command.json("index", file("q1\n5\n"), "--items", "q1")
    assert (one["n"], one["estimate"], one["verdict"]) == (1, 1.0, "not_enough_evidence")
    assert one["low"] < 0.1


def test_levels_that_are_numbers_stand_in_the_order_of_numbers(command, file):
    path = file("month,q1\n10,5\n9,4\n1,3\n")
    records = command.json("index", path, "--items", "q1", "--by", "month")
    assert [record["domain"] for record in records] == ["1", "9", "10"]


def test_yes_no_answers_need_no_scale(command, file):
    path = file("y\n1\n0\n1\n1\n")
    (record,) = command.json("index", path, "--items", "y", "--satisfied", "1")
    assert record["estimate"] == 0.75
    (mean,) = command.json("index", path, "--mean", "y")
    assert (mean["low"], mean["high"]) == (record["low"], record["high"])


def test_who_skipped_more_than_a_third_does_not_count_and_na_is_not_skipping(command, file):
    path = file("a,b,c\n5,,\n4,NA,skipped\n3,3,SKIPPED\n")
    flags = ("index", path, "--items", "a,b,c")
    assert command.json(*flags)[0]["n"] == 2
    assert command.json(*flags, "--least-answered", "0")[0]["n"] == 3
    # a column of numbers has no such word
    assert "line 3, column c: 'skipped' is not a number" in command.mistake(
        "index", path, "--mean", "c"
    )


def test_reliability_tells_skipping_from_na(command, file):
    path = file("a,b\n" + "5,4\n3,2\n4,4\n" * 4 + "5,NA\n5,SKIPPED\n")
    (scale,) = command.json("reliability", path, "--items", "a,b")
    assert scale["n"] == 12
    assert scale["items"][1]["not_applicable"] == pytest.approx(1 / 14)
    assert scale["items"][1]["skipped"] == pytest.approx(1 / 13)
    assert scale["items"][1]["notices"] == ["skipped_often: 0.077"]


def test_no_target_is_stated_on_a_mean_score_unless_told(command):
    flags = ("index", DATA / "srs40.csv", "--items", "overall", "--formula", "mean_100")
    (record,) = command.json(*flags)
    assert (record["target"], record["verdict"], record["answers_to_decide"]) == (None, None, None)
    (told,) = command.json(*flags, "--target", "0.6")
    assert told["target"] == pytest.approx(60)
    assert told["verdict"] == "met"
    assert told["low"] >= 60


def test_a_mean_on_a_scale_has_the_limits_of_the_same_index(command):
    path = DATA / "srs40.csv"
    (index,) = command.json("index", path, "--items", "overall", "--formula", "mean_5")
    (mean,) = command.json("index", path, "--mean", "overall", "--scale", "1,5")
    for key in ("estimate", "se", "low", "high", "n"):
        assert mean[key] == pytest.approx(index[key], rel=1e-12)


def test_values_beyond_a_share_have_limits_from_the_t_distribution(command):
    (record,) = command.json("index", DATA / "srs40.csv", "--mean", "num")
    assert record["interval"] == "t"
    half = 2.0226909200367595 * record["se"]  # qt(0.975, 39) in R
    assert record["high"] - record["estimate"] == pytest.approx(half)
    assert record["verdict"] is record["target"] is record["n_eff"] is None


def test_a_weighted_sum_of_shares_is_judged_and_others_are_not(command):
    parts = ("--part", "0.5=f1n/f1d", "--part", "0.5=q06,q07,q08,q09,q10")
    (record,) = command.json("index", DATA / "srs40.csv", *parts)
    assert (record["formula"], record["target"]) == ("weighted_sum", 0.8)
    assert record["low"] < record["estimate"] < record["high"]
    (gap,) = command.json("index", DATA / "srs40.csv", *parts[:2], "--part=-0.5=f2n/f2d")
    assert gap["interval"] == "t"


def test_a_weighted_sum_is_undefined_where_a_part_has_no_answers(command, file):
    path = file("u,a,b\nA,5,4\nA,3,5\nB,5,\nB,4,\n")
    parts = ("--part", "0.5=a", "--part", "0.5=b", "--by", "u")
    a, b = command.json("index", path, *parts)
    assert (a["estimate"], b["estimate"], b["n"]) == (0.75, None, 0)


def test_weights_come_from_population_counts_as_in_r(command, file):
    path = file("h,N,y\na,10,1\na,10,0\nb,2,1\n")
    (record,) = command.json("index", path, "--mean", "y", "--strata", "h", "--population", "N")
    assert record["estimate"] == pytest.approx((5 * 1 + 2 * 1) / 12)
    assert record["source"] == "drawn"


def test_a_lonely_cluster_is_said(command):
    flags = ("--mean", "y", "--weights", "w", "--strata", "stratum", "--cluster", "psu")
    (record,) = command.json("index", DATA / "lonely.csv", *flags)
    assert len([note for note in record["notices"] if note.startswith("lonely_cluster: ")]) == 2


def test_a_clustered_sample_with_names_used_again_is_nested(command, file):
    path = file("h,c,y\na,1,1\na,2,0\nb,1,1\nb,2,1\n")
    flags = ("index", path, "--mean", "y", "--strata", "h", "--cluster", "c", "--nested")
    (record,) = command.json(*flags)
    design = SurveyDesign.from_columns(4, strata=list("aabb"), clusters=[[1, 2, 1, 2]], nested=True)
    assert record["df"] == 2 == design.stages[0].group.size - 2


@pytest.mark.parametrize(
    "argv",
    [
        ("index", "strat_fpc.csv", "--ratio", "num/den", "--by", "unit", *STRATA),
        ("sensitivity", "strat_fpc.csv", "--mean", "y", "--by", "unit", "--response-rate", "0.3"),
        ("ranks", "strat_fpc.csv", "--ratio", "num/den", "--by", "unit", "--draws", "1000"),
    ],
    ids=lambda argv: argv[0],
)  # fmt: skip
def test_the_formats_agree(argv, command):
    name, path, *flags = argv
    records = command.json(name, DATA / path, *flags)
    assert command.status(name, DATA / path, *flags, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(command.out)))
    assert list(rows[0]) == list(records[0])
    for row, record in zip(rows, records, strict=True):
        assert {key: float(row[key]) for key, value in record.items() if type(value) is float} == {
            key: value for key, value in record.items() if type(value) is float
        }
        assert (row["domain"], row["verdict"]) == (record["domain"], record["verdict"])
    assert command.status(name, DATA / path, *flags, "--format", "table") == 0
    heading, *lines = command.out.splitlines()
    place = heading.split().index("estimate")
    for line, record in zip(lines, records, strict=False):
        assert abs(float(line.split()[place]) - record["estimate"]) <= 0.0001
        assert line.startswith(record["domain"])


def test_a_table_never_rounds_a_limit_onto_the_target(command, file):
    # 1,600,120 of 2,000,000 weighted: the estimate is 0.79998
    path = file("y,w\n1,79998\n0,20002\n")
    assert command.status("index", path, "--mean", "y", "--weights", "w", "--format", "table") == 0
    assert "0.7999" in command.out
    assert "0.8000" not in command.out


def test_a_spreadsheet_cannot_take_a_level_for_a_formula(command, file):
    path = file('u,q1\n"=1+1",5\n-,4\n')
    assert command.status("index", path, "--items", "q1", "--by", "u", "--format", "csv") == 0
    assert [row["domain"] for row in csv.DictReader(io.StringIO(command.out))] == ["'-", "'=1+1"]


def test_a_change_has_the_covariance_of_shared_counters(command):
    flags = ("--ratio", "num/den", "--by", "period", "--weights", "w", "--strata", "stratum")
    shared = command.json("compare", DATA / "periods.csv", *flags, "--cluster", "psu")
    change = shared["difference"]
    # the golden covariance matrix of periods.json
    assert change["covariance"] == pytest.approx(-4.33744587986188e-05, rel=1e-8)
    assert change["low"] < change["estimate"] < change["high"]
    assert change["change"] == "cannot_tell"
    assert shared["first"]["domain"] == "1"
    assert shared["second"]["estimate"] - shared["first"]["estimate"] == pytest.approx(
        change["estimate"]
    )
    back = command.json(
        "compare", DATA / "periods.csv", *flags, "--cluster", "psu", "--levels", "2,1"
    )
    assert back["difference"]["estimate"] == pytest.approx(-change["estimate"])


@pytest.mark.parametrize(
    ("old", "new", "word"), [(70, 95, "better"), (95, 70, "worse"), (50, 52, "cannot_tell")]
)
def test_a_change_is_said_in_a_word(old, new, word, command, file):
    rows = [f"{p},{int(k < share)}" for p, share in ((1, old), (2, new)) for k in range(100)]
    answer = command.json("compare", file("p,y\n" + "\n".join(rows)), "--mean", "y", "--by", "p")
    assert answer["difference"]["change"] == word


def test_no_change_of_many_answers_is_unchanged(command, file):
    rows = [f"{p},{int(k % 10 < 9)}" for p in (1, 2) for k in range(4000)]
    answer = command.json("compare", file("p,y\n" + "\n".join(rows)), "--mean", "y", "--by", "p")
    assert answer["difference"]["change"] == "unchanged"


def test_a_change_from_nothing_cannot_be_told(command, file):
    answer = command.json("compare", file("p,y\n1,\n2,1\n"), "--mean", "y", "--by", "p")
    assert answer["difference"]["change"] == "cannot_tell"
    assert answer["difference"]["estimate"] is None
    assert answer["first"]["n"] == 0


def test_the_units_of_a_league_table_have_places_and_the_seed(command):
    flags = ("--ratio", "num/den", "--by", "unit", *STRATA)
    records = command.json("ranks", DATA / "strat_fpc.csv", *flags)
    assert [r["estimate"] for r in records] == sorted(
        (r["estimate"] for r in records), reverse=True
    )
    assert all(1 <= r["best"] <= k + 1 <= r["worst"] <= 6 for k, r in enumerate(records))
    assert {(r["seed"], r["kind"], r["method"]) for r in records} == {
        (20_250_701, "simultaneous", "stepdown")
    }
    other = command.json("ranks", DATA / "strat_fpc.csv", *flags, "--seed", "7")
    assert other[0]["seed"] == 7


def test_those_who_did_not_answer_are_bounded(command, file):
    path = file("q1,asked\n" + "\n".join(["5,200"] * 43 + ["1,200"] * 7))
    (record,) = command.json("sensitivity", path, "--items", "q1", "--asked-column", "asked")
    assert record["response_rate"] == 0.25
    assert record["worst_low"] == pytest.approx(0.25 * 0.86)
    assert record["worst_high"] == pytest.approx(0.25 * 0.86 + 0.75)
    # the example of statistics.md 13.3: r = 0.25, R = 0.86
    assert record["tipping_point"] == pytest.approx(0.78)
    assert record["defect_correlation"] == pytest.approx(0.0866, abs=1e-4)
    assert record["can_overturn"]


def test_calibration_to_crossed_margins_and_bare_totals(command, file):
    path = file("a,b,y\n1,x,1\n1,y,0\n2,x,1\n2,y,1\n")
    totals = file("1;x;10\n1;y;20\n2;x;30\n2;y;40\n", "totals.csv")
    answer = command.json("calibrate", path, "--margin", f"a,b={totals}", "--mean", "y")
    assert answer["weights"] == pytest.approx([10, 20, 30, 40])
    assert answer["domains"][0]["estimate"] == pytest.approx(0.8)
    assert answer["domains"][0]["uncalibrated"] == 0.75
    assert answer["domains"][0]["shift"] == pytest.approx(0.05)
    assert command.status("calibrate", path, "--margin", f"a,b={totals}", "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(command.out)))
    assert [(row["line"], float(row["weight"])) for row in rows] == [
        ("2", pytest.approx(10)), ("3", pytest.approx(20)),
        ("4", pytest.approx(30)), ("5", pytest.approx(40)),
    ]  # fmt: skip


def test_a_plan_is_the_chain_from_a_simple_item_to_slips(command):
    answer = command.json(
        "plan", "--truth", "0.9", "--population", "600", "--dispersion", "0.65",
        "--response-rate", "0.25", "--strata", "300,200,100", "--minimum", "5",
    )  # fmt: skip
    # statistics.md 7: 104 for a truth of 0.90; Yamane of 600 is 240
    assert (answer["n_simple"], answer["n_design"], answer["respondents"]) == (104, 68, 61)
    assert (answer["invitations"], answer["yamane"], answer["binding"]) == (244, 240, "yamane")
    assert sum(answer["strata"]) == 61


def test_drivers_of_items_stand_on_the_map(command):
    rows = command.json(
        "drivers", DATA / "complete300.csv", "--outcome", "overall", "--replicates", "200",
        "--factor", "access=q01,q02,q03,q04,q05", "--factor", "staff=q06,q07,q08,q09,q10",
    )["factors"]  # fmt: skip
    assert [row["factor"] for row in rows] == ["access", "staff"]
    assert sum(row["share"] for row in rows) == pytest.approx(1)
    assert all(0 < row["performance"] < 1 and row["quadrant"] for row in rows)
