"""Giving roles, taking them back, and carrying them over when units are merged."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import RoleGrant, RoleName, User


class InvalidGrant(LangNgheError):
    """A role cannot be given so; the message says why."""


def give_role(
    user: User,
    role: RoleName,
    *,
    unit_id: int | None,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    now: datetime,
) -> RoleGrant:
    """Give a person a role on a unit and all below it; the caller commits.

    Raises `InvalidGrant` if the last day lies before the first.
    """
    if valid_to is not None and valid_to < valid_from:
        raise InvalidGrant("the last day lies before the first")
    grant = RoleGrant(
        user=user,
        role=role.value,
        unit_id=unit_id,
        valid_from=valid_from,
        valid_to=valid_to,
        granted_by=actor.account_id,
        granted_at=now,
    )
    db.session.add(grant)
    return grant


def carry_over_grants(
    old_units: Collection[int], new_unit: int, *, on: date, actor: Actor, now: datetime
) -> list[RoleGrant]:
    """Let roles on units that are merged go on at the new unit from a day; the caller commits.

    The old grants end the day before. A person who held a role on several of the units holds it
    once on the new one, for the longest of the times.
    """
    carried: dict[tuple[int, str], RoleGrant] = {}
    for grant in open_grants(old_units, on):
        first = max(grant.valid_from, on)
        new = carried.get((grant.user_id, grant.role))
        if new is None:
            carried[grant.user_id, grant.role] = RoleGrant(
                user_id=grant.user_id,
                role=grant.role,
                unit_id=new_unit,
                valid_from=first,
                valid_to=grant.valid_to,
                granted_by=actor.account_id,
                granted_at=now,
                carried_from=grant.id,
            )
        else:
            new.valid_from = min(new.valid_from, first)
            new.valid_to = latest(new.valid_to, grant.valid_to)
        end_before(grant, on, actor=actor, now=now)
    db.session.add_all(carried.values())
    return list(carried.values())


def open_grants(unit_ids: Collection[int], on: date) -> list[RoleGrant]:
    """List the grants on some units that are or come into force on a day or later."""
    query = (
        select(RoleGrant)
        .where(
            RoleGrant.unit_id.in_(unit_ids),
            RoleGrant.ended_at.is_(None),
            or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= on),
        )
        .order_by(RoleGrant.id)
    )
    return list(db.session.scalars(query))


def end_before(grant: RoleGrant, on: date, *, actor: Actor, now: datetime) -> None:
    """End a grant with the day before; one that would begin only later never does."""
    if grant.valid_from < on:
        grant.valid_to = on - timedelta(days=1)
    else:
        grant.ended_at, grant.ended_by = now, actor.account_id


def latest(one: date | None, other: date | None) -> date | None:
    """Give the later of two last days; None is no end."""
    return None if one is None or other is None else max(one, other)
