"""Seals, as pages and files show them."""

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import Seal


def latest_seal() -> Seal | None:
    """Give the newest seal; None before the first."""
    return db.session.scalar(select(Seal).order_by(Seal.number.desc()).limit(1))


def list_seals(limit: int | None = None) -> list[Seal]:
    """List seals, newest first."""
    return list(db.session.scalars(select(Seal).order_by(Seal.number.desc()).limit(limit)))


def get_seal(number: int) -> Seal:
    """Give a seal by its number; raises `NotFound`."""
    seal = db.session.get(Seal, number)
    if seal is None:
        raise NotFound(f"no seal {number}")
    return seal
