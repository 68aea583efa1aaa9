"""How many forms got how far at a point on a day: numbers only, and nothing of any one form."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class FunnelStep(StrEnum):
    """What is counted of forms; some of it by a detail.

    REACHED and PASSED count a step of a long form, from 0; REFUSED a reason, "answers" among them;
    QUESTION an item and what was wrong with it; MENDED an item that was refused and put right;
    TOOK the least number of seconds of a span (`app.services.funnel.spans`). DELIVERED are answers
    of shared tablets and of forms fetched ahead, whose opening nobody saw. GIVEN_UP counts the item
    at which somebody left a shared tablet. LATE are those DELIVERED over an hour after they were
    given, as the device tells it; they count for the day on which they arrived.
    """

    OPENED = "opened"
    STARTED = "started"
    REACHED = "reached"
    PASSED = "passed"
    REFUSED = "refused"
    QUESTION = "question"
    MENDED = "mended"
    SENT = "sent"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    LATE = "late"
    TOOK = "took"


class FunnelCount(Base):
    """A number of forms; `day` is the local day on which they were opened.

    There is no moment in it and no row of its own for anybody: a row is added to, never made anew.
    """

    __tablename__ = "funnel_count"
    __table_args__ = (CheckConstraint("n >= 0", "n_not_negative"),)

    survey_id: Mapped[int] = mapped_column(
        ForeignKey("survey.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    point_id: Mapped[int] = mapped_column(
        ForeignKey("collection_point.id", ondelete="CASCADE"), primary_key=True
    )
    unit_id: Mapped[int] = mapped_column(
        ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[str] = mapped_column(primary_key=True)
    detail: Mapped[str] = mapped_column(primary_key=True, default="")
    n: Mapped[int]
