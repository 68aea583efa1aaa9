"""Forms by point and day: what the page says is what its files say, and what others may not see.

Truth leaned on: numbers written into the table here; adding up by hand.
"""

from datetime import date, timedelta

import pytest
from flask import Flask

from app.extensions import db
from app.manage.funnel.columns import OF_DAYS, PLACE
from app.manage.funnel.words import OUTCOMES, share_sentence, span_words
from app.models import FunnelCount, RoleName
from app.services.funnel.losses import FormReason
from app.services.funnel.numbers import Numbers
from app.services.funnel.spans import Span
from surveys.error_codes import AnswerCode
from tests.app.results.files import assert_same_in_every_format
from tests.app.rights_world import Side, create_sides
from tests.factories import create_population, saved
from tests.sign_in import sign_in

DAY = date(2026, 3, 2)
A_DAY = {
    ("opened", ""): 100,
    ("started", ""): 70,
    ("refused", "answers"): 12,
    ("question", "overall:required"): 8,
    ("question", "staff:not_an_option"): 4,
    ("mended", "overall"): 2,
    ("sent", ""): 62,
    ("delivered", ""): 3,
    ("late", ""): 1,
    ("took", "40"): 65,
}


def count(side: Side, day: date = DAY) -> None:
    """Write a day's numbers of a point."""
    for (step, detail), n in A_DAY.items():
        saved(
            FunnelCount(
                survey_id=side.survey.id,
                day=day,
                point_id=side.point.id,
                unit_id=side.counter.id,
                step=step,
                detail=detail,
                n=n,
            )
        )


def lines(answer) -> list[list[str]]:
    return [line.split(";") for line in answer.text.removeprefix("\ufeff").splitlines()[1:]]


@pytest.fixture
def sides(app: Flask):
    ours, theirs = create_sides()
    for side in (ours, theirs):
        for day in (DAY, DAY + timedelta(days=1)):
            count(side, day)
    create_population(ours.counter, 400, late=10)
    return ours, theirs


def test_the_page_says_it_in_words_and_its_files_hold_the_same(app: Flask, sides) -> None:
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.EVALUATOR)
    query = f"survey={ours.survey.code}"
    text = client.get(f"/manage/funnel/?{query}").text
    for words in ("Cứ 100 lượt mở phiếu thì có 62 phiếu được gửi", "khoảng 40–50 giây", "400"):
        assert words in text
    assert lines(client.get(f"/manage/funnel/points.csv?{query}"))[0][4:13] == [
        *("200", "140", "24", "124", "6", "2", "40", "50", "400")
    ]
    for file in ("points", "days", "questions"):
        assert_same_in_every_format(client, f"/manage/funnel/{file}.{{}}?{query}")
    assert client.get(f"/manage/funnel/points.doc?{query}").status_code == 404
    days = lines(client.get(f"/manage/funnel/days.csv?{query}"))
    assert [day[4:6] for day in days] == [["2026-03-03", "100"], ["2026-03-02", "100"]]


def test_few_forms_of_a_question_and_reason_are_withheld(app: Flask, sides) -> None:
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.COLLECTION_OFFICER)
    query = f"survey={ours.survey.code}&to={DAY}"
    found = {
        (line[1], line[3]): line[4]
        for line in lines(client.get(f"/manage/funnel/questions.csv?{query}"))
    }
    assert found["overall", str(OUTCOMES[AnswerCode.REQUIRED])] == "8"
    assert found["overall", str(OUTCOMES["left"])] == "6"
    assert ("staff", str(OUTCOMES[AnswerCode.NOT_AN_OPTION])) not in found
    assert "dưới 5 phiếu" in client.get(f"/manage/funnel/?{query}").text
    ours.survey.minimum_cell = 8
    db.session.commit()
    assert str(OUTCOMES["left"]) not in client.get(f"/manage/funnel/questions.csv?{query}").text


def test_another_commune_is_not_there(app: Flask, sides) -> None:
    ours, theirs = sides
    client = sign_in(app.test_client(), role=RoleName.COLLECTION_OFFICER, unit=ours.commune)
    for address in ("points/{}", "points/{}/days.csv"):
        for side, status in ((ours, 200), (theirs, 404)):
            path = f"/manage/funnel/{side.survey.code}/{address.format(side.point.id)}"
            assert client.get(path).status_code == status
    assert client.get(f"/manage/funnel/?survey={theirs.survey.code}").status_code == 404
    assert client.get("/manage/funnel/?to=1999-01-01").status_code == 400


def test_every_outcome_has_words_and_every_number_a_sentence(app: Flask) -> None:
    assert set(OUTCOMES) == {*AnswerCode, *FormReason, "left", "given_up"}
    with app.test_request_context("/?lang=en"):
        assert share_sentence(Numbers()) == "No page of a form has been opened in these days."
        assert "–" not in share_sentence(Numbers(opened=1, sent=1))
        few = share_sentence(Numbers(opened=12, sent=7))
        assert few == "Of 12 forms that were opened, 7 were sent."
        spans = (Span(0, 5), Span(60, 75), Span(120, 150), Span(240, 300), Span(3600, None))
        assert [span_words(span) for span in spans] == [
            *("about 0–5 seconds", "about 60–75 seconds", "about 120–150 seconds"),
            *("about 4–5 minutes", "60 minutes and more"),
        ]


def test_every_file_has_a_title_of_its_own_and_every_column_a_sentence(app: Flask, sides) -> None:
    survey = sides[0].survey
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    titles = set()
    for name in ("points", "days", "questions"):
        file = client.get(f"/manage/funnel/{name}.json?survey={survey.code}")
        titles.add(file.json["title"])
        kept_as = file.headers["Content-Disposition"]
        assert f"_{survey.code}_{survey.opens_on}_" in kept_as
    assert len(titles) == 3
    with app.test_request_context():
        said = [str(one.column.explanation) for one in OF_DAYS if one not in PLACE]
        assert all(said)
        assert len(set(said)) == len(said)
