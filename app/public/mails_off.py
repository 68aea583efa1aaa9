"""No more mails, by the link in one: a page with a button, which mail programs press by themselves.

Looking at the page changes nothing, for mail programs open links to look for danger.
"""

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.services.digests.leaving import leave, leaver

blueprint = Blueprint("mails_off", __name__, url_prefix="/mails/off")


@blueprint.get("/<token>")
def ask(token: str) -> ResponseReturnValue:
    """Ask whether to send no more mails."""
    leaver(token)
    return unkept(render_template("public/mails_off.html", token=token, is_done=False))


@blueprint.post("/<token>")
def leave_mails(token: str) -> ResponseReturnValue:
    """Switch the mails off, whoever presses: a person on the page, or a mail program."""
    leave(leaver(token), now=clock.now())
    return unkept(render_template("public/mails_off.html", token=token, is_done=True))


def unkept(page: str) -> Response:
    """Let no cache keep a page whose address is a key."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response
