"""Accounts of staff as an administrator looks after them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, func, select

from app.errors import NotFound
from app.extensions import db
from app.models import AccountLink, RoleGrant, RoleName, StaffSession, User
from app.queries.pages import LARGEST_ID, Page, page_of
from app.queries.point_list import holds, without_marks
from app.queries.rights import held_on
from app.scope import Scope


class PersonState(StrEnum):
    """How it stands with an account."""

    OPEN = "open"
    INVITED = "invited"
    LOCKED = "locked"
    SHUT = "shut"


@dataclass(frozen=True)
class Person:
    """An account with the roles it holds today, and when it was last used."""

    user: User
    grants: Sequence[RoleGrant]
    state: PersonState
    seen_at: datetime | None


def find_people(
    text: str, scope: Scope, *, day: date, now: datetime, number: int = 1
) -> Page[Person]:
    """List a page of people with a role inside the scope whose names hold every word of `text`.

    Whoever looks after the whole service sees people without any role, too. Raises `NotFound` for
    a page that is not there.
    """
    words = without_marks(text).split()
    people = [
        person
        for person in list_people(day, now)
        if is_visible(person, scope) and holds(words, without_marks(names(person)))
    ]
    return page_of(people, number)


def list_people(day: date, now: datetime) -> list[Person]:
    """List everybody in the order of names, with a fixed number of queries."""
    grants: dict[int, list[RoleGrant]] = {}
    for grant in db.session.scalars(select(RoleGrant).where(held_on(day)).order_by(RoleGrant.id)):
        grants.setdefault(grant.user_id, []).append(grant)
    seen = db.session.execute(
        select(StaffSession.user_id, func.max(StaffSession.seen_at)).group_by(StaffSession.user_id)
    )
    last_seen: dict[int, datetime] = {row[0]: row[1] for row in seen}
    waiting = set(db.session.scalars(select(AccountLink.user_id).where(link_is_open(now))))
    users = db.session.scalars(select(User).order_by(User.name, User.email))
    return [
        Person(
            user=user,
            grants=grants.get(user.id, []),
            state=state_of(user, now, invited=user.id in waiting and user.id not in last_seen),
            seen_at=last_seen.get(user.id),
        )
        for user in users
    ]


def link_is_open(now: datetime) -> ColumnElement[bool]:
    """Say in SQL that a link still works."""
    return and_(AccountLink.used_at.is_(None), AccountLink.expires_at > now)


def state_of(user: User, now: datetime, *, invited: bool) -> PersonState:
    """Tell how it stands with an account."""
    if not user.active:
        return PersonState.SHUT
    if user.locked_until is not None and now < user.locked_until:
        return PersonState.LOCKED
    return PersonState.INVITED if invited else PersonState.OPEN


def is_visible(person: Person, scope: Scope) -> bool:
    """Tell whether a person holds a role inside the scope."""
    if scope.is_everything:
        return True
    return any(grant.unit_id is not None and scope.covers(grant.unit_id) for grant in person.grants)


def names(person: Person) -> str:
    """Join what a person can be found by: name, address, units."""
    units = (grant.unit.name_vi for grant in person.grants if grant.unit)
    return " ".join((person.user.name, person.user.email, *units))


def get_person(user_id: int, *, day: date, now: datetime) -> Person:
    """Give one person; raises `NotFound`."""
    user = db.session.get(User, user_id) if user_id <= LARGEST_ID else None
    if user is None:
        raise NotFound("no such person")
    held = select(RoleGrant).where(RoleGrant.user_id == user_id, held_on(day))
    seen = db.session.scalar(
        select(func.max(StaffSession.seen_at)).where(StaffSession.user_id == user_id)
    )
    link = select(AccountLink.id).where(AccountLink.user_id == user_id, link_is_open(now))
    invited = seen is None and db.session.scalar(link) is not None
    grants = list(db.session.scalars(held.order_by(RoleGrant.id)))
    return Person(user, grants, state_of(user, now, invited=invited), seen)


def list_every_grant(user_id: int) -> list[RoleGrant]:
    """List every grant a person ever had, the newest first."""
    query = select(RoleGrant).where(RoleGrant.user_id == user_id)
    newest_first = query.order_by(RoleGrant.valid_from.desc(), RoleGrant.id.desc())
    return list(db.session.scalars(newest_first))


def get_grant(user_id: int, grant_id: int) -> RoleGrant:
    """Give one grant of a person; raises `NotFound`."""
    grant = db.session.get(RoleGrant, grant_id) if grant_id <= LARGEST_ID else None
    if grant is None or grant.user_id != user_id:
        raise NotFound("no such grant of this person")
    return grant


def count_administrators(day: date) -> int:
    """Count the open accounts that look after people on the whole service."""
    query = select(func.count(User.id.distinct())).join(RoleGrant, RoleGrant.user_id == User.id)
    return (
        db.session.scalar(
            query.where(
                User.active,
                RoleGrant.role == RoleName.SYSTEM_ADMINISTRATOR,
                RoleGrant.unit_id.is_(None),
                held_on(day),
            )
        )
        or 0
    )


def is_administrator(user_id: int, day: date) -> bool:
    """Tell whether a person looks after people on the whole service."""
    query = select(RoleGrant.id).where(
        RoleGrant.user_id == user_id,
        RoleGrant.role == RoleName.SYSTEM_ADMINISTRATOR,
        RoleGrant.unit_id.is_(None),
        held_on(day),
    )
    return db.session.scalar(query.limit(1)) is not None
