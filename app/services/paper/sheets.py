"""One sheet: checked by the rules every answer is checked by, and stored where every answer is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app import clock
from app.extensions import db
from app.models import Mode, PaperBatch, PaperSheet, Response, RoleName
from app.queries.survey_states import survey_bounds
from app.services.paper.batches import check_open, check_takes_paper
from app.services.paper.errors import PaperRefused, Refusal
from app.services.response_store import NewResponse, response_store
from surveys.validation import Answers

TRIES = 5
INSTANT = timedelta(seconds=1)


@dataclass(frozen=True)
class FilledIn:
    """A sheet as it was read: the day on it, its accepted answers, and in which role."""

    day: date
    answers: Answers
    role: RoleName


def store_sheet(batch: PaperBatch, sheet: FilledIn, *, key: UUID, now: datetime) -> int:
    """Store a sheet; give the number to write on it. The same `key` again changes nothing.

    The answer comes first, the row about the paper second: cut off in between, the same form sent
    again completes it. Raises `PaperRefused` or `StoreUnavailable`.
    """
    check_open(batch)
    check_takes_paper(batch.survey, now)
    check_day(batch, sheet.day, now)
    batch_id = batch.id
    store_answers(batch, sheet.day, sheet.answers.values, sheet.answers.texts, key=key, now=now)
    return number_sheet(batch_id, sheet, key)


def check_day(batch: PaperBatch, day: date, now: datetime) -> None:
    """Raise `PaperRefused` for a day ahead of today or outside the survey's period."""
    if day > clock.local_day(now):
        raise PaperRefused(Refusal.DAY_AHEAD)
    start, end = survey_bounds(batch.survey)
    if not clock.local_day(start) <= day <= clock.local_day(end - INSTANT):
        raise PaperRefused(Refusal.DAY_OUTSIDE)


def store_answers(
    batch: PaperBatch,
    day: date,
    values: Mapping[str, object],
    texts: Mapping[str, str],
    *,
    key: UUID,
    now: datetime,
) -> None:
    """Store what stands on a sheet as a response of mode "paper"; raises `PaperRefused`.

    No receipt: the person is not here to get one, and the form says so.
    """
    response = NewResponse(
        key=key,
        survey_id=batch.survey_id,
        version_id=batch.version_id,
        point_id=batch.point_id,
        unit_id=batch.point.place_id,
        mode=Mode.PAPER,
        language=batch.language,
        answered_at=moment_of(batch, day, now),
        duration=None,
        answers=values,
        comments=texts,
    )
    # As for citizens: whoever waits for the store holds no connection.
    db.session.rollback()
    if not response_store().add(response):
        check_same_sheet(response)


def moment_of(batch: PaperBatch, day: date, now: datetime) -> datetime:
    """Date the answer at noon of the sheet's day, within the survey and not ahead of now."""
    start, end = survey_bounds(batch.survey)
    noon = datetime.combine(day, time(12), tzinfo=clock.local_zone())
    return max(start, min(noon, end - INSTANT, now))


def check_same_sheet(response: NewResponse) -> None:
    """Raise `PaperRefused` if the key belongs to an answer from elsewhere."""
    query = select(Response.point_id, Response.mode).where(Response.key == response.key)
    if tuple(db.session.execute(query).one()) != (response.point_id, Mode.PAPER):
        raise PaperRefused(Refusal.KEY_OF_ANOTHER)


def number_sheet(batch_id: int, sheet: FilledIn, key: UUID) -> int:
    """Write down that a response was a sheet of the batch, under the next number."""
    for _ in range(TRIES):
        there = db.session.get(PaperSheet, key)
        if there is not None:
            return there.number
        numbers = select(func.max(PaperSheet.number)).where(PaperSheet.batch_id == batch_id)
        row = PaperSheet(
            response_key=key,
            batch_id=batch_id,
            number=(db.session.scalar(numbers) or 0) + 1,
            role=sheet.role,
            sheet_date=sheet.day,
        )
        number = row.number
        db.session.add(row)
        try:
            db.session.commit()
        except IntegrityError:  # somebody else typed a sheet of this batch at the same moment
            db.session.rollback()
            continue
        return number
    raise PaperRefused(Refusal.BATCH_CLOSED)
