"""What signing in leaves behind: sessions, second factors, links that work once."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, UTCDateTime
from app.models.account import User
from app.models.organisation import one_of

OF_A_USER = "user.id"


class StaffSession(Base):
    """A browser in which somebody has signed in; a cookie counts only while its row is open.

    `digest` is of the secret in the cookie. `proven_at` is when the second factor was shown; until
    then nothing opens but the page that asks for it. No network address is kept.
    """

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_A_USER, ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    browser: Mapped[str] = mapped_column(String(80))
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime)
    proven_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Authenticator(Base):
    """An app that shows one-time codes (TOTP); `secret` is encrypted with a key of the settings.

    `last_counter` is the time step of the last code taken, so that none works twice.
    """

    __tablename__ = "authenticator"

    user_id: Mapped[int] = mapped_column(
        ForeignKey(OF_A_USER, ondelete="CASCADE"), primary_key=True
    )
    secret: Mapped[str] = mapped_column(String(500))
    last_counter: Mapped[int] = mapped_column(default=0)
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)


class Passkey(Base):
    """A key of a device or browser that signs a challenge (WebAuthn)."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_A_USER, ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    user: Mapped[User] = relationship(lazy="joined")


class RecoveryCode(Base):
    """A code that stands in once for a lost second factor; only its digest is kept."""

    __tablename__ = "recovery_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_A_USER, ondelete="CASCADE"), index=True)
    digest: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class LinkPurpose(StrEnum):
    """What a link to an account is good for."""

    INVITATION = "invitation"
    NEW_PASSWORD = "new_password"  # noqa: S105  (a purpose, not a password)


class AccountLink(Base):
    """A link by which a person sets the password of an account: once, and for a few days."""

    __tablename__ = "account_link"
    __table_args__ = (CheckConstraint(one_of("purpose", LinkPurpose), "purpose_is_known"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey(OF_A_USER, ondelete="CASCADE"), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    user: Mapped[User] = relationship(lazy="joined")
