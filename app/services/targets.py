"""Targets set, ended and corrected; two of one cell never hold on one day."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import or_, select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Target
from app.services.auditing import record_event

CELL = ("sector", "unit_kind", "formula", "place")
FIELDS = (*CELL, "value", "valid_from", "valid_to", "source_vi", "source_en")


class TargetRefused(LangNgheError):
    """A target cannot be stored so; `field` names the place, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target as it is written down; None for sector, kind or formula means every one.

    value : as a share of the scale's length, from 0 to 1
    """

    value: float
    place: int
    sector: str | None
    unit_kind: str | None
    formula: str | None
    valid_from: date
    valid_to: date | None
    source_vi: str
    source_en: str


def add_target(entry: TargetEntry, *, actor: Actor, now: datetime) -> Target:
    """Set a target; raises `TargetRefused`."""
    check_entry(entry)
    target = Target(**{field: getattr(entry, field) for field in FIELDS})
    db.session.add(target)
    db.session.flush()
    record_event(
        "target.add",
        actor=actor,
        thing=f"target:{target.id}",
        unit_id=None,
        now=now,
        value=entry.value,
        valid_from=entry.valid_from.isoformat(),
    )
    db.session.commit()
    return target


def end_target(target: Target, last_day: date, *, actor: Actor, now: datetime) -> None:
    """Let a target hold until a day, that day included; raises `TargetRefused`."""
    if last_day < target.valid_from:
        raise TargetRefused("valid_to", gettext("This is before the first day of the target."))
    if target.valid_to is not None and last_day > target.valid_to:
        raise TargetRefused("valid_to", gettext("The target has ended before that day already."))
    target.valid_to = last_day
    record_event(
        "target.end",
        actor=actor,
        thing=f"target:{target.id}",
        unit_id=None,
        now=now,
        valid_to=last_day.isoformat(),
    )
    db.session.commit()


def correct_target(target: Target, entry: TargetEntry, *, actor: Actor, now: datetime) -> bool:
    """Correct what was written down wrongly; the audit keeps what it was.

    Tells whether anything was changed. Raises `TargetRefused`.
    """
    check_entry(entry, but=target.id)
    before = {f: getattr(target, f) for f in FIELDS if getattr(target, f) != getattr(entry, f)}
    if not before:
        return False
    for field in before:
        setattr(target, field, getattr(entry, field))
    record_event(
        "target.correct",
        actor=actor,
        thing=f"target:{target.id}",
        unit_id=None,
        now=now,
        before={field: in_audit(value) for field, value in before.items()},
    )
    db.session.commit()
    return True


def in_audit(value: object) -> str | float | int | None:
    """Write a value as the audit keeps it."""
    if value is None or isinstance(value, float | int):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


def check_entry(entry: TargetEntry, *, but: int = 0) -> None:
    """Refuse days in the wrong order, and a second target of one cell on one day."""
    if entry.valid_to is not None and entry.valid_to < entry.valid_from:
        raise TargetRefused("valid_to", gettext("The last day is before the first day."))
    other = overlapping(entry, but)
    if other is not None:
        raise TargetRefused("valid_from", overlap_in_words(other))


def overlapping(entry: TargetEntry, but: int) -> Target | None:
    """Find a target of the same cell that holds on a day of the entry's."""
    same = [getattr(Target, name).is_not_distinct_from(getattr(entry, name)) for name in CELL]
    query = select(Target).where(
        *same,
        Target.id != but,
        or_(Target.valid_to.is_(None), Target.valid_to >= entry.valid_from),
    )
    if entry.valid_to is not None:
        query = query.where(Target.valid_from <= entry.valid_to)
    return db.session.scalar(query.order_by(Target.valid_from))


def overlap_in_words(other: Target) -> str:
    """Say which target stands in the way, and what to do."""
    days = {"value": f"{100 * other.value:g}", "first": f"{other.valid_from:%d/%m/%Y}"}
    if other.valid_to is None:
        return str(
            gettext(
                "A target of %(value)s%% for the same figures holds since %(first)s. End it first.",
                **days,
            )
        )
    return str(
        gettext(
            "A target of %(value)s%% for the same figures holds from %(first)s to %(last)s. "
            "Choose other days.",
            last=f"{other.valid_to:%d/%m/%Y}",
            **days,
        )
    )
