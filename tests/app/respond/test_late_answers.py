"""Answers that were filled in before a survey's end and come in after it.

Truth leaned on: the clock, set by hand, and what stands in the database afterwards.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app import clock
from app.extensions import db
from app.models import AccessCode, CollectionPoint, Response, Survey, SurveyPoint, SurveyVersion
from app.respond.tokens import signer
from app.scope import EVERYTHING
from app.services.points import move_point
from app.services.points.leading_on import lead_point_on
from tests.app.respond.citizen import document, fill, new_code, overall, rating, receipt_code
from tests.factories import ACTOR, create_point, create_survey, create_unit, saved
from tests.pages import Visitor

LAST_DAY = date(2026, 6, 30)
OPENED = datetime(2026, 6, 30, 9, 0, tzinfo=UTC)
END = datetime(2026, 6, 30, 17, 0, tzinfo=UTC)
"""The end of the last day in Vietnam."""


class Clock:
    """The time as the service and the signatures of forms read it."""

    def __init__(self, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
        self.app, self.moment = app, OPENED
        monkeypatch.setattr(clock, "now", lambda: self.moment)
        stamp = lambda _signer: int(self.moment.timestamp())  # noqa: E731
        monkeypatch.setattr(type(signer("form")), "get_timestamp", stamp)

    def set(self, moment: datetime) -> None:
        """Let time pass, so that nothing is remembered from before."""
        self.moment = moment
        for memory in ("fielded_points", "warm_pages"):
            remembered = self.app.extensions[memory]
            getattr(remembered, "values" if memory == "fielded_points" else "pages").clear()


@pytest.fixture
def time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock, standing at the morning of a survey's last day."""
    return Clock(app, monkeypatch)


def filled_in(page: Visitor, code: str) -> dict[str, Any]:
    """A form opened and filled in, and not sent yet."""
    return fill(page.get(f"/s/{code}"), {"overall": "5"})


def new_survey_code(**columns: Any) -> str:
    """The code of a survey that ends on the last day of June."""
    return new_code(**{"opens_on": date(2026, 1, 1), "closes_on": LAST_DAY, **columns})


def the_response() -> Response:
    """The one response stored."""
    db.session.expire_all()
    return db.session.query(Response).one()


@pytest.mark.parametrize("late", [timedelta(minutes=1), timedelta(days=7, seconds=-1)])
def test_an_answer_given_in_time_is_taken_for_seven_days(
    page: Visitor, time: Clock, late: timedelta
) -> None:
    code = new_survey_code()
    filled = filled_in(page, code)
    time.set(END + late)
    answer = page.client.post(f"/s/{code}", data=filled)
    assert answer.status_code == 303
    assert the_response().answered_at == OPENED
    assert the_response().duration is None


def test_it_is_stored_once_and_keeps_its_receipt(page: Visitor, time: Clock) -> None:
    code = new_survey_code()
    filled = filled_in(page, code)
    time.set(END + timedelta(days=2))
    sent = [page.client.post(f"/s/{code}", data=filled) for _ in range(2)]
    codes = {receipt_code(page.get(answer.location)) for answer in sent}
    assert len(codes) == 1
    time.set(END + timedelta(days=30))
    again = page.client.post(f"/s/{code}", data=filled)
    assert again.status_code == 303, "whoever asks again after that still learns the code"
    assert the_response().answered_at == OPENED


def test_after_seven_days_it_is_refused_politely(page: Visitor, time: Clock) -> None:
    code = new_survey_code()
    filled = filled_in(page, code)
    time.set(END + timedelta(days=7))
    refused = page.post(f"/s/{code}", data=filled, status=410)
    assert "đến quá muộn" in refused.text
    assert db.session.query(Response).count() == 0


def test_nobody_opens_a_form_after_the_end(page: Visitor, time: Clock) -> None:
    code = new_survey_code()
    time.set(END + timedelta(minutes=1))
    page.get(f"/s/{code}", status=410)


def test_a_form_without_our_time_is_not_taken_after_the_end(page: Visitor, time: Clock) -> None:
    code = new_survey_code()
    filled = {**filled_in(page, code), "form-token": "made up"}
    time.set(END + timedelta(minutes=1))
    page.post(f"/s/{code}", data=filled, status=410)


