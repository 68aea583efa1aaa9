"""`flask audit verify`.

Truth leaned on: tampering by SQL; the digests stored.
"""

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent
from tests.app.audit.chain import record, tamper
from tests.app.test_commands import run


def test_the_command_says_that_the_audit_holds_and_what_to_note(app: Flask) -> None:
    record(3)
    status, printed = run(app, "audit", "verify")
    third, verified = db.session.scalars(select(AuditEvent).where(AuditEvent.id >= 3))
    assert (status, f"3:{third.digest}" in printed) == (0, True)
    assert (verified.act, verified.actor.kind) == ("audit.verify", "command")
    assert "nguyên vẹn" in printed


def test_the_command_names_the_first_event_that_was_changed(app: Flask) -> None:
    record(3)
    tamper("UPDATE audit_event SET thing = 'survey:9' WHERE id = 2")
    status, printed = run(app, "audit", "verify")
    assert (status, "Sự kiện số 2 đã bị sửa" in printed) == (1, True)


def test_a_digest_noted_earlier_is_looked_for(app: Flask) -> None:
    record(2)
    assert run(app, "audit", "verify", "--noted", f"2:{'a' * 64}")[0] == 1
    assert run(app, "audit", "verify", "--noted", "hai")[0] == 2
