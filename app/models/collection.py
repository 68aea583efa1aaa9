"""Collection points and the access codes that hang there."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, UTCDateTime
from app.models.organisation import Unit, one_of
from app.models.service import Service


class Touchpoint(StrEnum):
    """At which moment of the service a person meets the code."""

    DESK_POSTER = "desk_poster"
    RECEIPT_SLIP = "receipt_slip"
    SUPPLEMENT_SLIP = "supplement_slip"
    REFUSAL_SLIP = "refusal_slip"
    RESULT_SLIP = "result_slip"
    KIOSK = "kiosk"
    ONLINE = "online"
    POST = "post"
    PAPER = "paper"
    IMPORT = "import"


class Mode(StrEnum):
    """How the answer is given; modes are strata and never pooled silently."""

    SELF_PHONE = "self_phone"
    KIOSK = "kiosk"
    ONLINE = "online"
    INTERVIEWER = "interviewer"
    ASSISTED = "assisted"
    PAPER = "paper"
    IMPORTED = "imported"


class CollectionPoint(Base):
    """One place × answerable body × service × touchpoint × mode.

    What was answered before `moved_at` counts for the place it was moved from.
    """

    __tablename__ = "collection_point"
    __table_args__ = (
        CheckConstraint(one_of("touchpoint", Touchpoint), "touchpoint_is_known"),
        CheckConstraint(one_of("mode", Mode), "mode_is_known"),
        Index(
            "uq_collection_point_with_service",
            *("place_id", "body_id", "service_id", "touchpoint", "mode"),
            unique=True,
            sqlite_where=text("service_id IS NOT NULL"),
            postgresql_where=text("service_id IS NOT NULL"),
        ),
        # NULL is never equal to NULL, so the points for all services need an index of their own.
        Index(
            "uq_collection_point_all_services",
            *("place_id", "body_id", "touchpoint", "mode"),
            unique=True,
            sqlite_where=text("service_id IS NULL"),
            postgresql_where=text("service_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    service_id: Mapped[int | None] = mapped_column(ForeignKey("service.id"))
    touchpoint: Mapped[str] = mapped_column(String(32))
    mode: Mapped[str] = mapped_column(String(32))
    moved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    moved_from_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    place: Mapped[Unit] = relationship(foreign_keys=[place_id], lazy="joined")
    body: Mapped[Unit] = relationship(foreign_keys=[body_id], lazy="joined")
    service: Mapped[Service | None] = relationship()


class AccessCode(Base):
    """An opaque code that leads to a point: revoked, expired or led on, never used again.

    `led_on_at` is since when it leads on to another code: what was answered before stays here.
    """

    __tablename__ = "access_code"
    __table_args__ = (
        CheckConstraint("redirects_to IS NULL OR redirects_to <> code", "not_onto_itself"),
    )

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    point_id: Mapped[int] = mapped_column(ForeignKey("collection_point.id"), index=True)
    issued_at: Mapped[datetime] = mapped_column(UTCDateTime)
    expires_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    redirects_to: Mapped[str | None] = mapped_column(ForeignKey("access_code.code"))
    led_on_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    point: Mapped[CollectionPoint] = relationship(lazy="joined")
