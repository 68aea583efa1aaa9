"""Truth leaned on: the row-by-row estimates of `analysis.estimates`, which meet R survey's golden
values, and R's own numbers for the golden strata; Hypothesis for merging in any order."""

import pickle
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.answers import NOT_APPLICABLE, SKIPPED, Scale, read_answers, sum_answers
from analysis.design import SurveyDesign
from analysis.errors import AnalysisError
from analysis.estimates import deff, ratio_by
from analysis.indices import INDICES
from analysis.indices.base import who_counts
from analysis.indices.estimation import estimate_index, estimate_index_by
from analysis.results import Moments
from analysis.tallies import (
    Frame,
    Measure,
    TallyPlan,
    merge,
    parent_moments,
    result_table,
    standard_measures,
    tally_answers,
    unit_moments,
)
from tests.analysis.golden_samples import Sample, cases

ITEMS = ("q1", "q2", "q3")
PLAN = TallyPlan.of(
    (*ITEMS, "overall"),
    standard_measures(ITEMS, overall="overall", factors={"staff": ["q1", "q2"]}),
)


def random_answers(rng, rows):
    happy = rng.random((rows, 1)) < 0.8
    scores = np.where(rng.random((rows, 4)) < np.where(happy, 0.9, 0.4), 5, rng.integers(1, 4))
    return np.where(rng.random((rows, 4)) < 0.15, NOT_APPLICABLE, scores).astype(np.int8)


def same_moments(one, other, rtol=1e-12):
    for name in Moments.__slots__:
        first, second = getattr(one, name), getattr(other, name)
        assert np.allclose(first, second, rtol=rtol, atol=1e-15), name


def columns_of(measure, answers, plan=PLAN):
    """The formula's answers: what the row-by-row path is given."""
    return answers[:, [plan.items.index(item) for item in measure.items]]


def row_by_row(measure, answers, design, by):
    sums = sum_answers(read_answers(columns_of(measure, answers), PLAN.scale), PLAN.scale)
    counted = who_counts(sums)
    a, b = (np.where(counted, x, np.nan) for x in measure.index.pairs(sums, PLAN.scale))
    return ratio_by(design, a, b, by)


@pytest.mark.parametrize(("drawn", "clustered"), [(True, False), (False, False), (False, True)])
def test_a_tally_gives_what_the_answers_themselves_give(drawn, clustered):
    rng = np.random.default_rng(11)
    answers = random_answers(rng, 240)
    cells = np.arange(240) % 12
    units, dossiers = cells % 3, 50 + 10.0 * cells
    clusters = rng.integers(0, 4, 240) if clustered else None
    tally = tally_answers(PLAN, answers, cells, clusters)
    frame = Frame.of(
        np.arange(12),
        units=np.arange(12) % 3,
        dossiers=50 + 10.0 * np.arange(12),
        drawn=drawn,
    )
    got = unit_moments(tally, frame)
    design = SurveyDesign.from_columns(
        240,
        weights=dossiers / np.bincount(cells)[cells],
        strata=cells,
        clusters=[clusters] if clustered else [],
        population=[dossiers] if drawn else [],
        nested=True,
    )
    for place, measure in enumerate(PLAN.measures):
        want = row_by_row(measure, answers, design, units)
        for name in Moments.__slots__:
            first, second = getattr(got.moments, name)[:, place], getattr(want.moments, name)
            assert np.allclose(first, second, rtol=1e-10, atol=1e-15), (measure.name, name)
        effects = got.moments.variance[:, place] / got.simple_variance[:, place]
        assert np.allclose(effects, deff(want), rtol=1e-10)


def test_a_tally_of_the_golden_strata_meets_r():
    case = cases("strat_fpc")[0].values[0]
    sample = Sample(case)
    names = [f"q{j:02d}" for j in range(1, 23)]
    plan = TallyPlan.of(names, standard_measures(names))
    answers = np.stack([sample.numbers(name) for name in names], axis=1)
    tally = tally_answers(plan, answers, sample.labels("stratum"))
    cells = sorted(set(sample.labels("stratum")))
    dossiers = dict(zip(sample.labels("stratum"), sample.numbers("N_h"), strict=True))
    counts = [dossiers[cell] for cell in cells]
    whole = Frame.of(cells, units=["all"] * len(cells), dossiers=counts, drawn=True)
    units = Frame.of(cells, units=[c.split("_")[0] for c in cells], dossiers=counts, drawn=True)
    met = 0
    for want, moments in [
        ("ratio num den", parent_moments(tally, whole, "items_top2")),
        ("by num den unit", parent_moments(tally, units, "items_top2")),
    ] + [(f"item {name}", parent_moments(tally, whole, name)) for name in names]:
        check = next(
            p.values[1] for p in cases("strat_fpc", "strat_items") if p.values[1]["id"] == want
        )
        assert np.allclose(moments.value, check["expect"]["est"], rtol=1e-8)
        assert np.allclose(np.sqrt(moments.variance), check["expect"]["se"], rtol=1e-8)
        assert "df" not in check["expect"] or moments.df[0] == check["expect"]["df"]
        met += 1
    assert met == 24


