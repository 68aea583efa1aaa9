"""The running verdict: beside the verdict on display, while the survey goes on.

Truth leaned on: the confidence sequence of `analysis`, computed here from the counts.
"""

from dataclasses import replace
from datetime import timedelta

from flask import Flask

from analysis.sequences import beta_mixture
from app.models import Survey, Unit
from app.services.reporting.records import Outcome
from app.services.reporting.running import Running, running_verdict
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on, row_of
from tests.factories import create_population, create_unit

DAY = timedelta(days=1)


def running(survey: Survey, unit: Unit, **changes: object) -> Running | None:
    """What may be said on the survey's last day."""
    row = replace(row_of(survey, unit), **changes)
    return running_verdict(report_on(survey), row, today=survey.closes_on)


def test_one_question_of_one_counter_has_the_exact_sequence(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 45, 50)
    found, row = running(survey, place), row_of(survey, place)
    assert found.interval == beta_mixture(45, 50, target=0.8)
    assert found.interval.low < row.figure.share_low
    assert found.interval.high > row.figure.share_high
    answer(survey, place, 100, 100)
    assert running(survey, place).outcome is Outcome.MET


def test_weighted_units_wait_for_fifty_answers(app: Flask) -> None:
    survey, commune = one_stop_survey(), create_unit(kind="commune")
    for dossiers in (100, 300):
        place = counter(survey, commune)
        create_population(place, dossiers)
        answer(survey, place, 20, 24)
    found = running(survey, commune)
    assert (found.interval, found.outcome) == (None, Outcome.NOT_ENOUGH_EVIDENCE)
    answer(survey, place, 3, 4)
    assert running(survey, commune).interval.method == "asymptotic_sequence"


def test_there_is_none_where_it_would_say_too_much_or_nothing(app: Flask) -> None:
    survey = one_stop_survey()
    place, small = counter(survey), counter(survey)
    answer(survey, place, 30, 40)
    answer(survey, small, 3, 4)
    assert running(survey, place, target=None) is None
    report, row = report_on(survey), row_of(survey, place)
    assert running(survey, small) is None
    assert running_verdict(report, row, today=survey.closes_on + DAY) is None
    assert running(survey, place, first=survey.opens_on + DAY) is None
    assert running(survey, place) is not None
