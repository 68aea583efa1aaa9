"""Removing personal data that was kept long enough: daily, audited, in one transaction a kind."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext
from sqlalchemy import ColumnElement, String, cast, delete, func, literal, select, update

from app.actor import Actor
from app.extensions import db
from app.models import (
    AccountLink,
    AuditEvent,
    Comment,
    MailLog,
    Response,
    RetentionLimit,
    StaffSession,
    User,
)
from app.services.auditing import record_event
from app.services.auditing.pruning import prune_audit
from app.services.mailing.carriers import remove_mail_files
from app.services.personal_data.erasing import ERASED, erase_account
from app.services.settings import SETTINGS, setting

RETENTION = Actor.system("retention")


@dataclass(frozen=True)
class Retained:
    """A kind of data that goes after some days.

    setting : the setting that holds how many days
    remove : takes the moment up to which all goes, and now; gives how many went; never commits
    """

    setting: str
    remove: Callable[[datetime, datetime], int]


def remove_old_data(now: datetime) -> str:
    """Remove what was kept long enough, kind by kind; say how much of each."""
    told = []
    for kind, retained in KINDS.items():
        before = now - timedelta(days=setting(retained.setting))
        count = retained.remove(before, now)
        if count:
            record_event(
                "retention.remove",
                actor=RETENTION,
                thing=f"kind:{kind}",
                unit_id=None,
                now=now,
                count=count,
                before=before.isoformat(),
            )
            told.append(f"{SETTINGS[retained.setting].title}: {count}")
        db.session.commit()
    if not told:
        return str(gettext("Nothing was old enough to go."))
    return str(gettext("Removed: %(what)s.", what="; ".join(told)))


def remove_comments(before: datetime, _now: datetime) -> int:
    """Remove the free text of answers given before a moment; the ticked answers stay.

    The limit is moved first: the trigger lets nothing younger go.
    """
    db.session.execute(
        update(RetentionLimit)
        .where(RetentionLimit.kind == "comment", RetentionLimit.before < before)
        .values(before=before)
    )
    old = select(Response.key).where(Response.answered_at < before)
    return removed(Comment, Comment.response_key.in_(old))


def erase_left_accounts(before: datetime, now: datetime) -> int:
    """Erase the accounts of staff who had left before a moment."""
    left = list_left_accounts(before)
    for user in left:
        erase_account(user, actor=RETENTION, now=now)
    return len(left)


def list_left_accounts(before: datetime) -> list[User]:
    """List shut accounts that are not erased and were shut before a moment.

    When is told by the audit; a shutting that it does not hold any more is old enough.
    """
    shut_at = (
        select(func.max(AuditEvent.at))
        .where(
            AuditEvent.act == "account.shut",
            AuditEvent.thing == literal("account:") + cast(User.id, String),
        )
        .scalar_subquery()
    )
    query = select(User).where(
        User.active.is_(False),
        User.email.not_like(f"%{ERASED}"),
        func.coalesce(shut_at, User.created_at) < before,
    )
    return list(db.session.scalars(query.order_by(User.id)))


def remove_sessions(before: datetime, _now: datetime) -> int:
    """Remove sessions that ended, or were last used, before a moment; a day idle is over anyway."""
    return removed(
        StaffSession, func.coalesce(StaffSession.ended_at, StaffSession.seen_at) < before
    )


def remove_links(before: datetime, _now: datetime) -> int:
    """Remove invitations and links for a new password that ran out before a moment."""
    return removed(AccountLink, AccountLink.expires_at < before)


def remove_mails(before: datetime, _now: datetime) -> int:
    """Remove what tells that mails were sent, and the files of mails, from before a moment."""
    remove_mail_files(before)
    return removed(MailLog, MailLog.changed_at < before)


def removed(table: type, condition: ColumnElement[bool]) -> int:
    """Delete rows; give their number."""
    result = db.session.execute(
        delete(table).where(condition), execution_options={"synchronize_session": False}
    )
    return int(getattr(result, "rowcount", 0))


def remove_audit(before: datetime, now: datetime) -> int:
    """Remove audit events from the beginning of the chain up to a moment."""
    return prune_audit(before, actor=RETENTION, now=now)


KINDS: dict[str, Retained] = {
    "comment": Retained("keep_comments_days", remove_comments),
    "account": Retained("keep_left_accounts_days", erase_left_accounts),
    "session": Retained("keep_sessions_days", remove_sessions),
    "invitation": Retained("keep_invitations_days", remove_links),
    "mail": Retained("keep_mails_days", remove_mails),
    "audit": Retained("keep_audit_days", remove_audit),
}
"""What goes by itself. To add a kind: a setting with its bounds, a function, a line here."""
