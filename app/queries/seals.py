"""Seals, as pages and files show them."""

from sqlalchemy import select

from app.extensions import db
from app.models import Seal


def latest_seal() -> Seal | None:
    """Give the newest seal; None before the first."""
    return db.session.scalar(select(Seal).order_by(Seal.number.desc()).limit(1))


def list_seals(limit: int | None = None) -> list[Seal]:
    """List seals, newest first."""
    return list(db.session.scalars(select(Seal).order_by(Seal.number.desc()).limit(limit)))
