"""A kiosk whose survey has ended or whose code was taken back: still locked, left by staff only."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import AccessCode, Mode
from app.services.access_codes import new_access_code
from app.services.kiosk_codes import set_kiosk_code
from tests.app.respond.citizen import OPEN, document
from tests.factories import ACTOR, NOW, create_point, create_survey, create_version

OVER = {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 1, 2)}


def kiosk(survey_days: dict[str, date]) -> tuple[str, str]:
    """The access code and the staff code of a kiosk."""
    survey = create_survey(version=create_version(document()), **survey_days)
    point = create_point(survey, code=new_access_code())
    point.mode = Mode.KIOSK.value
    staff_code = set_kiosk_code(point, actor=ACTOR, now=NOW)
    return db.session.query(AccessCode.code).scalar(), staff_code


@pytest.fixture(params=["closed", "revoked"])
def resting(request: pytest.FixtureRequest, app: Flask) -> tuple[str, str]:
    """A kiosk that asks nothing any more."""
    codes = kiosk(OVER if request.param == "closed" else OPEN)
    if request.param == "revoked":
        db.session.query(AccessCode).one().revoked_at = NOW
        db.session.commit()
    return codes


def test_a_kiosk_that_rests_leads_nowhere_and_still_sends_what_waits(
    client: FlaskClient, resting: tuple[str, str]
) -> None:
    answer = client.get(f"/kiosk/{resting[0]}")
    assert answer.status_code == 410
    assert "<a " not in answer.text
    assert "queue.js" in answer.text
    assert f'action="/kiosk/{resting[0]}/leave"' in answer.text


def test_its_staff_code_still_opens_it(client: FlaskClient, resting: tuple[str, str]) -> None:
    code, staff_code = resting
    wrong = client.post(f"/kiosk/{code}/leave", data={"code": "1"})
    assert (wrong.status_code, wrong.json["outcome"]) == (403, "wrong")
    right = client.post(f"/kiosk/{code}/leave", data={"code": staff_code})
    assert (right.status_code, right.json["outcome"]) == (200, "open")
