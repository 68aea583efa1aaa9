"""Events for tests, and somebody who takes the triggers away and tampers."""

from sqlalchemy import text

from app.actor import Actor
from app.extensions import db
from app.services.auditing import record_event
from tests.factories import NOW

CLERK = Actor.person(7, "canbo@example.vn")


def record(count: int = 1, *, act: str = "survey.create", unit_id: int | None = None) -> None:
    """Record events and commit."""
    for number in range(count):
        record_event(act, actor=CLERK, thing=f"survey:{number}", unit_id=unit_id, now=NOW, n=number)
    db.session.commit()


def tamper(*statements: str) -> None:
    """Change what stands in the database as its owner can: without the triggers."""
    if db.engine.dialect.name == "postgresql":
        statements = ("ALTER TABLE audit_event DISABLE TRIGGER USER", *statements)
    else:
        names = ("insert", "update", "delete")
        statements = (
            *(f"DROP TRIGGER forbid_{name}_audit_event" for name in names),
            *statements,
        )
    for statement in statements:
        db.session.execute(text(statement))
    db.session.commit()
    db.session.expire_all()
