"""A citizen's answer: check it, store it once, give a receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from app import clock
from app.errors import AccessCodeRevoked, AnswerTooLate, SurveyClosed, SurveyNotOpen
from app.extensions import db
from app.models import Response
from app.queries.points import FieldedPoint
from app.queries.survey_states import LATE
from app.services.flagging import Signs, flags_of
from app.services.invitations.codes import invitation_digest
from app.services.receipts import receipt_code, receipt_digest
from app.services.response_store import NewResponse, response_store
from app.services.response_store.invitations import Presented
from app.services.true_time import Moment
from surveys.definitions import Questionnaire
from surveys.validation import check_answers

NO_SIGNS = Signs()


@dataclass(frozen=True)
class Receipt:
    """What a submission led to; `is_new` is false when the same form had been sent before."""

    key: UUID
    is_new: bool


def check_open(point: FieldedPoint, *, now: datetime) -> None:
    """Make sure that answers are taken at a point now.

    Raises `AccessCodeRevoked`, `SurveyNotOpen` or `SurveyClosed`.
    """
    check_taken(point, opened_at=now, now=now)


def check_taken(point: FieldedPoint, *, opened_at: datetime, now: datetime) -> None:
    """Make sure that a form opened at a moment is taken now: until seven days after the end.

    A phone or tablet without a network keeps what was answered in time and sends it later; the
    code may have expired or been taken back since. Raises what `check_open` raises, or
    `AnswerTooLate`.
    """
    if any(end and end <= opened_at for end in (point.expires_at, point.revoked_at)):
        raise AccessCodeRevoked("taken back or expired")
    if point.planned:
        raise SurveyNotOpen(None)
    if opened_at >= point.closes_at:
        raise SurveyClosed(point.closes_on)
    if opened_at < point.opens_at:
        raise SurveyNotOpen(point.opens_on)
    if now >= point.closes_at + LATE:
        raise AnswerTooLate(point.closes_on)
    if point.paused and now < point.closes_at:
        raise SurveyNotOpen(None)


def submit_response(
    point: FieldedPoint,
    questionnaire: Questionnaire,
    raw_answers: Mapping[str, object],
    *,
    key: UUID,
    opened_at: datetime,
    language: str,
    now: datetime,
    invitation: str | None = None,
    signs: Signs = NO_SIGNS,
    moment: Moment | None = None,
) -> Receipt:
    """Store one response in one transaction; the same `key` again changes nothing.

    `opened_at` is when the form was opened. `moment` is when the answer was given, where it lay on
    a device; else `moment_of_form` says it. With an `invitation`'s code, which is spent by it, the
    answer is a verified one. `signs` can flag it, and never refuse it. Raises what `check_taken`
    raises, `surveys.errors.InvalidAnswers` with every error, `InvitationUsed` or
    `StoreUnavailable`; nothing is stored then.
    """
    check_taken(point, opened_at=moment.answered_at if moment else opened_at, now=now)
    moment = moment or moment_of_form(point, opened_at=opened_at, now=now)
    answers = check_answers(questionnaire, raw_answers)
    secret = current_app.config["SECRET_KEY"]
    # Gives the connection back that the lookup read with. Whoever waits for the store must hold
    # none: as many waiting people as the pool has connections would leave the writer without one.
    if db.session.registry.has():  # a remembered point was looked up by nobody
        db.session.rollback()
    is_new = response_store().add(
        NewResponse(
            key=key,
            survey_id=point.survey_id,
            version_id=point.version_id,
            point_id=point.point_id,
            unit_id=point.unit_id,
            mode=point.mode,
            language=language,
            answered_at=moment.answered_at,
            duration=moment.duration,
            answers=answers.values,
            receipt_digest=receipt_digest(secret, receipt_code(secret, key)),
            comments=answers.texts,
            invitation=presented(invitation, moment.answered_at) if invitation else None,
            flags=flags_of(
                signs,
                answers.values,
                duration=moment.duration,
                unsure=moment.unsure,
                revoked=point.revoked_at is not None,
                seconds_per_answer=current_app.config["SECONDS_PER_ANSWER"],
            ),
        )
    )
    return Receipt(key, is_new)


def presented(code: str, moment: datetime) -> Presented:
    """Give what is looked for of an invitation: the digest of its code, and the day."""
    return Presented(invitation_digest(code), clock.local_day(moment))


def moment_of_form(point: FieldedPoint, *, opened_at: datetime, now: datetime) -> Moment:
    """Date an answer that comes in as a plain form: now, or by its opening after the survey's end.

    How long it lay on a device then says nothing of how long it took to fill in.
    """
    if now >= point.closes_at:
        return Moment(opened_at, None)
    return Moment(now, max(0, int((now - opened_at).total_seconds())))


def earlier_receipt(key: UUID | None) -> Receipt | None:
    """Give the receipt of a form that was sent before; None if it was not."""
    stored = key and db.session.scalar(select(Response.key).where(Response.key == key))
    return Receipt(stored, is_new=False) if stored else None
