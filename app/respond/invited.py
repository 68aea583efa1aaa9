"""Coming by invitation: the ordinary questionnaire of a point, with a one-time code in its address.

The code is looked up only when the answer is sent, which spends it. So nobody can ask this page
which invitations are spent without spending them, and tell an answer by the moment of a spending.
"""

from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.errors import AccessCodeMoved
from app.extensions import csrf
from app.languages import page_language, said_in_address, url_in_language
from app.queries.points import FieldedPoint
from app.respond.answered import lead_to_receipt
from app.respond.counting import note_opening, take_counted
from app.respond.fielded_points import open_point, point_of_form
from app.respond.sheets import Sheet, sheet_for
from app.respond.step_pages import StepPage, render_step
from app.respond.submissions import TOKEN, Shown, Submission, take
from app.respond.tokens import form_opened_at, new_form_token
from app.services.invitations.codes import MistypedInvitation, normalise_invitation

blueprint = Blueprint("invited", __name__)
# As on all pages of citizens there is no session to be abused.
csrf.exempt(blueprint)

PRIVATE = {"Cache-Control": "private, no-cache"}


@blueprint.get("/i/<access_code>/<invitation>")
def questionnaire(access_code: str, invitation: str) -> ResponseReturnValue:
    """Show the questionnaire of the invitation's point."""
    code = normalise_invitation(invitation)
    point = open_point(access_code)
    sheet = sheet_for(point.version_id, page_language())
    extra = invited_page(point, code)
    page = StepPage(point, sheet, sheet.form_class(), new_form_token(), blank=True, **extra)
    note_opening(point)
    return Response(render_step(page), headers=PRIVATE)


@blueprint.post("/i/<access_code>/<invitation>")
def answer(access_code: str, invitation: str) -> ResponseReturnValue:
    """Take the form in; stored, it has spent the invitation.

    The code itself vouches for a person: after a rush nothing has to be added up.
    """
    code = normalise_invitation(invitation)
    point = point_of_form(access_code, form_opened_at(request.form.get(TOKEN, "")))
    sheet: Sheet = sheet_for(point.version_id, page_language())
    extra = invited_page(point, code)
    outcome = take_counted(Submission(point, sheet, request.form, extra, invitation=code), take)
    if isinstance(outcome, Shown):
        return render_step(outcome.page), outcome.status, PRIVATE
    return lead_to_receipt(outcome, point)


def invited_page(point: FieldedPoint, code: str) -> dict[str, Any]:
    """Give what every page of an invitation is given: its own address, and what the code does."""

    def link(language: str) -> str:
        said = said_in_address(language)
        return url_for(
            "invited.questionnaire", access_code=point.access_code, invitation=code, lang=said
        )

    told = gettext(
        "Your invitation counts once. It is not stored with your answers, and nobody can tell "
        "which invitation they came with."
    )
    return {"link": link, "told": told}


@blueprint.errorhandler(AccessCodeMoved)
def lead_on(moved: AccessCodeMoved) -> ResponseReturnValue:
    """Lead on to the code that took over, invitation and form along."""
    status = HTTPStatus.FOUND if request.method == "GET" else HTTPStatus.TEMPORARY_REDIRECT
    invitation = (request.view_args or {})["invitation"]
    way = url_in_language(".questionnaire", access_code=moved.code, invitation=invitation)
    return redirect(way, status)


@blueprint.errorhandler(MistypedInvitation)
def mistyped(_: MistypedInvitation) -> ResponseReturnValue:
    """Say that the code cannot be right, and offer the questionnaire without it."""
    access_code = (request.view_args or {})["access_code"]
    page = render_template("respond/mistyped_invitation.html", access_code=access_code)
    return page, HTTPStatus.NOT_FOUND
