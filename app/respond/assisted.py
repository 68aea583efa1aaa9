"""Answers that staff enter for other people: with help at the counter, or by an interviewer.

They are the citizen's own pages at addresses of their own, for people who have signed in. The
answer carries its mode, and nothing of whoever typed it. An interviewer must not be of the rated
office.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, gettext, lazy_gettext
from itsdangerous import BadSignature

from app import clock
from app.access import current_actor, current_scope
from app.errors import NotFound
from app.languages import page_language, said_in_address
from app.models import Mode
from app.queries.point_list import ListedPoint, PointFilter, get_listed_point, list_points
from app.queries.points import FieldedPoint
from app.respond.fielded_points import open_point, point_of_form
from app.respond.sheets import sheet_for
from app.respond.step_pages import StepPage, render_step
from app.respond.submissions import TOKEN, Shown, Submission, take
from app.respond.tokens import (
    form_opened_at,
    new_form_token,
    new_receipt_token,
    read_receipt_token,
)
from app.services.entering import note_beginning
from app.services.receipts import grouped_receipt_code
from app.services.rights.independence import is_of_rated_office

blueprint = Blueprint("assisted", __name__, url_prefix="/assisted")


@dataclass(frozen=True)
class Way:
    """A way of entering answers for others: its mode, endpoints and words."""

    mode: Mode
    listed: str
    form: str
    end: str
    title: LazyString
    lead: LazyString
    told: LazyString


COUNTER = Way(
    Mode.ASSISTED,
    "assisted.counters",
    "assisted.counter",
    "assisted.counter_end",
    lazy_gettext("Help at the counter"),
    lazy_gettext(
        "For people who cannot use a phone or read: read every question and option aloud as it is "
        "written, and tick what the person says. The answers are marked as given with help."
    ),
    lazy_gettext(
        "With help at the counter. Read aloud, do not suggest an answer, write down no name."
    ),
)
INTERVIEW = Way(
    Mode.INTERVIEWER,
    "assisted.interviews",
    "assisted.interview",
    "assisted.interview_end",
    lazy_gettext("Interviews"),
    lazy_gettext(
        "Call back or visit at home: read every question and option aloud as it is written. "
        "Whoever holds a role at the rated office cannot interview its citizens."
    ),
    lazy_gettext("Interview. Read aloud, do not suggest an answer, write down no name."),
)


@blueprint.get("/counters/")
def counters() -> ResponseReturnValue:
    """List the places where answers can be entered with help."""
    return places(COUNTER)


@blueprint.get("/interviews/")
def interviews() -> ResponseReturnValue:
    """List the places whose citizens can be interviewed."""
    return places(INTERVIEW)


@blueprint.route("/counters/<int:point_id>", methods=["GET", "POST"])
def counter(point_id: int) -> ResponseReturnValue:
    """Show the questionnaire, and take what was entered at the counter."""
    return entered(COUNTER, get_listed_point(point_id, now=clock.now()))


@blueprint.route("/interviews/<int:point_id>", methods=["GET", "POST"])
def interview(point_id: int) -> ResponseReturnValue:
    """Show the questionnaire to an interviewer from outside the office, and take the answers."""
    listed, today = get_listed_point(point_id, now=clock.now()), clock.local_day(clock.now())
    account = current_actor().account_id
    if account is None or is_of_rated_office(account, [point_id], today):
        flash(gettext("Whoever holds a role at the rated office cannot interview for it."), "error")
        return redirect(url_for(".interviews"))
    return entered(INTERVIEW, listed)


@blueprint.get("/counters/<int:point_id>/done/<token>")
def counter_end(point_id: int, token: str) -> ResponseReturnValue:
    """Show the receipt code to hand over at the counter."""
    return ended(COUNTER, point_id, token)


@blueprint.get("/interviews/<int:point_id>/done/<token>")
def interview_end(point_id: int, token: str) -> ResponseReturnValue:
    """Show the receipt code to tell the person who was interviewed."""
    return ended(INTERVIEW, point_id, token)


def places(way: Way) -> ResponseReturnValue:
    """List the points of the person's units that have a code and a survey."""
    text = request.args.get("q", "").strip()[:100]
    number = request.args.get("page", "1")
    wanted = PointFilter(text=text, printable=True, scope=current_scope())
    page = list_points(wanted, now=clock.now(), number=int(number) if number.isdecimal() else 1)
    return render_template("respond/assisted/places.html", way=way, page=page, text=text)


def entered(way: Way, listed: ListedPoint) -> ResponseReturnValue:
    """Show the form or take it in; the first of a day and place is recorded."""
    if listed.code is None or listed.survey is None:
        flash(gettext("The point needs a code in force and a survey first."), "error")
        return redirect(url_for(way.listed))
    # Also when a form is sent: one may come from elsewhere, or from the day before.
    note_beginning(listed.point, way.mode, actor=current_actor(), now=clock.now())
    if request.method == "GET":
        return blank(way, listed.code.code)
    found = point_of_form(listed.code.code, form_opened_at(request.form.get(TOKEN, "")))
    point = replace(found, mode=way.mode.value)
    sheet = sheet_for(point.version_id, page_language())
    outcome = take(Submission(point, sheet, request.form, extra(way, point)))
    if isinstance(outcome, Shown):
        return render_step(outcome.page), outcome.status
    token = new_receipt_token(outcome.key)
    return redirect(url_for(way.end, point_id=point.point_id, token=token))


def blank(way: Way, access_code: str) -> ResponseReturnValue:
    """Show an empty form."""
    point = open_point(access_code)
    sheet = sheet_for(point.version_id, page_language())
    form = sheet.form_class()
    return render_step(
        StepPage(point, sheet, form, new_form_token(), blank=True, **extra(way, point))
    )


def extra(way: Way, point: FieldedPoint) -> dict[str, Any]:
    """Give what every page of this way is given: its own address, a token, and a reminder."""
    return {"link": link_to(way, point), "told": str(way.told), "signed_in": True}


def link_to(way: Way, point: FieldedPoint) -> Callable[[str], str]:
    """Make what gives the page's address in a language."""

    def link(language: str) -> str:
        return url_for(way.form, point_id=point.point_id, lang=said_in_address(language))

    return link


def ended(way: Way, point_id: int, token: str) -> ResponseReturnValue:
    """Show the receipt code while its address is fresh, and the way to the next person."""
    try:
        key = read_receipt_token(token)
    except BadSignature as forged:
        raise NotFound("no receipt has this address") from forged
    code = grouped_receipt_code(key) if key else None
    listed = get_listed_point(point_id, now=clock.now())
    return render_template("respond/assisted/end.html", way=way, listed=listed, code=code)
