"""Booklets: forms that a device fetches while it has a network, to be filled in when it has none.

Every form has a key of its own, so that no answer is stored twice, and the moment of its issue,
which nobody but us can sign. Its receipt code comes with it: a person gets it at once, without a
network. Nothing of a booklet is stored here; forms that are never used are simply forgotten.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from app.errors import FormExpired
from app.models import Mode
from app.queries.points import FieldedPoint
from app.queries.questionnaires import get_questionnaire
from app.respond.sheets import field_name
from app.respond.tokens import read_form_token, sign_spare_form
from app.services.receipts import grouped_receipt_code

FORMS_AT_A_KIOSK, FORMS = 300, 3
"""How many forms a device may have at once: a day without a network at a kiosk, or a household."""


def new_booklet(point: FieldedPoint, access_code: str, sent: Mapping[str, str]) -> dict[str, Any]:
    """Make the forms for a device at a point, and the receipt code of the page that it shows.

    `version` is the questionnaire they are for: a page of another version must be loaded anew.
    """
    count = FORMS_AT_A_KIOSK if point.mode == Mode.KIOSK else FORMS
    keys = [uuid4() for _ in range(count)]
    return {
        "version": point.version_id,
        "required": required_fields(point),
        "receipt": page_receipt(sent.get("form-token", "")),
        "forms": [
            {"token": sign_spare_form(access_code, key), "receipt": grouped_receipt_code(key)}
            for key in keys
        ],
    }


def required_fields(point: FieldedPoint) -> list[str]:
    """Name the fields that every answer needs: a phone without a network asks for them itself."""
    questions = get_questionnaire(point.version_id).questions.values()
    return [field_name(q.code) for q in questions if q.required and q.shown_if is None]


def page_receipt(token: str) -> str:
    """Give the receipt code of a page's own form, empty where there is none."""
    try:
        return grouped_receipt_code(read_form_token(token).key)
    except FormExpired:
        return ""