codes = st.sampled_from([1, 2, 3, 4, 5, -1, -2, -3])
respondents = st.lists(
    st.tuples(
        st.sampled_from(["a", "b", "c", "10", "9"]),
        st.sampled_from(["mon", "tue", "wed"]),
        st.lists(codes, min_size=4, max_size=4),
    ),
    min_size=1,
    max_size=30,
)


@given(respondents, st.booleans(), st.randoms(use_true_random=False))
def test_batches_in_any_order_give_the_tally_of_everything(people, clustered, shuffle):
    def tallied(part):
        cells, clusters, answers = zip(*part, strict=True)
        return tally_answers(PLAN, np.array(answers), cells, clusters if clustered else None)

    whole = tallied(people)
    mixed = list(people)
    shuffle.shuffle(mixed)
    cut = sorted(shuffle.sample(range(1, len(mixed)), min(2, len(mixed) - 1)))
    parts = [tallied(mixed[i:j]) for i, j in zip([0, *cut], [*cut, None], strict=True)]
    shuffle.shuffle(parts)
    merged = merge([merge(parts[:1]), *parts[1:]])
    for name in ("cells", "clusters", "responses", "scores", "sums"):
        assert np.array_equal(getattr(whole, name), getattr(merged, name)), name
    frame = Frame.of(["a", "b", "c", "10", "9"], units=list("xxyyy"), dossiers=[90, 80, 70, 60, 50])
    same_moments(unit_moments(whole, frame).moments, unit_moments(merged, frame).moments)


