"""Batches of sheets: opened at a place, counted, closed with a tenth drawn for a second typing."""

import hashlib
import hmac
import uuid
from collections.abc import Sequence
from datetime import datetime

from flask import current_app
from sqlalchemy import select, update

from app.actor import Actor
from app.extensions import db
from app.models import (
    CollectionPoint,
    Mode,
    PaperBatch,
    PaperCheck,
    PaperSheet,
    Survey,
    SurveyPoint,
    SurveyVersion,
    Touchpoint,
)
from app.queries.survey_states import LATE, SurveyState, survey_bounds, survey_state
from app.services.auditing import record_event
from app.services.paper.errors import PaperRefused, Refusal

ONE_IN = 10
"""Of so many sheets one is typed twice; of a smaller batch, one all the same."""


def open_batch(
    survey: Survey,
    point: CollectionPoint,
    *,
    version_id: int,
    language: str,
    actor: Actor,
    now: datetime,
) -> PaperBatch:
    """Open a batch in one transaction, at the paper point of the place where `point` is.

    The paper point is made where there is none yet. Raises `PaperRefused`.
    """
    check_takes_paper(survey, now)
    if db.session.get(SurveyPoint, (survey.id, point.id)) is None:
        raise PaperRefused(Refusal.NOT_AT_THIS_POINT)
    if version_id not in versions_asked(survey):
        raise PaperRefused(Refusal.VERSION_NOT_ASKED)
    paper = paper_point(survey, point)
    batch = PaperBatch(
        survey_id=survey.id,
        point_id=paper.id,
        version_id=version_id,
        language=language,
        opened_at=now,
    )
    db.session.add(batch)
    finish("paper.open", survey.code, paper.place_id, actor, now)
    return batch


def check_takes_paper(survey: Survey, now: datetime) -> None:
    """Raise `PaperRefused` unless sheets of the survey may be typed in now.

    Sheets come late by nature: they are taken as long as late answers are.
    """
    state = survey_state(survey, now)
    if state in (SurveyState.PLANNED, SurveyState.SCHEDULED):
        raise PaperRefused(Refusal.NOT_OPENED_YET)
    if state is SurveyState.PAUSED:
        raise PaperRefused(Refusal.PAUSED)
    if now >= survey_bounds(survey)[1] + LATE:
        raise PaperRefused(Refusal.TOO_LATE)


def versions_asked(survey: Survey) -> list[int]:
    """List the versions that a survey asks or asked, the present one first.

    A sheet says in its corner which of them it is.
    """
    query = (
        select(SurveyVersion.version_id)
        .where(SurveyVersion.survey_id == survey.id)
        .order_by(SurveyVersion.since.desc())
    )
    return list(dict.fromkeys([survey.version_id, *db.session.scalars(query)]))


def paper_point(survey: Survey, point: CollectionPoint) -> CollectionPoint:
    """Give the point for paper at the same place, body and service; made if there is none."""
    if point.mode == Mode.PAPER:
        return point
    same = {"place_id": point.place_id, "body_id": point.body_id, "service_id": point.service_id}
    kind = {"touchpoint": Touchpoint.PAPER.value, "mode": Mode.PAPER.value}
    found = db.session.scalar(select(CollectionPoint).filter_by(**same, **kind))
    if found is None:
        found = CollectionPoint(**same, **kind)
        db.session.add(found)
        db.session.flush()
    if db.session.get(SurveyPoint, (survey.id, found.id)) is None:
        db.session.add(SurveyPoint(survey_id=survey.id, point_id=found.id))
    return found


def count_unusable(batch: PaperBatch) -> None:
    """Count a sheet that holds no answer to store, in one transaction; raises `PaperRefused`."""
    check_open(batch)
    db.session.execute(
        update(PaperBatch).where(PaperBatch.id == batch.id).values(unusable=PaperBatch.unusable + 1)
    )
    db.session.commit()


def check_open(batch: PaperBatch) -> None:
    """Raise `PaperRefused` if nothing can be added to a batch any more."""
    if batch.closed_at is not None:
        raise PaperRefused(Refusal.BATCH_CLOSED)


def close_batch(batch: PaperBatch, *, actor: Actor, now: datetime) -> int:
    """Close a batch and draw the sheets to type again, in one transaction; give their number.

    Raises `PaperRefused`.
    """
    check_open(batch)
    query = select(PaperSheet.response_key).where(PaperSheet.batch_id == batch.id)
    keys = list(db.session.scalars(query))
    drawn = drawn_for_check(keys)
    db.session.add_all([PaperCheck(response_key=key, batch_id=batch.id) for key in drawn])
    batch.closed_at = now
    # The person with the number of sheets, and no batch: nobody finds the answers from here.
    place_id, unusable = batch.point.place_id, batch.unusable
    counts = {"sheets": len(keys), "unusable": unusable, "drawn": len(drawn)}
    finish("paper.close", batch.survey.code, place_id, actor, now, **counts)
    return len(drawn)


def drawn_for_check(keys: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Draw a tenth of some sheets, rounded up.

    By a keyed digest of each response's key: the same whenever it is computed again, and not to
    be foreseen by whoever types, who knows neither our secret nor how many sheets there will be.
    """
    secret = str(current_app.config["SECRET_KEY"]).encode()

    def lot(key: uuid.UUID) -> bytes:
        return hmac.digest(secret, b"second typing\0" + key.bytes, hashlib.sha256)

    return sorted(keys, key=lot)[: -(-len(keys) // ONE_IN)]


def finish(
    act: str, survey: str, place_id: int, actor: Actor, now: datetime, **counts: int
) -> None:
    """Record an act at a place and commit."""
    thing = f"survey:{survey}"
    record_event(act, actor=actor, thing=thing, unit_id=place_id, now=now, **counts)
    db.session.commit()