def test_a_survey_closed_early_takes_what_was_opened_before_that_moment(
    page: Visitor, time: Clock
) -> None:
    code = new_survey_code()
    before = filled_in(page, code)
    time.set(OPENED + timedelta(hours=2))
    after = filled_in(page, code)
    db.session.query(Survey).update({"closed_at": OPENED + timedelta(hours=1)})
    db.session.commit()
    time.set(OPENED + timedelta(hours=3))
    assert page.client.post(f"/s/{code}", data=before).status_code == 303
    page.post(f"/s/{code}", data=after, status=410)


def test_a_late_answer_belongs_to_its_survey_and_not_to_the_next(
    page: Visitor, time: Clock
) -> None:
    code = new_survey_code()
    old = db.session.query(Survey).one()
    point = db.session.query(CollectionPoint).one()
    following = create_survey(
        version=old.version, opens_on=date(2026, 7, 1), closes_on=date(2026, 12, 31)
    )
    saved(SurveyPoint(survey_id=following.id, point_id=point.id))
    filled = filled_in(page, code)
    time.set(END + timedelta(hours=1))
    assert page.client.post(f"/s/{code}", data=filled).status_code == 303
    assert the_response().survey_id == old.id
    assert page.client.post(f"/s/{code}", data=filled_in(page, code)).status_code == 303
    newest = db.session.query(Response).order_by(Response.sequence.desc()).first()
    assert newest is not None
    assert newest.survey_id == following.id


def test_an_answer_given_before_a_merger_counts_for_the_old_place(
    page: Visitor, time: Clock
) -> None:
    old = new_survey_code(closes_on=date(2026, 12, 31))
    survey = db.session.query(Survey).one()
    new_point = create_point(survey, code="BCFG2346")
    before = filled_in(page, old)
    time.set(OPENED + timedelta(hours=1))
    codes = [db.session.get_one(AccessCode, code) for code in (old, "BCFG2346")]
    lead_point_on(codes[0].point, codes[1].code, scope=EVERYTHING, actor=ACTOR, now=time.moment)
    time.set(OPENED + timedelta(days=1))
    after = filled_in(page, "BCFG2346")
    assert page.client.post(f"/s/{old}", data=before).status_code == 303
    assert page.client.get(f"/s/{old}").status_code == 302, "the sticker itself leads on"
    first = the_response()
    assert (first.point_id, first.answered_at) == (codes[0].point_id, OPENED)
    sent = page.client.post(f"/s/{old}", data=after)
    assert sent.status_code == 307
    assert page.client.post(sent.location, data=after).status_code == 303
    points = db.session.query(Response.point_id).order_by(Response.sequence)
    assert [row.point_id for row in points] == [codes[0].point_id, new_point.id]


def test_an_answer_given_before_a_point_was_moved_counts_where_it_stood(
    page: Visitor, time: Clock
) -> None:
    code = new_survey_code(closes_on=date(2026, 12, 31))
    point, elsewhere = db.session.query(CollectionPoint).one(), create_unit()
    before, old_place = filled_in(page, code), point.place_id
    time.set(OPENED + timedelta(hours=1))
    move_point(point, elsewhere.id, elsewhere.id, actor=ACTOR, now=time.moment)
    time.set(OPENED + timedelta(hours=2))
    after = filled_in(page, code)
    for filled in (before, after):
        assert page.client.post(f"/s/{code}", data=filled).status_code == 303
    units = db.session.query(Response.unit_id).order_by(Response.sequence)
    assert [row.unit_id for row in units] == [old_place, elsewhere.id]


def test_a_form_is_taken_as_the_version_it_showed(page: Visitor, time: Clock) -> None:
    code = new_survey_code()
    survey = db.session.query(Survey).one()
    old, new = survey.version_id, second_version(survey)
    filled = filled_in(page, code)
    saved(SurveyVersion(survey_id=survey.id, since=OPENED + timedelta(hours=1), version_id=new))
    survey.version_id = new
    db.session.commit()
    time.set(OPENED + timedelta(hours=2))
    assert page.client.post(f"/s/{code}", data=filled).status_code == 303
    assert page.client.post(f"/s/{code}", data=filled_in(page, code)).status_code == 303
    stored = db.session.query(Response.version_id).order_by(Response.sequence)
    assert [version for (version,) in stored] == [old, new]


def second_version(survey: Survey) -> int:
    """A second version of the survey's questionnaire, with one more question; gives its id."""
    saved(SurveyVersion(survey_id=survey.id, since=survey.opened_at, version_id=survey.version_id))
    changed = document([overall(), rating("attitude"), rating("speed")])
    version = type(survey.version)(
        questionnaire_id=survey.version.questionnaire_id,
        number=2,
        document=changed,
        digest="1" * 64,
        published_at=OPENED,
    )
    return saved(version).id
