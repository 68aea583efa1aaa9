"""A trend over versions of a questionnaire: n and interval of each point, marks and breaks.

Truth leaned on: the rows of results of the same period, and counting by hand.
"""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.charts.trend import runs
from app.models import QuestionnaireVersion, RoleName, Unit
from app.queries.surveys import surveys_of_questionnaire
from app.services.questionnaires import add_version
from app.services.reporting.records import Outcome
from app.services.reporting.trend import Trend, read_trend
from surveys.definitions import Questionnaire, Text
from tests.app.results.one_stop import QUESTIONNAIRE, answer, counter, row_of
from tests.factories import NOW, create_survey
from tests.pages import Visitor
from tests.sign_in import sign_in

TODAY = date(2026, 12, 31)


def noon(month: int) -> datetime:
    """Midday on the tenth of a month of 2026."""
    return datetime(2026, month, 10, 5, 0, tzinfo=UTC)


def changed(**aspects: object) -> Questionnaire:
    """The one-stop questionnaire with another overall question."""
    sections = tuple(
        replace(
            section,
            questions=tuple(
                replace(q, **aspects) if q.code == "overall" else q for q in section.questions
            ),
        )
        for section in QUESTIONNAIRE.sections
    )
    return replace(QUESTIONNAIRE, sections=sections)


REWORDED = changed(wording=Text.of({"vi": "Lời mới?", "en": "New words?"}))
STRICTER = changed(satisfied=(5,))


def version_of(questionnaire: Questionnaire) -> QuestionnaireVersion:
    """The published version of a questionnaire."""
    return add_version(questionnaire, now=NOW)[0]


def two_surveys(second: Questionnaire) -> Unit:
    """A counter with answers in two half-years, the second asked in another version."""
    first = create_survey(
        version=version_of(QUESTIONNAIRE), opens_on=date(2026, 1, 1), closes_on=date(2026, 6, 30)
    )
    later = create_survey(
        version=version_of(second), opens_on=date(2026, 7, 1), closes_on=date(2026, 12, 31)
    )
    place = counter(first)
    answer(first, place, 18, 20, answered_at=noon(2))
    answer(first, place, 24, 30, answered_at=noon(5))
    answer(later, place, 35, 40, answered_at=noon(8))
    return place


def trend_of(place: Unit, step: str = "months") -> Trend:
    """The trend of a unit's overall index."""
    surveys = surveys_of_questionnaire("one_stop_short")
    return read_trend(surveys, place.id, "people_top2", step, today=TODAY)


def test_each_month_has_its_own_figure_and_months_without_answers_none(app: Flask) -> None:
    trend = trend_of(two_surveys(REWORDED))
    found = {p.first.month: p.figure.n for p in trend.points if p.figure}
    assert found == {2: 20, 5: 30, 8: 40}
    assert len(trend.points) == 12
    assert trend.points[0].outcome is Outcome.NO_ANSWERS
    assert trend.points[1].figure.value == pytest.approx(0.9)


def test_a_survey_as_one_point_is_the_row_of_results(app: Flask) -> None:
    place = two_surveys(REWORDED)
    first = surveys_of_questionnaire("one_stop_short")[0]
    point = trend_of(place, "surveys").points[0]
    assert point.figure == row_of(first, place).figure


def test_a_new_wording_is_marked_and_the_line_goes_on(app: Flask) -> None:
    trend = trend_of(two_surveys(REWORDED), "surveys")
    before, after = trend.points
    assert before.mark is None
    assert [one.code.value for one in after.mark.differences if one.place == "questions.overall"]
    assert not after.is_broken
    assert len(set(runs(trend.points))) == 1


def test_another_measurement_breaks_the_trend_and_cuts_the_line(app: Flask) -> None:
    trend = trend_of(two_surveys(STRICTER), "surveys")
    assert trend.points[1].is_broken
    assert len(set(runs(trend.points))) == 2


def test_where_months_are_too_short_for_a_unit_longer_periods_stand(app: Flask) -> None:
    survey = create_survey(version=version_of(QUESTIONNAIRE))
    place = counter(survey)
    for month, satisfied, n in ((3, 2, 3), (4, 9, 10), (5, 20, 30)):
        answer(survey, place, satisfied, n, answered_at=noon(month))
    # March has three answers, and so has its quarter.
    first, second = trend_of(place).points
    assert (first.first, first.last) == (date(2026, 1, 1), date(2026, 6, 30))
    assert first.figure.n == 43
    assert second.outcome is Outcome.NO_ANSWERS


def test_the_page_and_its_files_hold_the_same_points(app: Flask) -> None:
    place = two_surveys(STRICTER)
    reader = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR))
    address = f"/results/trend/one_stop_short/{place.id}"
    page = reader.get(f"{address}?step=surveys")
    picture = page.one("img")
    assert "ngắt tại 1 điểm" in picture.get("alt")
    assert reader.client.get(picture.get("src")).mimetype == "image/svg+xml"
    assert "Chuỗi so sánh đứt ở đây" in page.text
    assert "Đổi các phương án tính là hài lòng" in page.text
    file = reader.client.get(f"{address}/download.csv?step=surveys").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(file), delimiter=";"))
    assert [row["Số phiếu (n)"] for row in rows] == ["50", "40"]
    assert rows[1]["Các phiên bản"] == "2"
    assert reader.client.get(f"{address}/download.xlsx").status_code == 200


def test_what_is_not_there_is_not_found(app: Flask) -> None:
    place = two_surveys(REWORDED)
    reader = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR))
    reader.get(f"/results/trend/khong_co/{place.id}", status=404)
    reader.get("/results/trend/one_stop_short/999", status=404)
    reader.get(f"/results/trend/one_stop_short/{place.id}?formula=x", status=404)
    reader.get(f"/results/trend/one_stop_short/{place.id}?step=years", status=400)
    assert reader.client.get(f"/results/trend/x/{place.id}/download.pdf").status_code == 404
