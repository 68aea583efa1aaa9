"""After a breach: which accounts could have seen a kind of data in some days, and which did.

Who could is told by the roles held then, which are never deleted; who did, by the audit. An account
that did without a role stands in the list, too: that is what one looks for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import lazy_gettext
from sqlalchemy import func, or_, select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, AuditEvent, RoleGrant, RoleName, User
from app.services.auditing import record_event
from app.services.rights.deciding import scope_on, units_below


@dataclass(frozen=True)
class DataKind:
    """A kind of data: the roles that open it, and the acts that the audit knows looks by."""

    title: Any
    roles: frozenset[RoleName]
    acts: tuple[str, ...]


DATA_KINDS: dict[str, DataKind] = {
    "text": DataKind(
        lazy_gettext("Free text of citizens"),
        frozenset({RoleName.TEXT_READER}),
        ("text.read", "text.export"),
    ),
    "results": DataKind(
        lazy_gettext("Results and their files"),
        frozenset({RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR, RoleName.UNIT_HEAD}),
        ("results.download",),
    ),
    "codes": DataKind(
        lazy_gettext("Access codes of collection points"),
        frozenset({RoleName.SURVEY_ADMINISTRATOR, RoleName.COLLECTION_OFFICER}),
        ("code.issue", "code.reissue", "code.revoke", "code.lead_on"),
    ),
    "accounts": DataKind(
        lazy_gettext("Accounts of staff"),
        frozenset({RoleName.SYSTEM_ADMINISTRATOR}),
        ("account.create", "account.erase", "account.export"),
    ),
    "audit": DataKind(
        lazy_gettext("The audit"),
        frozenset({RoleName.AUDITOR}),
        ("audit.read", "audit.export"),
    ),
}
"""What a breach can concern."""


@dataclass(frozen=True)
class Question:
    """What is asked: a kind of data, whole local days, and a unit or (None) all of them."""

    kind: str
    first: date
    last: date
    unit_id: int | None = None

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """Give the moments ``[start, end)`` of the days."""
        return clock.day_bounds(self.first, self.last)


@dataclass
class Exposure:
    """An account that could have seen the data, by which roles, and how often it did."""

    user: User
    grants: list[RoleGrant] = field(default_factory=list)
    times: int = 0
    last_at: datetime | None = None


def exposures(asked: Question, *, actor: Actor, now: datetime) -> list[Exposure]:
    """Find who could and who did, those who did first; records the question. Commits."""
    related = related_units(asked)
    grants = [g for g in overlapping_grants(asked) if covers(g, asked.unit_id, related)]
    looks = looks_by_account(asked, related)
    users = users_by_id({grant.user_id for grant in grants} | looks.keys())
    found = {number: Exposure(user) for number, user in users.items()}
    for grant in grants:
        found[grant.user_id].grants.append(grant)
    for number, (times, last_at) in looks.items():
        if number in found:
            found[number].times, found[number].last_at = times, last_at
    record_question(asked, len(found), actor=actor, now=now)
    return sorted(found.values(), key=lambda one: (-one.times, one.user.id))


@dataclass(frozen=True)
class Related:
    """Units above the one asked about (with itself), and those below it (with itself)."""

    above: frozenset[int]
    below: frozenset[int]


def related_units(asked: Question) -> Related:
    """Find what stood above and below the unit on the first or the last of the days."""
    if asked.unit_id is None:
        return Related(frozenset(), frozenset())
    above: set[int] = set()
    below: set[int] = set()
    for day in {asked.first, asked.last}:
        children = units_below(day)
        below |= scope_on([asked.unit_id], children).unit_ids or frozenset()
        above |= climbed(asked.unit_id, children)
    return Related(frozenset(above), frozenset(below))


def climbed(unit_id: int, children: Mapping[int, Iterable[int]]) -> set[int]:
    """Give a unit and everything above it."""
    parents: dict[int, set[int]] = {}
    for parent, below in children.items():
        for child in below:
            parents.setdefault(child, set()).add(parent)
    found, waiting = set(), [unit_id]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += parents.get(number, ())
    return found


def covers(grant: RoleGrant, unit_id: int | None, related: Related) -> bool:
    """Tell whether a grant reaches the unit asked about."""
    return unit_id is None or grant.unit_id is None or grant.unit_id in related.above


def overlapping_grants(asked: Question) -> list[RoleGrant]:
    """List the grants of the roles that open the data and that were in force on one of the days."""
    start, _ = asked.moments
    query = select(RoleGrant).where(
        RoleGrant.role.in_([role.value for role in DATA_KINDS[asked.kind].roles]),
        RoleGrant.valid_from <= asked.last,
        or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= asked.first),
        or_(RoleGrant.ended_at.is_(None), RoleGrant.ended_at > start),
    )
    return list(db.session.scalars(query.order_by(RoleGrant.id)))


def looks_by_account(asked: Question, related: Related) -> dict[int, tuple[int, datetime]]:
    """Count the looks that the audit knows of, and the last one, by account."""
    start, end = asked.moments
    query = (
        select(AuditActor.account_id, func.count(), func.max(AuditEvent.at))
        .join(AuditEvent, AuditEvent.actor_id == AuditActor.id)
        .where(
            AuditActor.kind == "person",
            AuditActor.account_id.is_not(None),
            AuditEvent.act.in_(DATA_KINDS[asked.kind].acts),
            AuditEvent.at >= start,
            AuditEvent.at < end,
        )
        .group_by(AuditActor.account_id)
    )
    if asked.unit_id is not None:
        near = related.above | related.below
        query = query.where(or_(AuditEvent.unit_id.is_(None), AuditEvent.unit_id.in_(near)))
    rows = db.session.execute(query)
    return {number: (times, last) for number, times, last in rows if number is not None}


def users_by_id(ids: Iterable[int]) -> dict[int, User]:
    """Find accounts by their numbers."""
    return {user.id: user for user in db.session.scalars(select(User).where(User.id.in_(set(ids))))}


def record_question(asked: Question, accounts: int, *, actor: Actor, now: datetime) -> None:
    """Record that somebody asked, in one transaction."""
    record_event(
        "breach.look",
        actor=actor,
        thing=f"kind:{asked.kind}",
        unit_id=asked.unit_id,
        now=now,
        first=asked.first.isoformat(),
        last=asked.last.isoformat(),
        accounts=accounts,
    )
    db.session.commit()
