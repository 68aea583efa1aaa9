"""Opening hours of units that differ from the usual ones."""

from sqlalchemy import func, select

from app.extensions import db
from app.models import OpeningHours, Unit
from app.scope import Scope


def list_opening_hours() -> list[OpeningHours]:
    """List every entry: the later one of a day after the earlier one, later days last."""
    query = select(OpeningHours).order_by(OpeningHours.valid_from, OpeningHours.id)
    return list(db.session.scalars(query))


def list_hours_in_scope(scope: Scope) -> list[tuple[OpeningHours, Unit]]:
    """List the entries of a scope with their units, by unit, the latest day first."""
    query = (
        select(OpeningHours, Unit)
        .join(Unit, Unit.id == OpeningHours.unit_id)
        .where(scope.clause(OpeningHours.unit_id))
        .order_by(Unit.code, OpeningHours.valid_from.desc(), OpeningHours.id.desc())
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def last_hours_entry() -> int:
    """Give the number of the newest entry, which changes whenever hours are entered."""
    return db.session.scalar(select(func.max(OpeningHours.id))) or 0
