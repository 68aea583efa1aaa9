"""Batches of paper sheets in every state, at a counter of the demonstration province."""

import uuid
from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import CollectionPoint, PaperBatch, RoleName, Sector, Survey, SurveyPoint
from app.queries.paper import next_to_type_again
from app.queries.questionnaires import get_questionnaire
from app.queries.survey_states import survey_at_a_point
from app.services.paper.batches import close_batch, open_batch
from app.services.paper.checking import check_sheet
from app.services.paper.sheets import FilledIn, store_sheet
from app.services.questionnaires import publish_questionnaire
from surveys.catalogue import load_catalogue_questionnaire
from surveys.validation import check_answers

ACTOR = Actor.command("tests")
ROLE = RoleName.COLLECTION_OFFICER


def make_batches(point: CollectionPoint) -> dict[str, int]:
    """Make a batch in each state; give their ids by what they wait for."""
    batches = {
        use: new_batch(point, sheets)
        for use, sheets in (("open", 3), ("to type again", 12), ("to settle", 4))
    }
    for use in ("to type again", "to settle"):
        close_batch(batches[use], actor=ACTOR, now=clock.now())
    type_again(batches["to settle"])
    batches["long form"] = long_form_batch(batches["open"].point)
    return {use: batch.id for use, batch in batches.items()}


def long_form_batch(paper: CollectionPoint) -> PaperBatch:
    """Open a batch of the long one-stop form, at a point for paper alone: no other page has it."""
    now = clock.now()
    questionnaire = load_catalogue_questionnaire("one_stop_long")
    version, _ = publish_questionnaire(questionnaire, actor=ACTOR, now=now)
    survey = Survey(
        code="long-form",
        title_vi="Khảo sát giải quyết thủ tục hành chính",
        title_en="Survey of procedures",
        sector=Sector.ADMINISTRATION,
        version_id=version.id,
        opens_on=clock.local_day(now) - timedelta(30),
        closes_on=clock.local_day(now) + timedelta(30),
        opened_at=now - timedelta(30),
        formulas=["people_top2"],
        demonstration=True,
    )
    db.session.add(survey)
    db.session.flush()
    db.session.add(SurveyPoint(survey_id=survey.id, point_id=paper.id))
    return open_batch(survey, paper, version_id=version.id, language="vi", actor=ACTOR, now=now)


def new_batch(point: CollectionPoint, sheets: int) -> PaperBatch:
    """Open a batch at the place of a point and store some sheets."""
    now = clock.now()
    surveys = select(Survey).join(SurveyPoint).where(SurveyPoint.point_id == point.id)
    survey = survey_at_a_point(db.session.scalars(surveys).all(), now)
    assert survey is not None
    version_id = survey.version_id
    batch = open_batch(survey, point, version_id=version_id, language="vi", actor=ACTOR, now=now)
    for _ in range(sheets):
        answers = check_answers(get_questionnaire(version_id), {"overall": 4, "time": 2})
        sheet = FilledIn(clock.local_day(now), answers, ROLE)
        store_sheet(batch, sheet, key=uuid.uuid4(), now=now)
    return batch


def type_again(batch: PaperBatch) -> None:
    """Type the first drawn sheet again, reading one answer otherwise."""
    drawn = next_to_type_again(batch.id)
    assert drawn is not None
    second = {"overall": 5, "time": 2}
    check_sheet(drawn.check, second, role=ROLE, version_id=batch.version_id)
