"""Withdrawal: a person takes an answer back by its receipt code, and nobody asks why."""

from datetime import datetime

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.errors import ReceiptUnknown
from app.extensions import db
from app.models import Comment, CorrectionKind, Response, ResponseCorrection
from app.services.receipts import normalise_receipt_code, receipt_digest


def withdraw_response(code: str, *, now: datetime) -> None:
    """Take a response back, in one transaction; doing it again changes nothing.

    Its free text is deleted at once. The response itself stays, marked as withdrawn and counted
    nowhere, because a response is never changed. Raises `ReceiptUnknown`.
    """
    digest = receipt_digest(current_app.config["SECRET_KEY"], normalise_receipt_code(code))
    key = db.session.scalar(select(Response.key).where(Response.receipt_digest == digest))
    if key is None:
        raise ReceiptUnknown("no response has this receipt code")
    withdrawn = select(ResponseCorrection.id).where(
        ResponseCorrection.response_key == key,
        ResponseCorrection.kind == CorrectionKind.WITHDRAWAL.value,
    )
    if db.session.scalar(withdrawn) is None:
        db.session.add(
            ResponseCorrection(response_key=key, kind=CorrectionKind.WITHDRAWAL.value, made_at=now)
        )
    db.session.execute(delete(Comment).where(Comment.response_key == key))
    try:
        db.session.commit()
    except IntegrityError:  # a second press of the button at the same moment has done it all
        db.session.rollback()
