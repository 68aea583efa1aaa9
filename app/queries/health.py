"""Whether the database answers."""

from sqlalchemy import select

from app.extensions import db


def is_database_ready() -> bool:
    """Ask the database for nothing; raises `SQLAlchemyError` if it does not answer."""
    return db.session.scalar(select(1)) == 1
