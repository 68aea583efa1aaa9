"""Which mails a person wants, and in which language."""

from dataclasses import dataclass
from datetime import datetime

from app.actor import Actor
from app.config import LANGUAGES
from app.extensions import db
from app.models import MailChoice, User
from app.queries.digests import get_mail_choice
from app.services.auditing import record_event


@dataclass(frozen=True)
class Choice:
    """The weekly mail, alarms, and the language of both."""

    weekly: bool = True
    alarms: bool = True
    language: str = next(iter(LANGUAGES))


def choice_of(user: User) -> Choice:
    """Tell what a person has chosen; all mails, in Vietnamese, where nothing was."""
    row = get_mail_choice(user.id)
    return Choice(row.weekly, row.alarms, row.language) if row else Choice()


def choose_mails(user: User, choice: Choice, *, actor: Actor, now: datetime) -> None:
    """Set which mails a person gets, in one transaction."""
    row = get_mail_choice(user.id) or MailChoice(user_id=user.id)
    row.weekly, row.alarms, row.language = choice.weekly, choice.alarms, choice.language
    db.session.add(row)
    record_event(
        "account.choose_mails",
        actor=actor,
        thing=f"account:{user.id}",
        unit_id=None,
        now=now,
        weekly=choice.weekly,
        alarms=choice.alarms,
        language=choice.language,
    )
    db.session.commit()
