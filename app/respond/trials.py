"""Trials of a draft on a phone: a link with an opaque code; the answers are kept apart."""

from http import HTTPStatus

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.extensions import csrf
from app.languages import page_language, url_in_language
from app.models import QuestionnaireDraft
from app.queries.drafts import draft_on_trial
from app.respond.step_pages import render_step
from app.respond.submissions import TOKEN, Shown
from app.respond.tokens import form_opened_at
from app.respond.unfielded import Unfielded, spoken
from app.services.drafting.previewing import previewable
from app.services.drafting.trials import keep_trial_answer

blueprint = Blueprint("trial", __name__)
# As on all pages of citizens there is no session to be abused.
csrf.exempt(blueprint)


@blueprint.get("/t/<code>")
def questionnaire(code: str) -> ResponseReturnValue:
    """Show the draft as it is now."""
    return render_step(on_trial(draft_on_trial(code), code).first_page())


@blueprint.post("/t/<code>")
def answer(code: str) -> ResponseReturnValue:
    """Take the form in; a right one is kept as an answer of the trial."""
    draft, now = draft_on_trial(code), clock.now()
    trial = on_trial(draft, code)
    outcome = trial.take(request.form)
    if isinstance(outcome, Shown):
        return render_step(outcome.page), outcome.status
    opened_at = form_opened_at(request.form.get(TOKEN, ""))
    seconds = int((now - opened_at).total_seconds()) if opened_at else 0
    keep_trial_answer(draft, outcome, language=trial.language, seconds=seconds, now=now)
    return redirect(url_in_language(".thanks", code=code), HTTPStatus.SEE_OTHER)


@blueprint.get("/t/<code>/done")
def thanks(code: str) -> ResponseReturnValue:
    """Thank whoever tried the draft."""
    draft_on_trial(code)
    again = url_in_language(".questionnaire", code=code)
    return render_template("respond/trial_end.html", again=again)


def on_trial(draft: QuestionnaireDraft, code: str) -> Unfielded:
    """Lay the draft out in the language of the page, else in Vietnamese."""
    shown = previewable(draft.document)
    languages = spoken(shown)
    wanted = page_language()
    return Unfielded(
        shown,
        wanted if wanted in languages else "vi",
        languages,
        lambda language: url_for(".questionnaire", code=code, lang=language),
        gettext("Trial: your answers help to improve the questionnaire and count in no result."),
    )
