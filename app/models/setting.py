"""What an administrator has set: every value with its moment, the last one being in force."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, DOCUMENT, Base, UTCDateTime


class SettingValue(Base):
    """A setting got a value at a moment; a trigger refuses any later change of the row.

    Who set it stands in the audit, where the name can be erased.
    """

    __tablename__ = "setting_value"
    __table_args__ = (Index("ix_setting_value_name_id", "name", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(CODE)
    value: Mapped[Any] = mapped_column(DOCUMENT)
    set_at: Mapped[datetime] = mapped_column(UTCDateTime)
