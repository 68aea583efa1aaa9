"""What all pages of staff share: navigation, the language that is remembered, their two links."""

from urllib.parse import urlencode

from flask import Blueprint, Flask, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from app.access import is_proven, is_public, may_open
from app.config import LANGUAGES
from app.languages import COOKIE
from app.queries.first_steps import has_answers
from app.role_words import ROLE_WORDS
from app.services.settings import setting

NAVIGATION = (
    ("results.overview", lazy_gettext("Results")),
    ("comments.index", lazy_gettext("What people wrote")),
    ("points.index", lazy_gettext("Collection points")),
    ("design.overview", lazy_gettext("Questionnaires")),
    ("manage.index", lazy_gettext("Manage")),
)
"""The main navigation: endpoint and words; a person sees what that person may open."""

ONE_YEAR = 365 * 24 * 3600

blueprint = Blueprint("staff", __name__)


def init_app(app: Flask) -> None:
    """Give the staff layout what it shows, and remember the chosen language."""
    app.context_processor(
        lambda: {
            "navigation": navigation,
            "in_language": in_language,
            "is_proven": is_proven,
            "role_words": ROLE_WORDS,
            "setting": setting,
        }
    )
    app.after_request(remember_language)
    app.after_request(own_referrer)
    app.register_blueprint(blueprint)


@blueprint.get("/start")
def start() -> ResponseReturnValue:
    """Lead whoever has signed in to the first page that person may open.

    Where nobody has answered yet, administrators begin with the guide.
    """
    if may_open("guide.index") and not has_answers():
        return redirect(url_for("guide.index"))
    pages = navigation()
    return redirect(url_for(pages[0][0] if pages else "account.index"))


def navigation() -> list[tuple[str, str]]:
    """List the pages of the main navigation that exist and that this person may open."""
    return [
        (endpoint, str(words))
        for endpoint, words in NAVIGATION
        if endpoint in current_app.view_functions and may_open(endpoint)
    ]


def in_language(code: str) -> str:
    """Give the address of the present page in another language, its filters kept."""
    arguments = MultiDict(request.args)
    arguments["lang"] = code
    return f"{iri_to_uri(request.path)}?{urlencode(list(arguments.items(multi=True)))}"


def remember_language(response: Response) -> Response:
    """Keep `?lang=` for a member of staff; citizens' pages never set a cookie."""
    chosen = request.args.get("lang")
    if chosen in LANGUAGES and is_staff_page():
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            COOKIE, chosen, max_age=ONE_YEAR, secure=secure, httponly=True, samesite="Lax"
        )
    return response


def own_referrer(response: Response) -> Response:
    """Let staff pages tell our own site where a form came from; other sites still learn nothing.

    Flask-WTF's check over HTTPS needs it: with "no-referrer" every form of staff would be refused.
    """
    if is_staff_page():
        response.headers["Referrer-Policy"] = "same-origin"
    return response


def is_staff_page() -> bool:
    """Tell whether the request was for a page of staff; signing in is one."""
    endpoint = request.endpoint
    return endpoint is not None and (endpoint == "security.login" or not is_public(endpoint))