@given(
    respondents,
    st.booleans(),
    st.lists(st.integers(0, 60), min_size=5, max_size=5),
    st.lists(st.sampled_from("xyz"), min_size=5, max_size=5),
    st.booleans(),
)
def test_no_table_holds_nan_or_gives_a_warning(people, clustered, dossiers, units, drawn):
    cells, clusters, answers = zip(*people, strict=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            tally = tally_answers(PLAN, np.array(answers), cells, clusters if clustered else None)
            frame = Frame.of(
                ["a", "b", "c", "10", "9"], units=units, dossiers=dossiers, drawn=drawn
            )
            table = result_table(tally, frame)
        except AnalysisError:
            return
        rows = [row for name in table.measures for row in table.rows(name)]
        table.verdicts()
    for name in Moments.__slots__:
        assert np.isfinite(getattr(table.source.moments, name)).all(), name
    assert ((table.low >= 0) & (table.high <= 1)).all()
    assert all(r.estimate is None or r.estimate.n > 0 for r in rows)


def leaf_frame(*cells, **columns):
    return Frame.of(cells, **columns)


def yes_no(counts):
    """Answers to one item: per cell how many satisfied and not."""
    plan = TallyPlan.of(["y"])
    cells = [c for c, (k, n) in counts.items() for _ in range(n)]
    scores = [[5] if i < k else [1] for k, n in counts.values() for i in range(n)]
    return tally_answers(plan, np.array(scores), cells)


def test_a_unit_without_answers_has_no_estimate():
    table = result_table(yes_no({"a": (9, 10)}), leaf_frame("a", "b"))
    assert [row.estimate is None for row in table.rows("y")] == [False, True]
    assert (table.low[1, 0], table.high[1, 0]) == (0, 1)
    assert table.verdicts()[1][0] == "not_enough_evidence"


def test_the_row_of_a_leaf_is_the_estimate_of_its_answers():
    answers = random_answers(np.random.default_rng(3), 60)
    cells = np.repeat(["u1", "u2", "u3", "u4", "u5", "u6"], 10)
    table = result_table(tally_answers(PLAN, answers, cells), leaf_frame(*sorted(set(cells))))
    design = SurveyDesign.from_columns(60, strata=cells)
    for measure in PLAN.measures:
        want = estimate_index_by(
            design, columns_of(measure, answers), cells, formula=measure.formula
        )
        for row, other in zip(table.rows(measure.name), want, strict=True):
            assert row.domain == other.domain
            assert row.estimate.n == other.estimate.n
            for name in ("value", "se", "df", "n_eff", "deff", "dispersion", "answered_items"):
                got, wanted = getattr(row.estimate, name), getattr(other.estimate, name)
                same = got is wanted or got == pytest.approx(wanted, rel=1e-9, abs=1e-12)
                assert same, (measure.name, name)
            for end in ("low", "high"):
                got = getattr(row.estimate.interval, end)
                assert got == pytest.approx(getattr(other.estimate.interval, end), abs=1e-8)


def test_units_of_one_kind_lean_on_each_other_only():
    answers = random_answers(np.random.default_rng(5), 120)
    tally = tally_answers(PLAN, answers, np.arange(120) % 10)
    frame = Frame.of(np.arange(10))
    pooled = result_table(tally, frame)
    apart = result_table(tally, frame, kinds=["commune"] * 3 + ["ward"] * 3 + ["school"] * 4)
    single = estimate_index(
        SurveyDesign.from_columns(12),
        columns_of(PLAN.measures[5], answers[::10]),
        formula="items_top2",
    )
    place = apart.measures.index("items_top2")
    assert apart.low[0, place] == pytest.approx(single.interval.low)  # three are no company
    assert pooled.low[0, place] != pytest.approx(single.interval.low)


def test_scores_and_missing_answers_are_counted_for_charts():
    answers = [[5, 4, SKIPPED, 5], [5, 1, NOT_APPLICABLE, 5], [2, 4, NOT_APPLICABLE, 5]]
    tally = tally_answers(PLAN, answers, ["a", "a", "b"])
    assert tally.score_counts("q1", 5).tolist() == [2, 0]
    assert tally.score_counts("q3", NOT_APPLICABLE).tolist() == [1, 1]
    assert tally.score_counts("q3", SKIPPED).tolist() == [1, 0]
    with pytest.raises(AnalysisError):
        tally.score_counts("q1", 6)
    with pytest.raises(AnalysisError):
        tally.score_counts("q9", 5)


def test_a_tally_travels_to_another_process_and_back():
    tally = yes_no({"a": (9, 10), "b": (2, 10)})
    back = pickle.loads(pickle.dumps(tally))  # noqa: S301 - our own bytes
    assert np.array_equal(merge([back, tally]).sums, 2 * tally.sums)


def test_an_empty_batch_changes_nothing():
    whole = yes_no({"a": (3, 4)})
    nothing = tally_answers(whole.plan, np.zeros((0, 1), dtype=np.int8), [])
    assert np.array_equal(merge([nothing, whole]).sums, whole.sums)
    frame = leaf_frame("a")
    assert unit_moments(nothing, frame).moments.n.tolist() == [[0]]


@pytest.mark.parametrize(
    ("tallies", "said"),
    [
        (lambda: [], "no tally"),
        (lambda: [yes_no({"a": (1, 2)}), tally_answers(PLAN, [[1, 1, 1, 1]], ["a"])], "plans"),
        (
            lambda: [
                tally_answers(PLAN, [[1, 1, 1, 1]], ["a"]),
                tally_answers(PLAN, [[1, 1, 1, 1]], ["a"], ["mon"]),
            ],
            "clusters",
        ),
    ],
)
def test_tallies_that_do_not_fit_are_not_merged(tallies, said):
    with pytest.raises(AnalysisError, match=said):
        merge(tallies())


@pytest.mark.parametrize(
    "measures",
    [
        [Measure("x", "nps", ITEMS)],
        [Measure("x", "items_top2", ("q7",))],
        [Measure("x", "items_top2", ())],
        [Measure("x", "people_top2", ("q1", "q2"))],
        [Measure("q1", "items_top2", ITEMS)],
    ],
)
def test_a_plan_checks_its_measures(measures):
    with pytest.raises(AnalysisError):
        TallyPlan.of(ITEMS, measures)


def test_mean_of_five_needs_five_points():
    with pytest.raises(AnalysisError, match="mean_100"):
        TallyPlan.of(ITEMS, standard_measures(ITEMS), scale=Scale.of([9, 10], 0, 10))


def test_answers_that_do_not_fit_the_plan_are_refused():
    with pytest.raises(AnalysisError, match="columns"):
        tally_answers(PLAN, [[1, 2]], ["a"])
    with pytest.raises(AnalysisError, match="cells"):
        tally_answers(PLAN, [[1, 2, 3, 4]], ["a", "b"])
    with pytest.raises(AnalysisError, match="row 1, item 2"):
        tally_answers(PLAN, [[1, 9, 3, 4]], ["a"])


def test_every_formula_can_be_tallied():
    measures = [Measure(f"m {k}", k, ITEMS[:1] if INDICES[k].one_item else ITEMS) for k in INDICES]
    plan = TallyPlan.of(ITEMS, measures)
    answers = random_answers(np.random.default_rng(1), 30)[:, :3]
    table = result_table(tally_answers(plan, answers, ["a"] * 30), leaf_frame("a"))
    design = SurveyDesign.from_columns(30)
    for measure in measures:
        want = estimate_index(design, answers[:, : len(measure.items)], formula=measure.formula)
        assert table.rows(measure.name)[0].estimate.value == pytest.approx(want.value)
