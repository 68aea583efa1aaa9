"""Answers: stored, imported, typed from paper."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from app.extensions import db
from app.models import CollectionPoint, PaperBatch, Response, ResponseImport, Survey, Unit
from app.services.paper.batches import open_batch
from tests.factories.places import create_point, create_survey
from tests.factories.rows import ACTOR, NOW, saved


def create_response(
    survey: Survey,
    answers: Mapping[str, Any],
    *,
    point: CollectionPoint | None = None,
    key: uuid.UUID | None = None,
    answered_at: datetime = NOW,
    **columns: Any,
) -> Response:
    """A stored response, put there directly."""
    point = point or create_point(survey)
    response: Response = saved(
        Response(
            key=key or uuid.uuid4(),
            survey_id=survey.id,
            version_id=survey.version_id,
            point_id=point.id,
            unit_id=point.place_id,
            mode=point.mode,
            language="vi",
            answered_at=answered_at,
            answers=dict(answers),
            **columns,
        )
    )
    return response


def create_answers(
    survey: Survey,
    place: Unit,
    answers: Sequence[Mapping[str, Any]],
    *,
    answered_at: datetime = NOW,
    mode: str = "self_phone",
    verified: bool = False,
    point: CollectionPoint | None = None,
) -> list[uuid.UUID]:
    """Many stored responses at a unit's point, the first if none is named; gives their keys."""
    here = select(CollectionPoint).where(CollectionPoint.place_id == place.id)
    query = here.order_by(CollectionPoint.id)
    point = point or db.session.scalar(query) or create_point(survey, place=place)
    common = {
        "survey_id": survey.id,
        "version_id": survey.version_id,
        "point_id": point.id,
        "unit_id": place.id,
        "mode": mode,
        "language": "vi",
        "answered_at": answered_at,
        "verified": verified,
    }
    keys = [uuid.uuid4() for _ in answers]
    rows = [
        {**common, "key": key, "answers": dict(given)}
        for key, given in zip(keys, answers, strict=True)
    ]
    if rows:
        db.session.execute(insert(Response), rows)
        db.session.commit()
    return keys


def create_batch(survey: Survey, point: CollectionPoint) -> PaperBatch:
    """An open batch of paper sheets at the place of `point`."""
    return open_batch(
        survey, point, version_id=survey.version_id, language="vi", actor=ACTOR, now=NOW
    )


def create_import(survey: Survey | None = None, **columns: Any) -> ResponseImport:
    """A record of an import that brought nothing."""
    columns = {"file_name": "phieu.csv", "rows": 0, "imported_by": "an.nguyen@example.vn"} | columns
    record: ResponseImport = saved(
        ResponseImport(
            survey_id=(survey or create_survey()).id,
            file_digest="0" * 64,
            mapping_digest="0" * 64,
            imported_at=NOW,
            **columns,
        )
    )
    return record
