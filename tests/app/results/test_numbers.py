"""The numbers of the rows equal an independent calculation: `independent.py`, statistics.md."""

import numpy as np
import pytest
from flask import Flask

from app.services.reporting.items import item_rows
from app.services.reporting.records import Outcome, Weighting
from app.services.reporting.rows import index_rows
from tests.app.results.independent import Strata, binomial_mid_p, moderated_mid_p
from tests.app.results.one_stop import ITEMS, answer, counter, one_stop_survey, report_on, row_of
from tests.factories import create_answers, create_population, create_target, create_unit


def random_people(rng: np.random.Generator, n: int, level: float) -> list[dict]:
    """People whose answers hang together, with skipped and not applicable items."""
    people = []
    for mood in rng.normal(level, 0.8, n):
        given = {"overall": int(np.clip(round(mood), 1, 5))}
        for item in ITEMS:
            score = int(np.clip(round(mood + rng.normal(0, 0.7)), 1, 5))
            given[item] = "na" if rng.random() < 0.12 else score
            if rng.random() < 0.15:
                del given[item]
        people.append(given)
    return people


def over_items(people: list[dict], satisfied: bool = True) -> tuple[list[float], list[float]]:
    """a and b of each person over all items; (0, 0) below two thirds of those that concern them."""
    a, b = [], []
    for given in people:
        scores = [given[item] for item in ITEMS if isinstance(given.get(item), int)]
        concern = [item for item in ITEMS if given.get(item) != "na"]
        counts = len(scores) * 3 >= len(concern) * 2 and scores
        good = sum(s >= 4 for s in scores) if satisfied else sum((s - 1) / 4 for s in scores)
        a.append(good if counts else 0)
        b.append(len(scores) if counts else 0)
    return a, b


def test_people_at_a_counter_get_the_ordinary_mid_p_interval(app: Flask) -> None:
    survey = one_stop_survey()
    cases = [(4, 5), (3, 5), (9, 12), (40, 50), (81, 90)]
    places = [counter(survey) for _ in cases]
    for place, (satisfied, n) in zip(places, cases, strict=True):
        answer(survey, place, satisfied, n)
    rows = index_rows(report_on(survey), "people_top2", "counter")
    for row, (satisfied, n) in zip(rows, cases, strict=True):
        assert row.figure.n == n
        assert row.figure.value == pytest.approx(satisfied / n, abs=1e-12)
        limits = (row.figure.low, row.figure.high)
        assert limits == pytest.approx(binomial_mid_p(satisfied, n), abs=1e-8)
        assert row.figure.method == "mid_p"


EDGES = [
    (0, 0, Outcome.NO_ANSWERS),
    (1, 1, Outcome.WITHHELD),
    (2, 4, Outcome.WITHHELD),
    (3, 5, Outcome.NOT_ENOUGH_EVIDENCE),
    (5, 5, Outcome.WITHHELD),  # everybody agrees and fewer than 10: tells what each one said
    (9, 9, Outcome.WITHHELD),
    (13, 13, Outcome.NOT_ENOUGH_EVIDENCE),
    (14, 14, Outcome.MET),  # statistics.md 5: the least number without a dissatisfied person
    (5, 10, Outcome.NOT_MET),
    (6, 10, Outcome.NOT_ENOUGH_EVIDENCE),
    (45, 50, Outcome.NOT_ENOUGH_EVIDENCE),
]


def test_the_verdict_at_the_edges(app: Flask) -> None:
    create_target()
    survey = one_stop_survey()
    places = [counter(survey) for _ in EDGES]
    for place, (satisfied, n, _) in zip(places, EDGES, strict=True):
        answer(survey, place, satisfied, n)
    rows = index_rows(report_on(survey), "people_top2", "counter")
    assert [row.outcome for row in rows] == [outcome for _, _, outcome in EDGES]
    for row in rows:
        silent = row.outcome in (Outcome.NO_ANSWERS, Outcome.WITHHELD)
        assert (row.figure is None) == silent
        assert (row.counts is None) == silent


def test_45_of_50_needs_seven_more_answers(app: Flask) -> None:
    create_target()
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 45, 50)
    row = row_of(survey, place)
    assert row.is_above_but_unproven
    assert row.answers_needed == 7


