"""Links by which a person sets the password of an account: for an invitation, or a lost one."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import select, update

from app.actor import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import AccountLink, LinkPurpose, User
from app.services.auditing import record_event
from app.services.sign_in.attempts import forget_failures
from app.services.sign_in.passwords import set_password
from app.services.sign_in.secrets_at_rest import digest

GOOD_FOR = timedelta(days=3)


def make_link(user: User, purpose: LinkPurpose, *, actor: Actor, now: datetime) -> str:
    """Make the one link of an account that works; give its secret. The caller commits."""
    retire_links(user, now=now)
    secret = secrets.token_urlsafe(32)
    db.session.add(
        AccountLink(
            user_id=user.id,
            purpose=purpose.value,
            digest=digest(secret),
            made_at=now,
            expires_at=now + GOOD_FOR,
        )
    )
    record_event(
        "account.make_link",
        actor=actor,
        thing=f"account:{user.id}",
        unit_id=None,
        now=now,
        purpose=purpose.value,
    )
    return secret


def retire_links(user: User, *, now: datetime) -> None:
    """Let no older link of an account work any more; the caller commits."""
    unused = (AccountLink.user_id == user.id, AccountLink.used_at.is_(None))
    db.session.execute(update(AccountLink).where(*unused).values(used_at=now))


def get_link(secret: str, *, now: datetime) -> AccountLink:
    """Give a link that still works; raises `NotFound`, the same for every reason."""
    query = select(AccountLink).where(
        AccountLink.digest == digest(secret),
        AccountLink.used_at.is_(None),
        AccountLink.expires_at > now,
    )
    link = db.session.scalar(query)
    if link is None or not link.user.active:
        raise NotFound("no such link, or it was used, or it is too old")
    return link


def use_link(link: AccountLink, password: str, *, now: datetime) -> User:
    """Set the password and use the link up; commits. Raises `WeakPassword`."""
    user = link.user
    set_password(user, password, actor=Actor.person(user.id, user.email), now=now)
    forget_failures(user)
    link.used_at = now
    db.session.commit()
    return user
