"""Ending one's mails by the link in one of them, as a person and as a mail program (RFC 8058).

Truth leaned on: the headers of the file mailbox; what the next morning sends.
"""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, Unit, User
from app.services.digests import Choice, choice_of, choose_mails, send_digests
from app.services.digests.leaving import leaving_token
from tests.app.digests.test_digests import head, mails, text_of, unit
from tests.factories import ACTOR, NOW
from tests.pages import Visitor

__all__ = ["unit"]


def choices_made() -> int:
    """How often a choice of mails was recorded."""
    acts = db.session.scalars(select(AuditEvent.act)).all()
    return acts.count("account.choose_mails")


def test_a_mail_program_ends_the_mails_of_one_person_and_nothing_else(
    app: Flask, unit: Unit
) -> None:
    person, other = head(unit), head(unit)
    choose_mails(person, Choice(weekly=True, alarms=True, language="en"), actor=ACTOR, now=NOW)
    send_digests(NOW)
    (mail,) = (mail for mail in mails(app) if mail["To"] == person.email)
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    assert address in text_of(mail).replace("\n", "")
    path = address.removeprefix(app.extensions["settings"].PUBLIC_URL)
    visitor = Visitor(app.test_client())
    visitor.get(path)
    assert choice_of(person).weekly, "looking ends nothing"
    for _ in range(2):
        answer = visitor.client.post(path, data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
        assert "Set-Cookie" not in answer.headers
    db.session.expire_all()
    assert choice_of(person) == Choice(weekly=False, alarms=False, language="en")
    assert choice_of(other) == Choice()
    assert choices_made() == 2, "the own choice and the link, once"
    assert "no more mails" in visitor.post(path).text, "in the language of the mails"


@pytest.mark.parametrize("wrong", ["x", "old", "of another key"])
def test_a_forged_or_old_link_ends_nothing(
    app: Flask, unit: Unit, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person: User = head(unit)
    token = leaving_token(person.id)
    if wrong == "x":
        token = f"x{token}"
    elif wrong == "old":
        later = (datetime.now().astimezone() + timedelta(days=61)).timestamp()
        monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    else:
        monkeypatch.setitem(app.config, "SECRET_KEY", "f" * 64)
    assert app.test_client().post(f"/mails/off/{token}").status_code == 404
    assert choice_of(person) == Choice()
