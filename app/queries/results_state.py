"""What results rest on, as a few numbers that change whenever a figure may: no answer is read."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select

from app.extensions import db
from app.models import AuditEvent, FlagChange, KeptAnswer, Response, ResponseCorrection

LEAVE_FIGURES = (
    *("session.", "access.", "account.", "role.", "service_account.", "audit.", "seal."),
    *("text.", "results.", "breach.", "register.", "notice.", "task.", "kiosk.", "paper."),
    *("assisted.", "draft.", "publication.", "improvement.", "answers.", "report.download"),
)
"""Beginnings of the acts that move no figure. Any other act, also a new one, may."""


@dataclass(frozen=True, slots=True)
class AnswersState:
    """How many answers there are, the number and the key of the last one (0 and None for none).

    They are counted: on PostgreSQL one with a lower number can be committed after one with a
    higher. SQLite gives the number of a last answer that was removed to the next one, which has a
    key of its own.
    """

    count: int
    last: int
    last_key: UUID | None


@dataclass(frozen=True, slots=True)
class ResultsState:
    """Answers of a survey, and the newest correction, decision and deed that may move a figure.

    Units, targets, dossier counts and surveys change only by deeds that are audited.
    """

    answers: AnswersState
    last_correction: int
    last_kept: int
    last_flag_change: int
    last_deed: int


def answers_state(survey_id: int) -> AnswersState:
    """Tell how many answers a survey has, and which is the last."""
    mine = Response.survey_id == survey_id
    count = db.session.scalar(select(func.count()).where(mine)) or 0
    newest = select(Response.sequence, Response.key).where(mine).order_by(Response.sequence.desc())
    last = db.session.execute(newest.limit(1)).one_or_none()
    return AnswersState(count, last.sequence if last else 0, last.key if last else None)


def results_state(survey_id: int) -> ResultsState:
    """Tell how things stand for the results of a survey."""
    answers = answers_state(survey_id)
    unmoving = or_(*(AuditEvent.act.startswith(begin) for begin in LEAVE_FIGURES))
    deeds = select(AuditEvent.id).where(~unmoving).order_by(AuditEvent.id.desc()).limit(1)
    return ResultsState(
        answers,
        db.session.scalar(select(func.max(ResponseCorrection.id))) or 0,
        db.session.scalar(select(func.max(KeptAnswer.id))) or 0,
        db.session.scalar(select(func.max(FlagChange.id))) or 0,
        db.session.scalar(deeds) or 0,
    )
