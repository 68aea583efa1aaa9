"""Answers entered for other people: marked with their mode, and with nothing of whoever typed."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AccessCode, AuditEvent, Response, RoleName
from app.services.access_codes import new_access_code
from app.services.rights.granting import give_role
from tests.app.respond.citizen import OPEN, document, fill
from tests.factories import (
    ACTOR,
    NOW,
    create_point,
    create_staff,
    create_survey,
    create_unit,
    create_version,
)
from tests.pages import check_page
from tests.sign_in import form_token, sign_in


@pytest.fixture
def world(app: Flask):
    """A province, a centre in it, and the point of a counter there."""
    province = create_unit(name="Tỉnh", kind="province")
    centre = create_unit(name="Trung tâm", kind="commune_centre", parent=province)
    counter = create_unit(name="Quầy 1", kind="counter", parent=centre)
    survey = create_survey(version=create_version(document()), **OPEN)
    return province, centre, create_point(survey, place=counter, code=new_access_code())


def enter(client, address: str, rating: str):
    """Open the form as staff, tick, send; give the page it leads to."""
    shown = client.get(address)
    assert shown.status_code == 200, shown.text
    sent = client.post(address, data=fill(check_page(shown.text), {"overall": rating}))
    assert sent.status_code == 302, sent.text
    return client.get(sent.location)


@pytest.mark.parametrize(
    ("role", "path", "mode"),
    [
        (RoleName.COLLECTION_OFFICER, "counters", "assisted"),
        (RoleName.INTERVIEWER, "interviews", "interviewer"),
    ],
)
def test_answers_carry_the_mode_and_the_receipt_is_handed_over(
    app: Flask, world, role: RoleName, path: str, mode: str
) -> None:
    province, _, point = world
    user = create_staff(role, unit=province)
    client = sign_in(app.test_client(), user)
    assert "Quầy 1" in client.get(f"/assisted/{path}/").text
    for rating in ("4", "2"):
        end = enter(client, f"/assisted/{path}/{point.id}", rating)
        assert end.status_code == 200
        assert "mã biên nhận" in end.text
    stored = db.session.scalars(select(Response).order_by(Response.sequence)).all()
    assert [(r.mode, r.verified, r.answers["overall"]) for r in stored] == [
        (mode, False, 4),
        (mode, False, 2),
    ]
    # One event a day and place: one for each answer would put a name beside it by its moment.
    events = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "assisted.begin")).all()
    assert len(events) == 1
    assert events[0].at < stored[0].answered_at


def test_a_form_from_the_citizens_page_is_recorded_too(app: Flask, world) -> None:
    province, _, point = world
    client = sign_in(app.test_client(), role=RoleName.COLLECTION_OFFICER, unit=province)
    code = db.session.scalars(select(AccessCode.code)).one()
    data = fill(check_page(client.get(f"/s/{code}").text), {"overall": "5"})
    data["csrf_token"] = form_token(client.get("/assisted/counters/").text)
    assert client.post(f"/assisted/counters/{point.id}", data=data).status_code == 302
    assert db.session.scalars(select(AuditEvent).where(AuditEvent.act == "assisted.begin")).one()


def test_nobody_of_the_rated_office_interviews_for_it(app: Flask, world) -> None:
    _, centre, point = world
    client = sign_in(app.test_client(), role=RoleName.INTERVIEWER, unit=centre)
    refused = client.get(f"/assisted/interviews/{point.id}", follow_redirects=True)
    assert "không được phỏng vấn" in refused.text
    assert not db.session.scalars(select(Response)).all()


def test_a_second_role_at_the_office_is_enough_to_be_refused(app: Flask, world) -> None:
    province, centre, point = world
    user = create_staff(RoleName.INTERVIEWER, unit=province)
    client = sign_in(app.test_client(), user)
    assert client.get(f"/assisted/interviews/{point.id}").status_code == 200
    give_role(
        user,
        RoleName.EVALUATOR,
        unit_id=centre.id,
        valid_from=date(2020, 1, 1),
        actor=ACTOR,
        now=NOW,
    )
    db.session.commit()
    assert client.get(f"/assisted/interviews/{point.id}").status_code == 302
