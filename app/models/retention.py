"""Up to which moment a kind of data was kept long enough, as the database's own rules read it."""

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from app.database import CODE, Base, UTCDateTime


class RetentionLimit(Base):
    """What is older than `before` may be deleted; the trigger on `comment` asks this row.

    Only the daily retention moves it, and only forward: free text of a real survey cannot be
    deleted before its time, nor by hand, unless its author withdraws it.
    """

    __tablename__ = "retention_limit"

    kind: Mapped[str] = mapped_column(CODE, primary_key=True)
    before: Mapped[datetime] = mapped_column(UTCDateTime)
