"""Accounts of staff. Citizens have none."""

from datetime import datetime

from flask_security.core import RoleMixin, UserMixin
from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime


class NoRole(RoleMixin):
    """Flask-Security asks for a table of roles; ours are dated and stand in `role_grant`."""

    name = ""


class User(Base, UserMixin):
    """A member of staff. What the person may do stands in `role_grant`."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime)
    failed_attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    locked_until: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]  # the mixin has an attribute
        """No roles in the sense of Flask-Security: only `app.access` decides."""
        return []

    @property
    def called(self) -> str:
        """What to call the person on a page."""
        return self.name or self.email
