"""What kiosks and phones need for a time without a network: booklets, deliveries, the worker.

Every answer of these addresses that ends a matter says so in JSON, by `outcome`. A device believes
nothing else: the page of a proxy or of a hotel's network must not make it drop an answer.
"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.errors import AccessCodeMoved, LangNgheError, StoreUnavailable, SurveyNotOpen
from app.extensions import csrf
from app.languages import page_language
from app.models import Mode
from app.queries.points import FieldedPoint
from app.respond.booklets import new_booklet
from app.respond.counting import note_given_up
from app.respond.deliveries import Delivery, deliver, errors_by_field
from app.respond.fielded_points import open_point
from app.respond.sheets import sheet_for
from surveys.errors import InvalidAnswers

blueprint = Blueprint("offline", __name__)
# As on all pages of citizens there is no session to be abused.
csrf.exempt(blueprint)

RECEIPT_SLOT = "@@receipt@@"
"""Where the service worker puts the receipt code: it is known to the phone alone."""


@blueprint.get("/worker.js")
def worker() -> ResponseReturnValue:
    """Give the service worker, from the root because its reach is what lies below its address."""
    script = current_app.send_static_file("worker.js")
    script.headers["Cache-Control"] = "no-cache"
    return script


@blueprint.get("/offline/saved")
def saved() -> ResponseReturnValue:
    """Say that an answer is kept; the worker puts its receipt code in the slot."""
    return render_template("respond/saved.html", receipt=RECEIPT_SLOT)


@blueprint.get("/offline/incomplete")
def incomplete() -> ResponseReturnValue:
    """Say that an answer that is needed is missing."""
    return render_template("respond/incomplete.html")


@blueprint.get("/offline/no-network")
def no_network() -> ResponseReturnValue:
    """Say that a page cannot be shown without a network."""
    return render_template("respond/no_network.html")


@blueprint.post("/offline/<access_code>/booklet")
def booklet(access_code: str) -> ResponseReturnValue:
    """Give forms to be filled in later at this code."""
    return jsonify(new_booklet(open_or_moved(access_code), access_code, request.form))


@blueprint.post("/offline/<access_code>")
def answer(access_code: str) -> ResponseReturnValue:
    """Take an answer that a device kept."""
    delivery = Delivery(access_code, page_language(), request.form, request.remote_addr or "")
    try:
        receipt = deliver(delivery)
    except InvalidAnswers as refused:
        told = errors_by_field(refused, delivery)
        return outcome("invalid", HTTPStatus.UNPROCESSABLE_ENTITY, **told)
    except (SurveyNotOpen, StoreUnavailable):
        return outcome("later", HTTPStatus.SERVICE_UNAVAILABLE)
    except LangNgheError as refused:
        return outcome("refused", HTTPStatus.GONE, reason=type(refused).__name__)
    return outcome("stored" if receipt.is_new else "known", HTTPStatus.OK)


@blueprint.post("/offline/<access_code>/given-up")
def given_up(access_code: str) -> ResponseReturnValue:
    """Count the forms that people began on a shared tablet and left."""
    try:
        point = open_or_moved(access_code)
    except LangNgheError:
        return outcome("later", HTTPStatus.SERVICE_UNAVAILABLE)
    if point.mode == Mode.KIOSK:
        note_given_up(point, sheet_for(point.version_id, page_language()), request.form)
    return outcome("counted", HTTPStatus.OK)


def open_or_moved(access_code: str) -> FieldedPoint:
    """Give the open point of a code, or of the code that took it over."""
    try:
        return open_point(access_code)
    except AccessCodeMoved as moved:
        return open_point(moved.code)


def outcome(name: str, status: HTTPStatus, **more: Any) -> ResponseReturnValue:
    """Say what became of an answer."""
    return jsonify(outcome=name, **more), status
