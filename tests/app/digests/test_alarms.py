"""When answers of some days are a sign of a fall.

Truth leaned on: made-up streams whose level is known; sums of the logarithms by hand.
"""

import math
from datetime import UTC, datetime

import numpy as np
import pytest
from flask import Flask

from app.services.digests.alarms import LEAST_PEOPLE
from app.services.digests.falls import LEAST_EVIDENCE, Fall, Looks, last_fall
from app.services.digests.levels_before import levels_before
from tests.app.results.one_stop import answer, counter, one_stop_survey, row_of
from tests.factories import create_population, create_unit

DAYS, PER_DAY = 60, 6


def stream(*levels: float) -> tuple[np.ndarray, np.ndarray]:
    """Satisfied people and people, `PER_DAY` a day, as even as whole people can be."""
    n = np.full(len(levels), float(PER_DAY))
    return np.round(np.cumsum(n * levels)) - np.round(np.cumsum(n * levels) - n * levels), n


def fall(satisfied: np.ndarray, n: np.ndarray, level: float, target: float) -> Fall | None:
    """The last fall of a stream that is looked at every day."""
    return last_fall(Looks.of(satisfied, n, 1), level, target)


def test_a_level_that_holds_gives_no_sign() -> None:
    satisfied, n = stream(*[0.9] * DAYS)
    assert fall(satisfied, n, 0.9, 0.8) is None


def test_a_fall_gives_one_that_begins_where_the_level_fell() -> None:
    satisfied, n = stream(*[0.9] * DAYS, *[0.5] * 5)
    found = fall(satisfied, n, 0.9, 0.8)
    assert found
    assert DAYS - 1 <= found.start <= DAYS
    assert found.alarms == (DAYS + 1, DAYS + 3)
    assert not found.is_over


def test_a_fall_is_over_when_as_many_good_answers_came_as_take_all_its_evidence_back() -> None:
    for good, is_over in ((1, False), (5, False), (60, True)):
        found = fall(*stream(*[0.9] * DAYS, *[0.5] * 5, *[1.0] * good), 0.9, 0.8)
        assert found
        assert (found.alarms[0], found.is_over) == (DAYS + 1, is_over)


def test_the_level_is_the_target_where_it_lay_below() -> None:
    satisfied, n = stream(*[0.6] * 12)
    assert fall(satisfied, n, 0.6, 0.8)


def test_nobody_and_one_person_give_none() -> None:
    none = np.zeros(5)
    assert fall(none, none, 0.8, 0.8) is None
    assert fall(np.zeros(3), np.array([0.0, 1.0, 0.0]), 0.8, 0.8) is None


def test_days_of_few_answers_are_looked_at_together() -> None:
    n = np.array([4.0, 0, 5, 1, 30, 9, 0, 3, 2])
    looks = Looks.of(n / 2, n, LEAST_PEOPLE)
    assert looks.spans == ((0, 3), (4, 4), (5, 7))  # the last two people wait
    assert looks.n.tolist() == [10, 30, 12]
    assert looks.satisfied.tolist() == [5, 15, 6]
    assert looks.a_year == round(250 * 3 / 9)


def test_one_persons_day_is_never_named() -> None:
    """A counter with an answer a week, of which the fifth says no: evidence grows that day."""
    n = np.zeros(300)
    n[::5] = 1
    satisfied = n.copy()
    satisfied[100:] = 0
    looks = Looks.of(satisfied, n, LEAST_PEOPLE)
    found = last_fall(looks, 0.9, 0.8)
    assert found
    for look in (found.start, *found.alarms):
        first, last = looks.spans[look]
        assert n[first : last + 1].sum() >= LEAST_PEOPLE


@pytest.mark.parametrize("level", [0.8, 0.95, 0.99])
@pytest.mark.parametrize("a_day", [0.1, 0.5, 2, 20])
def test_a_steady_unit_has_about_one_false_sign_a_year_and_none_without_evidence(
    level: float, a_day: float
) -> None:
    """One a year on average shows in at most 1 − 1/e of the years, but for what is drawn here."""
    rng, years, seen = np.random.default_rng(7), 60, 0
    for _ in range(years):
        n = rng.poisson(a_day, 250).astype(float)
        looks = Looks.of(rng.binomial(n.astype(int), level).astype(float), n, LEAST_PEOPLE)
        if found := last_fall(looks, level, 0.8):
            seen += 1
            k = list(found.alarms)
            assert np.all(looks.satisfied[k] < level * looks.n[k])
    assert seen <= 0.8 * years
    if a_day >= 0.5:
        assert seen >= 0.25 * years


def test_a_deep_fall_shows_at_a_unit_with_an_answer_every_second_day() -> None:
    n = np.tile([1.0, 0.0], 60)
    satisfied = n * np.tile([1.0, 1, 1, 1, 1, 1, 1, 1, 0, 0], 12)
    satisfied[100:] = n[100:] * np.tile([1.0, 0, 0, 0], 5)
    found = last_fall(Looks.of(satisfied, n, LEAST_PEOPLE), 0.8, 0.8)
    assert found
    assert found.alarms[-1] == 5


def test_evidence_that_makes_a_fall_less_than_twice_as_likely_is_no_sign() -> None:
    """Ten people in a year, of a level of 0.99: the limit for so few is next to nothing."""
    n = np.zeros(250)
    n[::25] = 1
    for missing, is_told in ((0.4, False), (1.0, True)):
        satisfied = n.copy()
        satisfied[0] -= missing  # one person's share of answers that were not satisfied
        evidence = (10 - missing) * math.log(0.89 / 0.99) + missing * math.log(0.11 / 0.01)
        looks = Looks.of(satisfied, n, LEAST_PEOPLE)
        assert (evidence > LEAST_EVIDENCE) is is_told
        assert (last_fall(looks, 1.0, 0.8) is not None) is is_told


def test_the_level_before_is_that_of_the_same_answers_in_the_last_quarter(app: Flask) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    large, small = (counter(survey, centre, name=name) for name in "LS")
    create_population(large, 9_000)
    create_population(small, 100)
    early, late = (datetime(2026, month, 2, 3, tzinfo=UTC) for month in (1, 6))
    answer(survey, large, 0, 40, answered_at=early)
    answer(survey, large, 20, 40, answered_at=late)
    answer(survey, small, 20, 20, answered_at=late)
    found = levels_before(survey, "people_top2", [large.id, small.id, centre.id])
    assert found == {large.id: 0.5, centre.id: pytest.approx(40 / 60)}
    assert row_of(survey, centre).figure.share < 0.5, "the weighted figure is another level"
