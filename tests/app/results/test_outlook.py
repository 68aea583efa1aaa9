"""What would settle a verdict: said of the period that runs, or of the next; never of a closed one.

Truth leaned on: numbers of days, dossiers and answers that divide evenly.
"""

from dataclasses import replace
from datetime import date

import pytest

from app.outlook_words import more_words, needed_sentence
from app.services.reporting.records import IndexRow, Outcome, Population
from tests.app.charts.rows import figure, row

FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
RUNNING, OVER = date(2026, 6, 1), date(2026, 7, 1)


def undecided(needed: int | None, *, n: int = 100, dossiers: int | None = None) -> IndexRow:
    """A unit without a verdict, whose dossiers of the first half of the period are counted."""
    found = row(1, Outcome.NOT_ENOUGH_EVIDENCE, figure(0.79, n))
    known = dossiers and Population(dossiers, FIRST, date(2026, 3, 31), None, 0.2, 1.0, ())
    return replace(found, answers_needed=needed, population=known or None)


def test_a_period_that_is_over_gets_no_more_answers() -> None:
    told = needed_sentence(undecided(300), OVER)
    assert "it ends without a verdict" in told
    assert "The next period needs about 400 answers" in told
    assert "more would settle" not in told
    assert "the next one needs about 400" in more_words(undecided(300), OVER)
    assert "no number of answers" in needed_sentence(undecided(None), OVER)


def test_a_period_that_runs_is_told_whether_enough_can_still_come() -> None:
    assert needed_sentence(undecided(10), RUNNING).endswith("about 10 more would settle it.")
    assert "only about 20 come" in needed_sentence(undecided(30), RUNNING)
    assert more_words(undecided(30), RUNNING) == "about 30 more answers would decide"


@pytest.mark.parametrize("today", [RUNNING, OVER])
def test_more_answers_than_dossiers_are_out_of_reach(today: date) -> None:
    told = needed_sentence(undecided(2_000, dossiers=900), today)
    assert "out of reach: the unit has about 1810 dossiers" in told
    told = needed_sentence(undecided(805, dossiers=900), today)
    assert "50.0% of the people with a dossier must answer; so far 20.0% do" in told
    assert "must answer" not in needed_sentence(undecided(5, dossiers=900), today)


def test_few_people_are_told_the_least_number() -> None:
    assert "at least 10 people" in needed_sentence(undecided(7, n=3), RUNNING)
    assert more_words(undecided(7, n=3), RUNNING) == ""


def test_a_number_without_dossiers_is_held_against_those_who_answered() -> None:
    far = needed_sentence(undecided(376_690), OVER)
    assert far.endswith(
        "about 3768 times as many people as answered this time: hardly within reach."
    )
    assert "within reach" not in needed_sentence(undecided(300), OVER)
