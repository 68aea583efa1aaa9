"""A province of 1,000 counters in 100 communes, and as many answers as are asked for."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy import insert, select, text

from app.extensions import db
from app.models import CollectionPoint, Response, RoleName, Survey, Unit, User
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.factories import (
    create_point,
    create_population,
    create_staff,
    create_survey,
    create_target,
    create_unit,
    create_version,
)

COMMUNES, COUNTERS, ITEMS, AT_ONCE = 100, 10, 22, 20_000
CODE = "bench"
MORNING = datetime(2026, 1, 5, 1, tzinfo=UTC)
DAYS, HOURS = 300, 9


def build_province() -> None:
    """Make a survey of inpatients at every counter, one target for all, dossiers, and who looks."""
    create_staff(RoleName.EVALUATOR)
    create_target()
    version = create_version(to_document(load_catalogue_questionnaire("inpatient")))
    survey = create_survey(version=version, formulas=["people_top2"], code=CODE)
    above = create_unit(kind="province", name="Tỉnh")
    for number in range(COMMUNES):
        commune: Unit = create_unit(kind="commune", parent=above, name=f"Xã {number}")
        for desk in range(COUNTERS):
            counter = create_unit(parent=commune, name=f"Quầy {desk}")
            create_point(survey, place=counter)
            create_population(counter, 1500 + 10 * desk, period_end=date(2026, 12, 31))


def fill(answers: int, *, seed: int = 0) -> None:
    """Store answers of people whose moods differ, on working hours of 300 days."""
    survey = db.session.scalars(select(Survey).where(Survey.code == CODE)).one()
    points = select(CollectionPoint.id, CollectionPoint.place_id)
    places = [(row.id, row.place_id) for row in db.session.execute(points)]
    for begin in range(0, answers, AT_ONCE):
        rows = list(people(survey, places, min(AT_ONCE, answers - begin), seed + begin))
        db.session.execute(insert(Response), rows)
        db.session.commit()


def evaluator() -> User:
    """Give the one who looks."""
    return db.session.scalars(select(User)).one()


def settle() -> None:
    """Do what PostgreSQL does by itself some minutes after so many rows came in."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))


def people(
    survey: Survey, places: list[tuple[int, int]], count: int, seed: int
) -> Iterator[dict[str, Any]]:
    """Draw rows of answers."""
    questionnaire = load_catalogue_questionnaire("inpatient")
    rated = [q.code for q in questionnaire if q.type == "rating5"][:ITEMS]
    rng = np.random.default_rng(seed)
    mood = rng.normal(0.9, 0.7, (count, 1))
    scores = np.clip(np.floor(3.5 + mood + rng.normal(0, 0.8, (count, len(rated)))), 1, 5)
    seconds = np.sort(rng.integers(0, DAYS, count)) * 86400 + rng.integers(0, HOURS * 3600, count)
    opened = rng.integers(60, 600, count)
    where = rng.integers(0, len(places), count)
    for place, given, at, duration in zip(
        where.tolist(), scores.astype(int), seconds.tolist(), opened.tolist(), strict=True
    ):
        point_id, unit_id = places[place]
        yield {
            "key": uuid.uuid4(),
            "survey_id": survey.id,
            "version_id": survey.version_id,
            "point_id": point_id,
            "unit_id": unit_id,
            "mode": "self_phone",
            "language": "vi",
            "answered_at": MORNING + timedelta(seconds=at),
            "duration": duration,
            "verified": False,
            "answers": dict(zip(rated, given.tolist(), strict=True)),
        }
