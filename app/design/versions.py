"""Published versions: the history of a questionnaire, each version as it is, retiring it."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.design.blueprint import blueprint
from app.design.editor import open_draft
from app.models import QuestionnaireVersion
from app.queries.questionnaires import get_version
from app.services.drafting.publishing import retire_questionnaire
from app.services.questionnaires import list_versions
from app.version_words import place_and_change
from surveys.documents import from_document
from surveys.versions import compare_versions, worst_effect

VersionChanges = tuple[QuestionnaireVersion, str, list[tuple[str, str]]]
"""A version, what it does to the trend, and its changes in words."""


@blueprint.get("/<int:draft_id>/versions")
def versions(draft_id: int) -> ResponseReturnValue:
    """Show what was published of a questionnaire, the last one first, and what each changed."""
    view = open_draft(draft_id)
    published = list_versions(view.draft.questionnaire_id) if view.draft.questionnaire_id else []
    return render_template(
        "design/versions.html",
        view=view,
        versions=list(reversed(version_changes(published))),
        questionnaire=view.draft.questionnaire,
    )


def version_changes(
    published: list[QuestionnaireVersion],
) -> list[VersionChanges]:
    """Give each version with what it does to the trend, and its changes in words."""
    documents = [from_document(version.document) for version in published]
    found: list[VersionChanges] = []
    for place, version in enumerate(published):
        if place == 0:
            found.append((version, "", []))
            continue
        old, new = documents[place - 1], documents[place]
        changes = compare_versions(old, new, earlier=documents[: place - 1])
        words = [place_and_change(one, new, old) for one in changes]
        found.append((version, worst_effect(changes).value, words))
    return found


@blueprint.post("/<int:draft_id>/retire")
def retire(draft_id: int) -> ResponseReturnValue:
    """Offer the questionnaire for no further survey, or offer it again."""
    view = open_draft(draft_id)
    if view.draft.questionnaire_id is not None:
        is_retired = request.form.get("do") == "retire"
        retire_questionnaire(
            view.draft.questionnaire_id,
            is_retired=is_retired,
            actor=current_actor(),
            now=clock.now(),
        )
        flash(gettext("Retired.") if is_retired else gettext("Offered again."))
    return redirect(url_for(".versions", draft_id=draft_id))


@blueprint.get("/versions/<int:version_id>")
def version(version_id: int) -> ResponseReturnValue:
    """Show a published version as people met it, for ever."""
    return render_template("design/version.html", version=get_version(version_id))
