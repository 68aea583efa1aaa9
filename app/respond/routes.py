"""The citizen's way: scan, answer, receipt. No cookie, no session, no script needed."""

from dataclasses import replace
from http import HTTPStatus

from flask import Blueprint, Response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature

from app import clock
from app.errors import AccessCodeMoved, NotFound, ReceiptUnknown
from app.extensions import csrf
from app.languages import page_language, url_in_language
from app.respond.answered import lead_to_receipt
from app.respond.blank_pages import blank_questionnaire
from app.respond.confirming import asked_first
from app.respond.counting import note_asking, note_opening, take_counted
from app.respond.fielded_points import open_point, point_of_form
from app.respond.sheets import sheet_for
from app.respond.step_pages import render_step
from app.respond.submissions import TOKEN, Shown, Submission, take
from app.respond.tokens import form_opened_at, new_form_token, read_receipt_token
from app.respond.warm_pages import BLANK_PAGE, OPENING
from app.services.receipts import grouped_receipt_code
from app.services.withdrawing import withdraw_response

blueprint = Blueprint("respond", __name__)
# A form of these pages acts for nobody in particular: there is no session to be abused.
csrf.exempt(blueprint)

BLANK_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    # Kept for the Back button only, which then sends the same form again instead of a second one.
    # Whoever scans the code anew gets a new form, and no cache between us may keep one.
    "Cache-Control": "private, no-cache",
    "Vary": "Accept-Encoding",
}


@blueprint.get("/s/<access_code>")
def questionnaire(access_code: str) -> ResponseReturnValue:
    """Show the questionnaire of a collection point."""
    point = open_point(access_code)
    page = blank_questionnaire(point, page_language(), moved="moved" in request.args)
    request.environ[BLANK_PAGE] = page
    request.environ[OPENING] = note_opening(point)
    token = new_form_token().encode()
    if request.accept_encodings["gzip"] > 0:
        return Response(page.gzipped(token), headers={**BLANK_HEADERS, "Content-Encoding": "gzip"})
    return Response(page.plain(token), headers=BLANK_HEADERS)


@blueprint.post("/s/<access_code>")
def answer(access_code: str) -> ResponseReturnValue:
    """Take the form in; a stored answer leads on to its receipt."""
    point = point_of_form(access_code, form_opened_at(request.form.get(TOKEN, "")))
    sheet = sheet_for(point.version_id, page_language())
    submission = Submission(point, sheet, request.form)
    confirmed = asked_first(submission)
    if not isinstance(confirmed, str):
        note_asking(submission)
        return confirmed
    outcome = take_counted(replace(submission, confirmed=confirmed), take)
    if isinstance(outcome, Shown):
        # The answers on the page stay out of shared caches; Back may show them to their owner.
        return render_step(outcome.page), outcome.status, {"Cache-Control": "private, no-cache"}
    return lead_to_receipt(outcome, point)


@blueprint.errorhandler(AccessCodeMoved)
def lead_on(moved: AccessCodeMoved) -> ResponseReturnValue:
    """Lead on to the code that took over, and take a form that is on its way along."""
    status = HTTPStatus.FOUND if request.method == "GET" else HTTPStatus.TEMPORARY_REDIRECT
    return redirect(url_in_language(".questionnaire", access_code=moved.code, moved=1), status)


@blueprint.get("/receipt/<token>")
def receipt(token: str) -> ResponseReturnValue:
    """Thank, and show the receipt code while its address is fresh."""
    try:
        key = read_receipt_token(token)
    except BadSignature as forged:
        raise NotFound("no receipt has this address") from forged
    code = grouped_receipt_code(key) if key else None
    return render_template(
        "respond/receipt.html",
        code=code,
        again="again" in request.args,
        demonstration="demo" in request.args,
    )


@blueprint.get("/withdraw")
def withdraw() -> ResponseReturnValue:
    """Ask for the receipt code of the answer to take back."""
    return render_template("respond/withdraw.html", code="", unknown=False)


@blueprint.post("/withdraw")
def take_back() -> ResponseReturnValue:
    """Take an answer back."""
    code = request.form.get("receipt-code", "")
    try:
        withdraw_response(code, now=clock.now())
    except ReceiptUnknown:
        page = render_template("respond/withdraw.html", code=code, unknown=True)
        return page, HTTPStatus.NOT_FOUND
    return redirect(url_in_language(".withdrawn"), HTTPStatus.SEE_OTHER)


@blueprint.get("/withdraw/done")
def withdrawn() -> ResponseReturnValue:
    """Say that the answer is taken back."""
    return render_template("respond/withdrawn.html")
