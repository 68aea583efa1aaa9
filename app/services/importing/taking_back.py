"""An import taken back as a whole: afterwards every figure is what it was before.

Responses are never changed nor deleted. Each answer of the import is withdrawn, which is what
"counts nowhere" means everywhere; who did it and why stands once, at the import. Its free text is
deleted, as at every withdrawal. The rows may be imported again: see `lives.py`.
"""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import delete, insert, literal, select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import (
    Comment,
    CorrectionKind,
    Response,
    ResponseCorrection,
    ResponseImport,
    SurveyPoint,
)
from app.services.auditing import record_event

RULE = "import_taken_back"


class AlreadyTakenBack(LangNgheError):
    """The import was taken back before."""


def take_back_import(record: ResponseImport, reason: str, *, actor: Actor, now: datetime) -> None:
    """Take an import back in one transaction. Raises `AlreadyTakenBack`."""
    if record.taken_back_at is not None:
        raise AlreadyTakenBack(gettext("This import was taken back before."))
    keys = select(Response.key).where(Response.import_id == record.id)
    withdraw_all(record.id, now)
    unfield_points(record)
    db.session.execute(delete(Comment).where(Comment.response_key.in_(keys)))
    record.taken_back_at, record.taken_back_by = now, actor.account_id
    record.taken_back_reason = reason
    record_event(
        "response.take_back",
        actor=actor,
        thing=f"import:{record.id}",
        unit_id=None,
        now=now,
        survey=record.survey_id,
        rows=record.rows,
    )
    db.session.commit()


def withdraw_all(import_id: int, now: datetime) -> None:
    """Withdraw every answer of an import that is not withdrawn yet."""
    withdrawn = select(ResponseCorrection.response_key).where(
        ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value
    )
    answers = select(
        Response.key,
        literal(CorrectionKind.WITHDRAWAL.value),
        literal(RULE),
        literal(now, ResponseCorrection.made_at.type),
    ).where(Response.import_id == import_id, Response.key.not_in(withdrawn))
    columns = ["response_key", "kind", "rule", "made_at"]
    db.session.execute(insert(ResponseCorrection).from_select(columns, answers))


def unfield_points(record: ResponseImport) -> None:
    """Take the survey from the import points that no other import of it stands behind.

    Else their units would stay in the results, with no answers.
    """
    of_this = select(Response.point_id).where(Response.import_id == record.id)
    of_others = (
        select(Response.point_id)
        .join(ResponseImport, ResponseImport.id == Response.import_id)
        .where(
            ResponseImport.survey_id == record.survey_id,
            ResponseImport.id != record.id,
            ResponseImport.taken_back_at.is_(None),
        )
    )
    db.session.execute(
        delete(SurveyPoint).where(
            SurveyPoint.survey_id == record.survey_id,
            SurveyPoint.point_id.in_(of_this),
            SurveyPoint.point_id.not_in(of_others),
        )
    )
