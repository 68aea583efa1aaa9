"""After a rush, a person confirms: a small sum in words, or a short wait. No script, no picture.

Nobody is turned away by it: what was filled in is carried along, and who cannot add waits. The sum
follows from the form's key, so nothing is remembered; the signed moment says how long was waited.
"""

from http import HTTPStatus
from uuid import UUID

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from itsdangerous import BadSignature

from app import clock
from app.errors import FormExpired
from app.respond.submissions import MOVE, TOKEN, Submission
from app.respond.tokens import read_form_token, signer
from app.services.receipts import keyed
from app.services.rushes import is_rush
from surveys.errors import InvalidAnswers
from surveys.validation import check_answers

SUM, SHOWN = "form-sum", "form-shown"
WAIT = 20
"""Seconds after which nothing has to be added up."""

NUMBERS = (
    *(lazy_gettext("one"), lazy_gettext("two"), lazy_gettext("three"), lazy_gettext("four")),
    *(lazy_gettext("five"), lazy_gettext("six"), lazy_gettext("seven"), lazy_gettext("eight")),
)


def asked_first(submission: Submission) -> ResponseReturnValue | str:
    """Give the page to answer a form with instead of taking it; else how it was confirmed.

    An empty string is the usual case: nobody had to confirm anything.
    """
    is_sent = submission.sent.get(MOVE, "send") == "send"
    if not is_sent or not is_rush(request.remote_addr, submission.point.point_id):
        return ""
    try:
        key = read_form_token(submission.sent.get(TOKEN, "")).key
        check_answers(submission.sheet.questionnaire, submission.raw)
    except (FormExpired, InvalidAnswers):
        return ""  # the form itself has something to say first
    return confirmed_by(submission, key) or confirm_page(submission, key)


def confirmed_by(submission: Submission, key: UUID) -> str:
    """Tell how a person confirmed the form: by the sum, by waiting, or not at all yet."""
    if submission.sent.get(SUM, "").strip() == str(sum(summands(key))):
        return "sum"
    return "wait" if seconds_left(submission, key) == 0 else ""


def summands(key: UUID) -> tuple[int, int]:
    """Give the two numbers that a form's person adds up."""
    digest = keyed(current_app.config["SECRET_KEY"], "sum", key.bytes)
    return 1 + digest[0] % len(NUMBERS), 1 + digest[1] % len(NUMBERS)


def seconds_left(submission: Submission, key: UUID) -> int:
    """Tell how long to wait still; the whole time if the form was not asked about before."""
    try:
        said, since = signer("confirm").unsign(
            submission.sent.get(SHOWN, ""), return_timestamp=True
        )
    except BadSignature:
        return WAIT
    if said.decode() != key.hex:
        return WAIT
    return max(0, WAIT - int((clock.now() - since).total_seconds()))


def confirm_page(submission: Submission, key: UUID) -> ResponseReturnValue:
    """Ask for the sum or the wait, with everything that was sent carried along."""
    shown = submission.sent.get(SHOWN, "")
    left = seconds_left(submission, key)
    first, second = (str(NUMBERS[number - 1]) for number in summands(key))
    own = (SUM, SHOWN, MOVE)
    page = render_template(
        "respond/confirm.html",
        question_numbers={"first": first, "second": second},
        carried=[pair for pair in submission.sent.items(multi=True) if pair[0] not in own],
        shown=shown if left < WAIT else signer("confirm").sign(key.hex).decode(),
        wrong=SUM in submission.sent,
        seconds=left,
        access_code=submission.point.access_code,
    )
    return page, HTTPStatus.OK, {"Cache-Control": "private, no-cache"}
