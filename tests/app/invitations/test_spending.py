"""An invitation is spent exactly once, and nothing is lost where it cannot be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.extensions import db
from app.models import AccessCode, CollectionPoint, Invitation, Response, Survey
from app.respond.tokens import new_form_token
from app.services.access_codes import new_access_code
from tests.app.respond.citizen import OPEN, document, fill
from tests.factories import create_invitations, create_point, create_survey, create_version
from tests.pages import Visitor

CROWD = 50


@pytest.fixture
def place(app: Flask) -> tuple[Survey, CollectionPoint, str]:
    """A survey that is open, one of its points, and the point's access code."""
    survey, code = create_survey(version=create_version(document()), **OPEN), new_access_code()
    return survey, create_point(survey, code=code), code


def answers() -> list[tuple[bool, int]]:
    """Whether each stored answer is verified, and its overall rating."""
    rows = db.session.scalars(select(Response).order_by(Response.sequence))
    return [(row.verified, row.answers["overall"]) for row in rows]


def unspent() -> int:
    return db.session.scalar(select(func.count()).select_from(Invitation)) or 0


def send(page: Visitor, address: str, rating: str = "5") -> tuple[int, str]:
    """Open an address, answer, send; give the status and where it leads or what it says."""
    filled = fill(page.get(address), {"overall": rating})
    sent = page.client.post(address, data=filled)
    return sent.status_code, sent.location or sent.text


def test_an_answer_by_invitation_is_verified_and_the_code_is_gone(place, page: Visitor) -> None:
    survey, point, code = place
    (invitation,) = create_invitations(survey, point)
    status, location = send(page, f"/i/{code}/{invitation}")
    assert status == 303
    assert invitation not in location
    assert answers() == [(True, 5)]
    assert unspent() == 0


def test_fifty_at_once_give_one_answer_and_forty_nine_polite_pages(place, app: Flask) -> None:
    survey, point, code = place
    (invitation,) = create_invitations(survey, point)
    forms = [
        {"form-token": new_form_token(), "form-move": "send", "q_overall": "4"}
        for _ in range(CROWD)
    ]
    db.session.remove()

    def answer(form: dict[str, str]) -> tuple[int, str]:
        sent = app.test_client().post(f"/i/{code}/{invitation}?lang=en", data=form)
        return sent.status_code, sent.text

    with ThreadPoolExecutor(CROWD) as people:
        outcomes = list(people.map(answer, forms))
    assert sorted(status for status, _ in outcomes) == [303] + [409] * (CROWD - 1)
    refused = [text for status, text in outcomes if status == 409]
    assert all("This invitation has been used before" in text for text in refused)
    assert answers() == [(True, 4)]


def test_the_same_form_again_spends_nothing_and_leads_to_the_same_receipt(place, page) -> None:
    survey, point, code = place
    (invitation,) = create_invitations(survey, point)
    address = f"/i/{code}/{invitation}"
    filled = fill(page.get(address), {"overall": "5"})
    assert [page.client.post(address, data=filled).status_code for _ in range(2)] == [303, 303]
    assert len(answers()) == 1


def test_a_spent_invitation_keeps_the_answers_and_sends_them_without_it(place, page) -> None:
    survey, point, code = place
    (invitation,) = create_invitations(survey, point)
    address = f"/i/{code}/{invitation}"
    send(page, address)
    filled = fill(page.get(address), {"overall": "2"})
    refused = page.post(address, status=409, data=filled)
    form = refused.one("form", id="answers")
    assert form.get("action") == f"/s/{code}"
    assert page.client.post(form.get("action"), data=fill(refused, {})).status_code == 303
    assert answers() == [(True, 5), (False, 2)]


@pytest.mark.parametrize("why", ["revoked", "expired", "other survey", "other point", "unknown"])
def test_an_invitation_that_is_not_good_here_is_refused(place, page: Visitor, why: str) -> None:
    survey, point, code = place
    if why == "other point":
        point = create_point(survey)
    if why == "other survey":
        survey = create_survey(**OPEN)
    batch = {
        "revoked": {"revoked_on": date(2026, 3, 2)},
        "expired": {"last_day": date(2026, 3, 2)},
    }.get(why, {})
    (invitation,) = create_invitations(survey, point, **batch)
    if why == "unknown":
        db.session.execute(delete(Invitation))
        db.session.commit()
    assert send(page, f"/i/{code}/{invitation}")[0] == 409
    assert not answers()


def test_an_invitation_follows_the_code_that_took_over(place, page: Visitor) -> None:
    survey, point, code = place
    (invitation,) = create_invitations(survey, point)
    successor = new_access_code()
    create_point(survey, code=successor)
    db.session.get_one(AccessCode, code).redirects_to = successor
    db.session.commit()
    moved = page.client.get(f"/i/{code}/{invitation}")
    assert moved.location == f"/i/{successor}/{invitation}"
    assert send(page, moved.location)[0] == 303
    assert answers() == [(True, 5)]


def test_a_mistyped_invitation_offers_the_questionnaire_without_it(place, page: Visitor) -> None:
    _, _, code = place
    shown = page.get(f"/i/{code}/BCDF", status=404)
    assert f"/s/{code}" in [link.get("href") for link in shown.all("a")]
