"""Keys of rows whose import was taken back: the row may come again, under a key of its next life.

A row's key is made of what it says, so that a second import adds nothing. After an import was taken
back, its rows are still there, withdrawn; imported again, rightly this time, they must count.
"""

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from app.extensions import db
from app.models import Response, ResponseImport


def living_keys(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """Give for each key the one under which the row is stored, or would be.

    One query for each time that the same rows were taken back.
    """
    living = {key: key for key in keys}
    gone = taken_back(living.values())
    while gone:
        living = {key: next_life(now) if now in gone else now for key, now in living.items()}
        gone = taken_back(now for now in living.values())
    return living


def next_life(key: uuid.UUID) -> uuid.UUID:
    """Give the key under which a row comes again."""
    return uuid.uuid5(key, "taken back")


def taken_back(keys: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Tell which of the keys belong to imports that were taken back."""
    query = (
        select(Response.key)
        .join(ResponseImport, ResponseImport.id == Response.import_id)
        .where(Response.key.in_(list(keys)), ResponseImport.taken_back_at.is_not(None))
    )
    return set(db.session.scalars(query))
