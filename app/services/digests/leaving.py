"""Getting no more mails by a link in one of them, without signing in (RFC 8058).

The link is signed, tells an account by its number alone, and can do nothing but switch that
person's mails off: whoever finds an old mail learns and changes nothing else. It ends some weeks
after the mail; mails are switched on again on one's own page.
"""

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.actor import Actor
from app.errors import NotFound
from app.extensions import db
from app.models import User
from app.services.digests.choosing import Choice, choice_of, choose_mails

SECONDS = 60 * 24 * 3600
"""How long a link works: longer than the mails of two months lie unread."""


def leaving_token(user_id: int) -> str:
    """Sign the part of an address that switches one person's mails off."""
    return _serializer().dumps(user_id)


def leaver(token: str) -> User:
    """Give the person a link speaks of; raises `NotFound` for a forged or old one."""
    try:
        user_id = _serializer().loads(token, max_age=SECONDS)
    except BadSignature as error:
        raise NotFound("no such link, or too old") from error
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound("the account is gone")
    return user


def leave(user: User, *, now: datetime) -> None:
    """Switch a person's mails off, in one transaction; twice is once."""
    choice = choice_of(user)
    if choice.weekly or choice.alarms:
        nothing = Choice(weekly=False, alarms=False, language=choice.language)
        choose_mails(user, nothing, actor=Actor.system("mail-link"), now=now)


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="mails-off")
