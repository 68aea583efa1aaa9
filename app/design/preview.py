"""Preview and trial: the draft as people meet it, advice on its words, and a link to try it."""

from io import BytesIO

from flask import current_app, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.design.advice import advice_lines
from app.design.blueprint import blueprint
from app.design.editor import open_draft
from app.design.trial_rows import trial_rows
from app.design.words import time_words
from app.documents.qr import qr_svg
from app.errors import NotFound
from app.queries.drafts import count_trial_answers, get_draft, list_trial_answers, trial_link_of
from app.services.drafting.previewing import previewable
from app.services.drafting.trials import end_trial, open_trial
from surveys.answering_time import answering_seconds

MOST_LISTED = 50


@blueprint.get("/<int:draft_id>/preview")
def preview(draft_id: int) -> ResponseReturnValue:
    """Show the draft in a frame of a phone's size, the time it takes, and advice on its words."""
    view = open_draft(draft_id)
    languages = view.document["languages"]
    language = request.args.get("in", languages[0])
    if language not in languages:
        raise NotFound(f"no language {language!r}")
    shown = previewable(view.document)
    return render_template(
        "design/preview.html",
        view=view,
        language=language,
        offered=languages,
        times={code: time_words(answering_seconds(shown, code)) for code in languages},
        advice=advice_lines(view.id, view.document),
    )


@blueprint.get("/<int:draft_id>/trial")
def trial(draft_id: int) -> ResponseReturnValue:
    """Show the link to try the draft, and the answers given through it."""
    view = open_draft(draft_id)
    link = trial_link_of(draft_id)
    return render_template(
        "design/trial.html",
        view=view,
        link=trial_address(link.code) if link else "",
        count=count_trial_answers(draft_id),
        rows=trial_rows(view.document, list_trial_answers(draft_id, most=MOST_LISTED)),
        most=MOST_LISTED,
    )


def trial_address(code: str) -> str:
    """Give the address under which a draft can be tried."""
    public: str = current_app.extensions["settings"].PUBLIC_URL
    return public + url_for("trial.questionnaire", code=code)


@blueprint.post("/<int:draft_id>/trial")
def change_trial(draft_id: int) -> ResponseReturnValue:
    """Make the link, or take it back and wipe the answers."""
    actor, now = current_actor(), clock.now()
    if request.form.get("do") == "end":
        count = end_trial(draft_id, actor=actor, now=now)
        flash(
            gettext("The link no longer works; %(count)s test answers were deleted.", count=count)
        )
    else:
        open_trial(draft_id, actor=actor, now=now)
        flash(gettext("The link works now, also on a phone."))
    return redirect(url_for(".trial", draft_id=draft_id))


@blueprint.get("/<int:draft_id>/trial.svg")
def trial_code(draft_id: int) -> ResponseReturnValue:
    """Give the QR code of the link to try the draft."""
    link = trial_link_of(get_draft(draft_id).id)
    if link is None:
        raise NotFound("no trial link")
    return send_file(BytesIO(qr_svg(trial_address(link.code))), "image/svg+xml")
