"""All questionnaires: drafts, what is published of them, and throwing a draft away."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.alphabet import search_key
from app.design.blueprint import blueprint
from app.design.editor import DraftView
from app.queries.drafts import get_draft, list_drafts, list_locks, list_published
from app.services.drafting.documents import title_of, words
from app.services.drafting.drafts import throw_draft_away

LONGEST_SEARCH = 100


@blueprint.get("/")
def overview() -> ResponseReturnValue:
    """List drafts and published questionnaires whose title or code has the words searched for."""
    text = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    wanted = search_key(text)
    drafts = [
        d
        for d in list_drafts(current_scope())
        if wanted in search_key(f"{title_of(d.document)} {d.code}")
    ]
    published = list_published()
    numbers = {listed.id: listed for listed in published}
    designed = {draft.questionnaire_id for draft in list_drafts()}
    return render_template(
        "design/overview.html",
        text=text,
        drafts=drafts,
        title=title_of,
        versions=numbers,
        locks=list_locks(now=clock.now()),
        others=[
            listed
            for listed in published
            if listed.id not in designed
            and wanted in search_key(f"{words(listed.title)} {listed.code}")
        ],
    )


@blueprint.route("/<int:draft_id>/throw-away", methods=["GET", "POST"])
def throw_away(draft_id: int) -> ResponseReturnValue:
    """Ask, then delete a draft that was never published."""
    if request.method == "GET":
        return render_template("design/throw_away.html", view=DraftView(get_draft(draft_id), None))
    throw_draft_away(draft_id, editor=current_actor(), now=clock.now())
    flash(gettext("The draft has been deleted."))
    return redirect(url_for(".overview"))
