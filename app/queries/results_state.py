"""What results rest on, as a few numbers that change whenever a figure may: no answer is read."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from app.extensions import db
from app.models import AuditEvent, FlagChange, KeptAnswer, Response, ResponseCorrection

LEAVE_FIGURES = (
    *("session.", "access.", "account.", "role.", "service_account.", "audit.", "seal."),
    *("text.", "results.", "breach.", "register.", "notice.", "task.", "kiosk.", "paper."),
    *("assisted.", "draft.", "publication.", "improvement."),
)
"""Beginnings of the acts that move no figure. Any other act, also a new one, may."""


@dataclass(frozen=True, slots=True)
class ResultsState:
    """Answers of a survey, and the newest correction, decision and deed that may move a figure.

    The answers are counted: on PostgreSQL one with a lower number can be committed after one with
    a higher. Units, targets, dossier counts and surveys change only by deeds that are audited.
    """

    answers: int
    last_answer: int
    last_correction: int
    last_kept: int
    last_flag_change: int
    last_deed: int


def results_state(survey_id: int) -> ResultsState:
    """Tell how things stand for the results of a survey."""
    counted = select(func.count(Response.sequence), func.max(Response.sequence))
    answers, last_answer = db.session.execute(counted.where(Response.survey_id == survey_id)).one()
    unmoving = or_(*(AuditEvent.act.startswith(begin) for begin in LEAVE_FIGURES))
    deeds = select(AuditEvent.id).where(~unmoving).order_by(AuditEvent.id.desc()).limit(1)
    return ResultsState(
        answers,
        last_answer or 0,
        db.session.scalar(select(func.max(ResponseCorrection.id))) or 0,
        db.session.scalar(select(func.max(KeptAnswer.id))) or 0,
        db.session.scalar(select(func.max(FlagChange.id))) or 0,
        db.session.scalar(deeds) or 0,
    )
