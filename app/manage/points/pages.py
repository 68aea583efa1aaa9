"""Collection points: the list, one point, and taking its codes back."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.documents.formats import PrintFormat
from app.documents.posters import MOST_POSTERS
from app.manage.arguments import read_page_number
from app.manage.points.blueprint import blueprint
from app.manage.points.formats import (
    FORMAT_WORDS,
    SHORT_WORDS,
    offered_formats,
    usual_format,
)
from app.manage.points.selection import read_selection
from app.manage.points.words import CODE_STATES, code_state
from app.manage.surveys.words import STATES as SURVEY_STATES
from app.queries.point_list import count_points, get_listed_point, list_codes, list_points
from app.queries.survey_states import survey_state
from app.queries.surveys import list_surveys
from app.services.access_codes import (
    access_link,
    display_access_code,
    reissue_access_code,
    revoke_access_codes,
)
from app.words import MODES, TOUCHPOINTS


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the points of the selection, fifty a page."""
    selection, scope, now = read_selection(request.args), current_scope(), clock.now()
    number = read_page_number(request.args)
    return render_template(
        "manage/points/index.html",
        selection=selection,
        page=list_points(selection.wanted(scope), now=now, number=number),
        printable=count_points(selection.wanted(scope, printable=True), now=now),
        most_posters=MOST_POSTERS,
        surveys=list_surveys(scope),
        touchpoints=TOUCHPOINTS,
        formats=FORMAT_WORDS,
        short_words=SHORT_WORDS,
        offered_formats=offered_formats,
        display=display_access_code,
        survey_words=lambda survey: SURVEY_STATES[survey_state(survey, now)],
    )


@blueprint.get("/<int:point_id>")
def point(point_id: int) -> ResponseReturnValue:
    """Show one point: its link, code, downloads, survey, and every code it had."""
    now = clock.now()
    listed = get_listed_point(point_id, now=now)
    public_url = current_app.extensions["settings"].PUBLIC_URL
    return render_template(
        "manage/points/point.html",
        listed=listed,
        link=access_link(public_url, listed.code.code) if listed.code else None,
        codes=[(code, code_state(code, now)) for code in list_codes(point_id)],
        states=CODE_STATES,
        touchpoints=TOUCHPOINTS,
        modes=MODES,
        formats={f: w for f, w in FORMAT_WORDS.items() if f is not PrintFormat.CONTACT_SHEET},
        usual_format=usual_format(listed.point.touchpoint),
        display=display_access_code,
        survey_words=lambda survey: SURVEY_STATES[survey_state(survey, now)],
        form_languages=listed.languages,
    )


@blueprint.route("/<int:point_id>/reissue", methods=["GET", "POST"])
def reissue(point_id: int) -> ResponseReturnValue:
    """Ask, then replace every code of a point by a new one."""
    listed = get_listed_point(point_id, now=clock.now())
    if request.method == "GET":
        return render_template(
            "manage/points/reissue.html", listed=listed, display=display_access_code
        )
    reissue_access_code(listed.point, actor=current_actor(), now=clock.now())
    flash(gettext("A new code has been issued. Print and hang up the new poster now."))
    return redirect(url_for(".point", point_id=point_id))


@blueprint.route("/<int:point_id>/revoke", methods=["GET", "POST"])
def revoke(point_id: int) -> ResponseReturnValue:
    """Ask, then take every code of a point back."""
    listed = get_listed_point(point_id, now=clock.now())
    if request.method == "GET":
        return render_template(
            "manage/points/revoke.html", listed=listed, display=display_access_code
        )
    revoke_access_codes(listed.point, actor=current_actor(), now=clock.now())
    flash(gettext("The point no longer takes answers: its codes have been revoked."))
    return redirect(url_for(".point", point_id=point_id))
