"""Which roles people hold, and on which units."""

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from app.extensions import db
from app.models import RoleGrant, RoleName, UnitSuccessor


def held_on(day: date) -> ColumnElement[bool]:
    """Say in SQL that a grant is in force on a day."""
    return and_(
        RoleGrant.ended_at.is_(None),
        RoleGrant.valid_from <= day,
        or_(RoleGrant.valid_to.is_(None), RoleGrant.valid_to >= day),
    )


def list_held_roles(user_id: int, day: date) -> list[tuple[RoleName, int | None]]:
    """List the roles a person holds on a day, each with its unit; None is the whole service."""
    query = select(RoleGrant.role, RoleGrant.unit_id).where(
        RoleGrant.user_id == user_id, held_on(day)
    )
    return [(RoleName(role), unit_id) for role, unit_id in db.session.execute(query)]


def list_grants(user_id: int, day: date) -> list[RoleGrant]:
    """List the grants of a person that are in force on a day."""
    query = (
        select(RoleGrant)
        .where(RoleGrant.user_id == user_id, held_on(day))
        .order_by(RoleGrant.role, RoleGrant.id)
    )
    return list(db.session.scalars(query))


def whole_successors(day: date) -> dict[int, int]:
    """Tell which units went on wholly as another one up to a day: by merger or a new name.

    A unit that was split went on as several; none of them may see all of its answers.
    """
    query = select(UnitSuccessor.old_id, UnitSuccessor.new_id).where(
        UnitSuccessor.share == 1, UnitSuccessor.happened_on <= day
    )
    return {row.old_id: row.new_id for row in db.session.execute(query)}
