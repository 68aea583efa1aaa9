"""Previews for designers: the real pages of a draft or of any version, with nothing stored."""

from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.config import LANGUAGES
from app.errors import NotFound
from app.extensions import csrf
from app.queries.drafts import get_draft
from app.queries.questionnaires import get_questionnaire
from app.respond.step_pages import render_step
from app.respond.submissions import Shown
from app.respond.unfielded import Unfielded
from app.security_headers import FRAMED_BY_US
from app.services.drafting.previewing import previewable
from surveys.definitions import Questionnaire

blueprint = Blueprint("preview", __name__, url_prefix="/design")
# Its forms change nothing: what is entered is checked, shown again and forgotten.
csrf.exempt(blueprint)


@blueprint.after_request
def let_the_designer_frame_it(response: Response) -> Response:
    """Let our own pages, and nobody else's, show a preview in a frame."""
    response.headers["Content-Security-Policy"] = FRAMED_BY_US
    return response


@blueprint.route("/<int:draft_id>/preview/<language>", methods=["GET", "POST"])
def draft(draft_id: int, language: str) -> ResponseReturnValue:
    """Show a draft as it is stored now."""
    values = {"draft_id": draft_id}
    return shown(previewable(get_draft(draft_id).document), language, "preview.draft", values)


@blueprint.route("/versions/<int:version_id>/preview/<language>", methods=["GET", "POST"])
def version(version_id: int, language: str) -> ResponseReturnValue:
    """Show a published version."""
    values = {"version_id": version_id}
    return shown(get_questionnaire(version_id), language, "preview.version", values)


def shown(
    questionnaire: Questionnaire, language: str, endpoint: str, values: dict[str, Any]
) -> ResponseReturnValue:
    """Show a questionnaire in one of its languages, and take its forms without keeping them."""
    if language not in questionnaire.languages:
        raise NotFound(f"no language {language!r}")
    if language in LANGUAGES:  # what stands around the questions speaks like them
        g.page_language = language

    def link(other: str) -> str:
        return url_for(endpoint, language=other, **values)

    preview = Unfielded(
        questionnaire,
        language,
        {},  # the page around the frame offers the languages
        link,
        gettext("Preview: nothing entered here is stored."),
    )
    if request.method == "GET":
        return render_step(preview.first_page())
    outcome = preview.take(request.form)
    if isinstance(outcome, Shown):
        return render_step(outcome.page), outcome.status
    return render_template("respond/preview_end.html", again=link(language))
