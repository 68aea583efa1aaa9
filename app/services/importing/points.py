"""The points that imported answers are credited to: one a unit, marked as imported."""

from collections.abc import Iterable

from sqlalchemy import select

from app.extensions import db
from app.models import CollectionPoint, Mode, Survey, SurveyPoint, Touchpoint


def import_points(survey: Survey, unit_ids: Iterable[int]) -> dict[int, int]:
    """Find or add the import point of each unit, fielded for the survey; not committed.

    Gives the points' ids by unit. The unit is place and answerable body at once: a file that knows
    more than the unit is not read yet.
    """
    wanted = set(unit_ids)
    points = {point.place_id: point for point in existing(wanted)}
    for unit_id in sorted(wanted - points.keys()):
        points[unit_id] = CollectionPoint(
            place_id=unit_id, body_id=unit_id, touchpoint=Touchpoint.IMPORT, mode=Mode.IMPORTED
        )
        db.session.add(points[unit_id])
    db.session.flush()
    ids = {unit_id: point.id for unit_id, point in points.items()}
    fielded = set(
        db.session.scalars(select(SurveyPoint.point_id).where(SurveyPoint.survey_id == survey.id))
    )
    db.session.add_all(
        SurveyPoint(survey_id=survey.id, point_id=point_id)
        for point_id in sorted(set(ids.values()) - fielded)
    )
    db.session.flush()
    return ids


def existing(unit_ids: set[int]) -> Iterable[CollectionPoint]:
    """List the import points that these units have."""
    query = select(CollectionPoint).where(
        CollectionPoint.place_id.in_(unit_ids),
        CollectionPoint.body_id == CollectionPoint.place_id,
        CollectionPoint.service_id.is_(None),
        CollectionPoint.touchpoint == Touchpoint.IMPORT,
        CollectionPoint.mode == Mode.IMPORTED,
    )
    return db.session.scalars(query)
