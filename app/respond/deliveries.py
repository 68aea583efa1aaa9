"""Answers that a device kept and now delivers: read, dated, stored once."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from app import clock
from app.errors import AccessCodeMoved, FormExpired, LangNgheError, SurveyNotOpen
from app.models import Mode
from app.queries.points import FieldedPoint
from app.respond.counting import note_delivery
from app.respond.fielded_points import point_of_form
from app.respond.messages import in_words
from app.respond.sheets import Sheet, sheet_for
from app.respond.submissions import HIDDEN
from app.respond.tokens import FormToken, read_kept_token
from app.services.flagging import Signs
from app.services.responding import Receipt, earlier_receipt, submit_response
from app.services.rushes import is_rush
from app.services.true_time import DeviceTimes, Span, true_moment
from surveys.errors import InvalidAnswers

LIVE = "form-live"
"""Set while the person still stands before the screen and can correct what is wrong."""


@dataclass(frozen=True)
class Delivery:
    """One answer as a device sends it; `access_code` is the one its form was issued for.

    `address` is where it comes from: counted for a moment, and kept nowhere.
    """

    access_code: str
    language: str
    sent: "MultiDict[str, str]"
    address: str = ""

    def signs_at(self, point: FieldedPoint) -> Signs:
        """What can flag the answers; nobody can be asked to confirm them after a rush.

        All answers of a kiosk come from one device, those of a day perhaps at once.
        """
        after_many = is_rush(self.address, point.point_id) and point.mode != Mode.KIOSK
        return Signs(hidden_field=bool(self.sent.get(HIDDEN)), unconfirmed=after_many)

    @property
    def times(self) -> DeviceTimes:
        """What the device tells of its clocks."""
        return DeviceTimes(
            self._span("form-after"), self._span("form-ago"), self._read("form-took")
        )

    def _span(self, name: str) -> Span:
        return Span(self._read(name), self._read(f"{name}-steady"))

    def _read(self, name: str) -> float | None:
        """Read seconds; what is no number tells nothing."""
        with suppress(ValueError):
            return float(self.sent.get(name, ""))
        return None


def deliver(delivery: Delivery) -> Receipt:
    """Store a delivered answer, once; give the receipt, also where it had come before.

    Raises `FormExpired`, what `submit_response` raises, and `InvalidAnswers` where nothing that is
    right could be kept.
    """
    token: FormToken | None = None
    try:
        token = read_kept_token(delivery.sent.get("form-token", ""), delivery.access_code)
        return stored(delivery, token)
    except SurveyNotOpen:
        raise
    except LangNgheError as refused:
        # It may have been stored in time, with the answer to it lost on the way.
        known = refused if isinstance(refused, FormExpired) else token
        if receipt := earlier_receipt(known.key if known else None):
            return receipt
        raise


def stored(delivery: Delivery, token: FormToken) -> Receipt:
    """Store the answers under the questionnaire that the form was issued for."""
    point = point_at_issue(delivery.access_code, token)
    sheet = sheet_for(point.version_id, delivery.language)
    raw = sheet.raw_answers(delivery.sent)
    try:
        return submit(delivery, token, point, sheet, raw)
    except InvalidAnswers as refused:
        if LIVE in delivery.sent or refused.form_error:
            raise
        # Nobody can be asked any more: what is right is kept, if the required answers are.
        right = {item: value for item, value in raw.items() if item not in refused.errors}
        return submit(delivery, token, point, sheet, right)


def submit(
    delivery: Delivery,
    token: FormToken,
    point: FieldedPoint,
    sheet: Sheet,
    raw: Mapping[str, object],
) -> Receipt:
    """Hand the answers on with their true moment."""
    now = clock.now()
    moment = true_moment(token.opened_at, delivery.times, now=now)
    receipt = submit_response(
        point,
        sheet.questionnaire,
        raw,
        key=token.key,
        opened_at=token.opened_at,
        language=sheet.language,
        now=now,
        signs=delivery.signs_at(point),
        moment=moment,
    )
    note_delivery(point, sheet, delivery.sent, receipt, moment)
    return receipt


def point_at_issue(access_code: str, token: FormToken) -> FieldedPoint:
    """Give the point as it was when the form was issued, or the one that took it over since."""
    try:
        return point_of_form(access_code, token.opened_at, kept=True)
    except AccessCodeMoved as moved:
        return point_of_form(moved.code, token.opened_at, kept=True)


def errors_by_field(refused: InvalidAnswers, delivery: Delivery) -> dict[str, Any]:
    """Say what is wrong with live answers: in words, by the names of the fields."""
    token = read_kept_token(delivery.sent.get("form-token", ""), delivery.access_code)
    sheet = sheet_for(point_at_issue(delivery.access_code, token).version_id, delivery.language)
    return {
        "errors": {
            sheet.names[item]: in_words(error, sheet.questions[item], delivery.language)
            for item, error in refused.errors.items()
        },
        "error": in_words(refused.form_error, None, delivery.language)
        if refused.form_error
        else "",
    }
