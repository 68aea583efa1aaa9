"""Moving points, limiting their codes, and saying which surveys they collect for."""

from collections.abc import Iterable
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import delete, or_, select

from app.actor import Actor
from app.extensions import db
from app.models import AccessCode, CollectionPoint, SurveyPoint
from app.services.auditing import record_event
from app.services.points.creating import PointEntry, PointRefused, end_of, stored_entries


def move_point(
    point: CollectionPoint, place_id: int, body_id: int, *, actor: Actor, now: datetime
) -> None:
    """Let a point stand at another place, for another body, in one transaction.

    Its codes go along. Answers keep the unit where they were given, also those that a device
    without a network sends later. Raises `PointRefused` if such a
    point stands there already.
    """
    entry = PointEntry(place_id, body_id, point.service_id, point.touchpoint, point.mode)
    taken = stored_entries([place_id]).get(entry)
    if taken is not None and taken != point.id:
        message = gettext(
            "Such a point stands there already. Take the codes of this one back instead."
        )
        raise PointRefused("place_id", message)
    before = f"{point.place_id}/{point.body_id}"
    if place_id != point.place_id:
        point.moved_from_id, point.moved_at = point.place_id, now
    point.place_id, point.body_id = place_id, body_id
    record_event(
        "point.move",
        actor=actor,
        thing=f"point:{point.id}",
        unit_id=place_id,
        now=now,
        before=before,
        after=f"{place_id}/{body_id}",
    )
    db.session.commit()


def limit_codes(
    point: CollectionPoint, last_day: date | None, *, actor: Actor, now: datetime
) -> None:
    """Let every code of a point that still works end after a day, or never; one transaction."""
    working = select(AccessCode).where(
        AccessCode.point_id == point.id,
        AccessCode.revoked_at.is_(None),
        or_(AccessCode.expires_at.is_(None), AccessCode.expires_at > now),
    )
    for code in db.session.scalars(working):
        code.expires_at = end_of(last_day)
    record_event(
        "code.limit",
        actor=actor,
        thing=f"point:{point.id}",
        unit_id=point.place_id,
        now=now,
        last_day=last_day.isoformat() if last_day else None,
    )
    db.session.commit()


def attach_point(
    point: CollectionPoint,
    survey_ids: Iterable[int],
    *,
    among: Iterable[int],
    actor: Actor,
    now: datetime,
) -> None:
    """Let a point collect for the surveys named and for no other `among` those offered.

    Answers that it has collected stay where they are. In one transaction.
    """
    offered, wanted = set(among), set(survey_ids) & set(among)
    query = select(SurveyPoint.survey_id).where(SurveyPoint.point_id == point.id)
    present = set(db.session.scalars(query)) & offered
    db.session.execute(
        delete(SurveyPoint).where(
            SurveyPoint.point_id == point.id, SurveyPoint.survey_id.in_(present - wanted)
        )
    )
    db.session.add_all(
        SurveyPoint(survey_id=survey_id, point_id=point.id) for survey_id in wanted - present
    )
    record_event(
        "point.attach",
        actor=actor,
        thing=f"point:{point.id}",
        unit_id=point.place_id,
        now=now,
        added=numbers(wanted - present),
        removed=numbers(present - wanted),
    )
    db.session.commit()


def numbers(ids: Iterable[int]) -> str:
    """Write numbers of rows as the audit keeps them."""
    return ", ".join(map(str, sorted(ids)))
