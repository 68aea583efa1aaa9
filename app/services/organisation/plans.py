"""Surveys that ask at a unit go on asking at those that follow it, as long as they are open."""

from collections.abc import Mapping, Set
from datetime import date

from sqlalchemy import delete, insert, select, tuple_

from app.extensions import db
from app.models import Survey, SurveyUnit
from app.services.organisation.carrying import Carried
from app.services.organisation.writing import batches


def carry_plans(heirs: Mapping[int, Set[int]], carried: Carried, *, day: date) -> None:
    """Add the units that follow to the surveys still open on `day`, without committing."""
    rows: dict[tuple[int, int], bool] = {}
    for some in batches(sorted(heirs)):
        query = (
            select(SurveyUnit)
            .join(Survey, Survey.id == SurveyUnit.survey_id)
            .where(SurveyUnit.unit_id.in_(some), Survey.closes_on >= day)
        )
        for row in db.session.scalars(query):
            for heir in heirs[row.unit_id]:
                pair = (row.survey_id, heir)
                rows[pair] = rows.get(pair, False) or row.with_subtree
    there: set[tuple[int, int]] = set()
    for some in batches(sorted({unit_id for _, unit_id in rows})):
        pairs = select(SurveyUnit.survey_id, SurveyUnit.unit_id)
        found = db.session.execute(pairs.where(SurveyUnit.unit_id.in_(some)))
        there |= {(survey_id, unit_id) for survey_id, unit_id in found}
    carried.planned = sorted(rows.keys() - there)
    if carried.planned:
        names = ("survey_id", "unit_id")
        added = [
            {**dict(zip(names, pair, strict=True)), "with_subtree": rows[pair]}
            for pair in carried.planned
        ]
        db.session.execute(insert(SurveyUnit), added)


def take_plans_back(carried: Carried) -> None:
    """Let surveys no longer ask at the units that were added, without committing."""
    pairs = [tuple(pair) for pair in carried.planned]
    for start in range(0, len(pairs), 200):
        planned = tuple_(SurveyUnit.survey_id, SurveyUnit.unit_id)
        db.session.execute(delete(SurveyUnit).where(planned.in_(pairs[start : start + 200])))