def test_answers_over_items_are_clustered_by_person_and_lean_on_like_units(app: Flask) -> None:
    survey, rng = one_stop_survey(), np.random.default_rng(7)
    people = {}
    for k in range(7):
        place = counter(survey, code=f"c{k}")
        people[place.id] = random_people(rng, 12 + 5 * k, 3.6 + 0.15 * k)
        create_answers(survey, place, people[place.id])
    units = {u: Strata([(1.0, *over_items(given))]) for u, given in people.items()}
    rows = index_rows(report_on(survey), "items_top2", "counter")
    assert [row.unit.id for row in rows] == list(units)
    for row in rows:
        expected = units[row.unit.id]
        limits = moderated_mid_p(expected, list(units.values()))
        assert row.figure.value == pytest.approx(expected.value, abs=1e-12)
        assert row.figure.n == expected.n
        assert (row.figure.low, row.figure.high) == pytest.approx(limits, abs=1e-8)
        assert row.figure.method == "moderated_mid_p_with_company"
        assert row.counts.responses - row.counts.missing == expected.n


def test_a_mean_is_shown_on_its_own_scale(app: Flask) -> None:
    survey, rng = one_stop_survey(), np.random.default_rng(3)
    place = counter(survey)
    people = random_people(rng, 40, 4.0)
    create_answers(survey, place, people)
    expected = Strata([(1.0, *over_items(people, satisfied=False))])
    row = row_of(survey, place, "mean_5")
    assert row.outcome is Outcome.NO_TARGET, "targets are stated on shares"
    figure = row.figure
    assert figure.value == pytest.approx(1 + 4 * expected.value, abs=1e-12)
    limits = [1 + 4 * limit for limit in moderated_mid_p(expected)]
    assert (figure.low, figure.high) == pytest.approx(limits, abs=1e-8)


def test_a_parent_counts_its_units_by_dossiers_and_silent_ones_go_to_their_siblings(
    app: Flask,
) -> None:
    create_target()
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    big, small, silent = (counter(survey, centre, code=f"c{k}") for k in range(3))
    for place, handled in ((big, 900), (small, 100), (silent, 250)):
        create_population(place, handled, late=handled // 10)
    answer(survey, big, 14, 20)
    answer(survey, small, 29, 30)
    row = row_of(survey, centre)
    ones = [1.0] * 20, [1.0] * 30
    a = [1.0] * 14 + [0.0] * 6, [1.0] * 29 + [0.0]
    expected = Strata([(900.0, a[0], ones[0]), (100.0, a[1], ones[1])])
    assert row.figure.value == pytest.approx(0.9 * 14 / 20 + 0.1 * 29 / 30, abs=1e-12)
    assert (row.figure.low, row.figure.high) == pytest.approx(moderated_mid_p(expected), abs=1e-8)
    assert row.figure.weight_effect == pytest.approx(expected.weight_effect, abs=1e-9)
    assert row.weighting is Weighting.DOSSIERS
    population = row.population
    assert population.dossiers == 1250
    assert population.coverage == pytest.approx(1000 / 1250)
    assert population.response_rate == pytest.approx(50 / 1250)
    assert population.on_time_rate == pytest.approx(0.9)


def test_without_dossiers_answers_are_pooled_and_the_row_says_so(app: Flask) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre")
    for satisfied, n in ((14, 20), (29, 30)):
        answer(survey, counter(survey, centre), satisfied, n)
    row = row_of(survey, centre)
    assert row.weighting is Weighting.POOLED
    assert row.figure.value == pytest.approx(43 / 50)
    assert row.population is None


def test_each_question_has_its_share_and_its_n(app: Flask) -> None:
    survey, rng = one_stop_survey(), np.random.default_rng(11)
    place = counter(survey)
    people = random_people(rng, 40, 4.0)
    create_answers(survey, place, people)
    items = {item.code: item for item in item_rows(report_on(survey), place.id)}
    for code in ("overall", *ITEMS):
        scores = [p[code] for p in people if isinstance(p.get(code), int)]
        assert items[code].figure.n == len(scores)
        assert items[code].figure.value == pytest.approx(np.mean([s >= 4 for s in scores]))
        assert items[code].counts.not_applicable == sum(p.get(code) == "na" for p in people)
        assert items[code].counts.skipped == sum(code not in p for p in people)
    assert items["officials"].is_factor
