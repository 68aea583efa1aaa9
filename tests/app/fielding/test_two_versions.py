"""Answers to two versions of a questionnaire belong to one survey and are counted together.

Truth leaned on: counting by hand.
"""

from datetime import date, timedelta

from flask import Flask

from app.services.fielding import create_survey, switch_version
from app.services.reporting.records import Kept
from app.services.reporting.report import open_report
from tests.app.fielding.instruments import ACTOR, next_version, one_stop, wanted
from tests.factories import NOW, create_point, create_response, create_unit


def test_a_reworded_version_goes_on_with_the_same_index(app: Flask) -> None:
    place = create_unit()
    survey = create_survey(
        wanted(one_stop(), unit_ids=(place.id,)), actor=ACTOR, now=NOW, opened=True
    )
    point = create_point(survey, place=place)
    for level in (5, 4, 2):
        create_response(survey, {"overall": level}, point=point)
    before = survey.version_id
    later = NOW + timedelta(hours=1)
    switch_version(survey, next_version(survey.version).id, actor=ACTOR, now=later)
    for level in (5, 1):
        create_response(survey, {"overall": level}, point=point)
    report = open_report(survey, date(2026, 1, 1), date(2026, 12, 31))
    assert set(report.data.questionnaires) == {before, survey.version_id}
    figure = report.figures("people_top2:", "counter", Kept.COUNTED)[place.id]
    assert (figure.n, round(figure.share * figure.n)) == (5, 3)
