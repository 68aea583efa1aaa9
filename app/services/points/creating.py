"""Making collection points with their codes; the same combination never stands twice."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import AccessCode, CollectionPoint, Mode, SurveyPoint, Touchpoint
from app.services.access_codes import unused_access_codes
from app.services.auditing import record_event

USUAL_MODES = {
    Touchpoint.KIOSK: Mode.KIOSK,
    Touchpoint.ONLINE: Mode.ONLINE,
    Touchpoint.PAPER: Mode.PAPER,
    Touchpoint.IMPORT: Mode.IMPORTED,
}
"""How a touchpoint is answered where nobody says otherwise: on one's own phone, but for these."""


class PointRefused(LangNgheError):
    """A point cannot be made or moved so; `field` names the place, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True)
class PointEntry:
    """A place × answerable body × service × touchpoint × mode, of which there is at most one."""

    place_id: int
    body_id: int
    service_id: int | None
    touchpoint: str
    mode: str

    @classmethod
    def of(cls, point: CollectionPoint) -> "PointEntry":
        """Give the combination of a stored point."""
        names = ("place_id", "body_id", "service_id", "touchpoint", "mode")
        return cls(*(getattr(point, name) for name in names))


def usual_mode(touchpoint: str) -> Mode:
    """Tell how a touchpoint is usually answered."""
    return USUAL_MODES.get(Touchpoint(touchpoint), Mode.SELF_PHONE)


def stored_entries(place_ids: Iterable[int]) -> dict[PointEntry, int]:
    """Give the combinations that are there at some places, with the number of their point."""
    query = select(CollectionPoint).where(CollectionPoint.place_id.in_(set(place_ids)))
    return {PointEntry.of(point): point.id for point in db.session.scalars(query)}


def create_point(
    entry: PointEntry,
    *,
    survey_ids: Iterable[int] = (),
    last_day: date | None = None,
    actor: Actor,
    now: datetime,
) -> CollectionPoint:
    """Make one point with a code, in one transaction; it collects for the surveys named.

    Its code works up to and including `last_day`, if given. Raises `PointRefused` for a combination
    that is there.
    """
    if entry in stored_entries([entry.place_id]):
        raise PointRefused("touchpoint", gettext("This place has such a point already."))
    (point,) = add_points([(entry, list(survey_ids), last_day)], now)
    record_event(
        "point.create", actor=actor, thing=f"point:{point.id}", unit_id=point.place_id, now=now
    )
    db.session.commit()
    return point


def create_points(
    wanted: Sequence[tuple[PointEntry, list[int], date | None]],
    *,
    unit_id: int | None,
    actor: Actor,
    now: datetime,
) -> list[CollectionPoint]:
    """Make many points with their codes, in one transaction; those that are there are passed over.

    `unit_id` is the unit below which they all stand, for the audit.
    """
    there = stored_entries(entry.place_id for entry, _, _ in wanted)
    points = add_points([each for each in wanted if each[0] not in there], now)
    record_event(
        "point.create_many",
        actor=actor,
        thing="point:*",
        unit_id=unit_id,
        now=now,
        count=len(points),
        ids=", ".join(str(point.id) for point in points),
    )
    db.session.commit()
    return points


def add_points(
    wanted: Sequence[tuple[PointEntry, list[int], date | None]], now: datetime
) -> list[CollectionPoint]:
    """Add the rows of points, their codes and their surveys without committing."""
    points = [
        CollectionPoint(
            place_id=entry.place_id,
            body_id=entry.body_id,
            service_id=entry.service_id,
            touchpoint=entry.touchpoint,
            mode=entry.mode,
        )
        for entry, _, _ in wanted
    ]
    db.session.add_all(points)
    db.session.flush()
    codes = unused_access_codes(len(points))
    for point, code, (_, survey_ids, last_day) in zip(points, codes, wanted, strict=True):
        expires_at = end_of(last_day)
        row = AccessCode(code=code, point_id=point.id, issued_at=now, expires_at=expires_at)
        db.session.add(row)
        db.session.add_all(
            SurveyPoint(survey_id=survey_id, point_id=point.id) for survey_id in set(survey_ids)
        )
    db.session.flush()
    return points


def end_of(last_day: date | None) -> datetime | None:
    """Give the first moment after a day."""
    return clock.day_bounds(last_day, last_day)[1] if last_day else None
