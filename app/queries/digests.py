"""Who gets mails of which units, and who got one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    MailChoice,
    MailKind,
    MailLog,
    MailState,
    RoleGrant,
    RoleName,
    User,
)
from app.queries.rights import held_on


@dataclass(frozen=True, slots=True)
class HeadOfUnit:
    """A head of a unit, and which mails the person wants; a unit None is the whole service."""

    user_id: int
    email: str
    unit_id: int | None
    weekly: bool
    alarms: bool
    language: str


def list_heads(day: date, *, language: str) -> list[HeadOfUnit]:
    """List everybody who is head of a unit on a day, unit by unit; `language` if none is chosen."""
    query = (
        select(
            User.id,
            User.email,
            RoleGrant.unit_id,
            func.coalesce(MailChoice.weekly, True),
            func.coalesce(MailChoice.alarms, True),
            func.coalesce(MailChoice.language, language),
        )
        .join(RoleGrant, RoleGrant.user_id == User.id)
        .outerjoin(MailChoice, MailChoice.user_id == User.id)
        .where(User.active, RoleGrant.role == RoleName.UNIT_HEAD, held_on(day))
        .order_by(User.id, RoleGrant.unit_id)
        .distinct()
    )
    return [HeadOfUnit(*row) for row in db.session.execute(query)]


def list_units_held(
    user_ids: Iterable[int], roles: Iterable[RoleName], day: date
) -> dict[int, list[int | None]]:
    """List by person the units on which some people hold one of some roles on a day."""
    query = select(RoleGrant.user_id, RoleGrant.unit_id).where(
        RoleGrant.user_id.in_(list(user_ids)),
        RoleGrant.role.in_([role.value for role in roles]),
        held_on(day),
    )
    found: dict[int, list[int | None]] = {}
    for user_id, unit_id in db.session.execute(query):
        found.setdefault(user_id, []).append(unit_id)
    return found


def last_mails(user_ids: Iterable[int], kind: MailKind | None = None) -> dict[int, date]:
    """Tell the day of each person's last mail, of a kind or of any, that did not fail."""
    query = (
        select(MailLog.user_id, func.max(MailLog.day))
        .where(MailLog.user_id.in_(list(user_ids)), MailLog.state != MailState.FAILED)
        .group_by(MailLog.user_id)
    )
    if kind is not None:
        query = query.where(MailLog.kind == kind)
    return {row[0]: row[1] for row in db.session.execute(query)}


def get_mail_choice(user_id: int) -> MailChoice | None:
    """Give which mails a person wants; None where nothing was chosen."""
    return db.session.get(MailChoice, user_id)


def count_mails(since: date) -> dict[MailState, int]:
    """Count the mails since a day by what became of them."""
    query = select(MailLog.state, func.count()).where(MailLog.day >= since).group_by(MailLog.state)
    return {MailState(row[0]): row[1] for row in db.session.execute(query)}
