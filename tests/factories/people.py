"""Staff, programs, and what they did."""

from datetime import timedelta

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import ApiAct, AuditEvent, Authenticator, RoleName, Unit, User
from app.services.accounts import create_user
from app.services.auditing import record_event
from app.services.service_accounts import create_service_account
from app.services.sign_in.authenticators import encrypted
from tests.factories.rows import ACTOR, AUTHENTICATOR, NOW, NUMBERS, PASSWORD, saved


def create_staff(*roles: RoleName, unit: Unit | None = None) -> User:
    """A member of staff with `PASSWORD` and `AUTHENTICATOR`; an evaluator if nothing is said."""
    user = create_user(
        f"staff{next(NUMBERS)}@example.vn",
        PASSWORD,
        *(roles or (RoleName.EVALUATOR,)),
        now=NOW,
        unit_id=unit.id if unit else None,
    )
    saved(Authenticator(user_id=user.id, secret=encrypted(AUTHENTICATOR), added_at=NOW))
    return user


def create_key(*acts: ApiAct, unit: Unit | None = None, name: str | None = None) -> str:
    """The key of a program that may do these acts on a unit, or everywhere."""
    now = clock.now()
    _, key = create_service_account(
        name or f"program-{next(NUMBERS)}",
        unit_id=unit.id if unit else None,
        acts=acts,
        expires_on=clock.local_day(now) + timedelta(days=30),
        actor=Actor.command("test"),
        now=now,
    )
    return key


def create_event(unit: Unit | None = None, *, act: str = "code.revoke") -> AuditEvent:
    """An audit event about a unit, or about the whole service."""
    event = record_event(
        act,
        actor=ACTOR,
        thing="point:1",
        unit_id=unit.id if unit else None,
        now=NOW,
    )
    db.session.commit()
    return event
