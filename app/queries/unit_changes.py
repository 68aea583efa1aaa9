"""Changes of the tree of units."""

from sqlalchemy import select

from app.extensions import db
from app.models import UnitChange
from app.queries.pages import Page, page_of


def list_changes(number: int = 1) -> Page[UnitChange]:
    """List a page of the changes, the latest first; raises `NotFound` for one not there."""
    query = select(UnitChange).order_by(UnitChange.id.desc())
    return page_of(list(db.session.scalars(query)), number)
