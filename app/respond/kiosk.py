"""The page of a shared tablet: all questions at once, shown one by one by its script."""

from http import HTTPStatus

from flask import Blueprint, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from app import clock
from app.config import LANGUAGES
from app.errors import (
    AccessCodeMoved,
    AccessCodeRevoked,
    LangNgheError,
    SurveyClosed,
    SurveyNotOpen,
)
from app.extensions import csrf
from app.languages import page_language, url_in_language
from app.models import Mode
from app.queries.points import FieldedPoint, get_point_id
from app.respond.fielded_points import open_point
from app.respond.question_views import StepViews, page_css
from app.respond.sheets import sheet_for
from app.services.access_codes import normalise_access_code
from app.services.kiosk_codes import Opening, open_kiosk
from app.services.notices import notice_of
from app.services.rushes import tries_at_kiosk

blueprint = Blueprint("kiosk", __name__)
# As on all pages of citizens there is no session to be abused.
csrf.exempt(blueprint)

WORDS = {
    Opening.OPEN: "",
    Opening.WRONG: lazy_gettext("This is not the staff code of this kiosk."),
    Opening.LOCKED: lazy_gettext(
        "Too many codes tried over this connection. Please try again in five minutes."
    ),
    Opening.UNSET: lazy_gettext(
        "No staff code has been set. An administrator sets it on the page of this point."
    ),
}


@blueprint.get("/kiosk/<access_code>")
def kiosk(access_code: str) -> ResponseReturnValue:
    """Show the kiosk of a point; a code that hangs anywhere else leads to its own page."""
    point = open_point(access_code)
    if point.mode != Mode.KIOSK:
        return redirect(url_in_language("respond.questionnaire", access_code=access_code))
    return render_kiosk(point)


@blueprint.errorhandler(AccessCodeMoved)
def lead_on(moved: AccessCodeMoved) -> ResponseReturnValue:
    """Lead on to the code that took over."""
    return redirect(url_in_language(".kiosk", access_code=moved.code))


@blueprint.errorhandler(AccessCodeRevoked)
@blueprint.errorhandler(SurveyClosed)
@blueprint.errorhandler(SurveyNotOpen)
def resting(error: LangNgheError) -> ResponseReturnValue:
    """Show that nothing is asked now: only staff leave the kiosk, and what still waits is sent."""
    status = HTTPStatus.NOT_FOUND if isinstance(error, SurveyNotOpen) else HTTPStatus.GONE
    code = (request.view_args or {})["access_code"]
    return render_template("respond/kiosk_resting.html", access_code=code), status


@blueprint.post("/kiosk/<access_code>/leave")
def leave(access_code: str) -> ResponseReturnValue:
    """Check the staff code; the tablet's page opens its lock when it is right.

    The point's code may have run out and its survey may have ended: the tablet is to be left.
    """
    point_id = get_point_id(normalise_access_code(access_code))
    tries = tries_at_kiosk(request.remote_addr, point_id)
    opening = open_kiosk(point_id, request.form.get("code", ""), tries=tries, now=clock.now())
    status = HTTPStatus.OK if opening is Opening.OPEN else HTTPStatus.FORBIDDEN
    return jsonify(outcome=opening, words=str(WORDS[opening])), status


def render_kiosk(point: FieldedPoint) -> str:
    """Render the kiosk of a point, with every question of its survey and no answer."""
    sheet = sheet_for(point.version_id, page_language()).on_one_page()
    language, questionnaire = sheet.language, sheet.questionnaire
    return render_template(
        "respond/kiosk.html",
        point=point,
        title=questionnaire.title.get(language),
        introduction=questionnaire.introduction.get(language),
        readers=questionnaire.readers.get(language),
        minutes=questionnaire.minutes,
        told=notice_of(point.survey_id),
        sections=StepViews(sheet, 0, sheet.form_class(), {}, {}).sections(),
        routing_css=page_css(sheet, 0),
        version=point.version_id,
        spoken=[code for code in LANGUAGES if code in questionnaire.languages],
    )
