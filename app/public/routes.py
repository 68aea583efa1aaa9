"""The home page with the field for a poster's code, and what we say about ourselves."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from app.errors import UnknownAccessCode
from app.languages import url_in_language
from app.queries.health import is_database_ready
from app.services.access_codes import normalise_access_code
from app.services.settings import setting

blueprint = Blueprint("public", __name__)


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Say what this is and take the code of a poster."""
    return home_page("", unreadable=False)


@blueprint.get("/go")
def go() -> ResponseReturnValue:
    """Lead from the code that was typed to its questionnaire."""
    typed = request.args.get("code", "")
    try:
        code = normalise_access_code(typed)
    except UnknownAccessCode:
        return home_page(typed[:20], unreadable=True), HTTPStatus.NOT_FOUND
    return redirect(url_in_language("respond.questionnaire", access_code=code))


def home_page(code: str, *, unreadable: bool) -> str:
    """Give the first page, under the name of the province that asks."""
    province = setting("province_name")
    return render_template("public/home.html", code=code, unreadable=unreadable, province=province)


@blueprint.get("/privacy")
def privacy() -> ResponseReturnValue:
    """Tell what is kept, why, how long, who reads it, and whom to ask."""
    return render_template(
        "public/privacy.html",
        province=setting("province_name"),
        contact=setting("contact"),
        comment_days=setting("keep_comments_days"),
    )


@blueprint.get("/rights")
def rights() -> ResponseReturnValue:
    """Tell what somebody who answers may do, and what nobody may do with the answer."""
    return render_template(
        "public/rights.html", province=setting("province_name"), contact=setting("contact")
    )


@blueprint.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    """Tell how far these pages serve everybody, and what has not been checked."""
    return render_template("public/accessibility.html")


@blueprint.get("/health")
def health() -> ResponseReturnValue:
    """Tell a load balancer whether the service answers; nothing about how or why not."""
    try:
        is_database_ready()
    except SQLAlchemyError:
        return "unavailable\n", HTTPStatus.SERVICE_UNAVAILABLE, {"Content-Type": "text/plain"}
    return "ok\n", HTTPStatus.OK, {"Content-Type": "text/plain"}
