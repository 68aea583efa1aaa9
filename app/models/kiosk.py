"""The code with which staff leave a kiosk."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, UTCDateTime


class KioskCode(Base):
    """The staff code of a point's kiosk, hashed: nobody can look it up, only set a new one."""

    __tablename__ = "kiosk_code"

    point_id: Mapped[int] = mapped_column(ForeignKey("collection_point.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(255))
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
