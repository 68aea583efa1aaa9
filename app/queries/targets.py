"""Targets in force."""

from datetime import date

from sqlalchemy import or_, select

from app.extensions import db
from app.models import Target


def list_targets(day: date) -> list[Target]:
    """List the targets in force on a day."""
    query = select(Target).where(
        Target.valid_from <= day, or_(Target.valid_to.is_(None), Target.valid_to >= day)
    )
    return list(db.session.scalars(query.order_by(Target.valid_from, Target.id)))
