"""What follows a stored answer: the way to its receipt."""

from http import HTTPStatus

from flask import redirect
from flask.typing import ResponseReturnValue

from app.languages import url_in_language
from app.queries.points import FieldedPoint
from app.respond.tokens import new_receipt_token
from app.services.responding import Receipt


def lead_to_receipt(receipt: Receipt, point: FieldedPoint) -> ResponseReturnValue:
    """Lead on to the page that thanks and shows the receipt code."""
    told = {"again": not receipt.is_new, "demo": point.demonstration}
    marks = {mark: 1 for mark, is_so in told.items() if is_so}
    token = new_receipt_token(receipt.key)
    return redirect(url_in_language("respond.receipt", token=token, **marks), HTTPStatus.SEE_OTHER)
