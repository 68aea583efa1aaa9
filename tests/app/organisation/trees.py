"""Small trees and what tests ask of them."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import AccessCode, CollectionPoint, Unit
from app.services.organisation.creating import NewUnit
from app.services.organisation.reading import StoredTree, read_tree
from app.services.organisation.records import UnitKey
from tests.factories import create_unit

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
BEGAN = date(2025, 7, 1)
DAY = date(2026, 3, 1)
ACTOR = Actor.command("test")


def key(kind: str, code: str, since: date = BEGAN) -> UnitKey:
    """The key of a unit that began with the reform."""
    return UnitKey(kind, code, since)


PROVINCE, OTHER = key("province", "25"), key("province", "26")
FIRST, SECOND = key("commune", "00001"), key("commune", "00002")
COUNTER = key("counter", "00001-1")


def small_province() -> StoredTree:
    """Two provinces; in the first two communes, the first with a counter."""
    top = create_unit(code="25", kind="province", name="Tỉnh Cũ")
    create_unit(code="26", kind="province", name="Tỉnh Khác")
    first = create_unit(code="00001", kind="commune", name="Xã Một", parent=top)
    create_unit(code="00002", kind="commune", name="Xã Hai", parent=top)
    create_unit(code="00001-1", kind="counter", name="Quầy số 1", parent=first)
    return read_tree()


def commune(code: str = "00003", name: str = "Xã Mới", parent: UnitKey = PROVINCE) -> NewUnit:
    """A commune that is to be."""
    return NewUnit("commune", "administration", code, name, None, parent)


def unit(code: str) -> Unit:
    """The unit in force, or the last one, with a code."""
    query = select(Unit).where(Unit.code == code).order_by(Unit.valid_from.desc())
    found = db.session.scalars(query).first()
    assert found is not None
    return found


def code_of(place: Unit) -> AccessCode:
    """The newest access code at a place."""
    query = (
        select(AccessCode)
        .join(CollectionPoint, AccessCode.point_id == CollectionPoint.id)
        .where(CollectionPoint.place_id == place.id)
        .order_by(AccessCode.issued_at.desc())
    )
    found = db.session.scalars(query).first()
    assert found is not None
    return found
