"""Publishing: what is still missing, what changes, and freezing a version."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.design.blueprint import blueprint
from app.design.editor import open_draft, tell_who_has_it
from app.design.mistakes import sentence
from app.design.places import link_to
from app.services.drafting.documents import MAIN
from app.services.drafting.drafts import CodeTaken
from app.services.drafting.locks import InOtherHands
from app.services.drafting.publishing import (
    BreaksNotAccepted,
    NotReady,
    Readiness,
    SecondPersonNeeded,
    ask_for_publication,
    publish_draft,
    readiness_of,
)
from app.services.drafting.translating import missing_by_part
from app.services.questionnaires import ForbiddenChange
from app.services.settings.reading import setting
from app.version_words import place_and_change
from surveys.documents import from_document
from surveys.question_changes import Difference, Effect


@blueprint.get("/<int:draft_id>/publish")
def publish(draft_id: int) -> ResponseReturnValue:
    """Show what keeps the draft from being published, and what a new version changes."""
    return show_publishing(draft_id)


def show_publishing(draft_id: int, error: str = "") -> str:
    """Render the page of publishing, with why it was refused."""
    view = open_draft(draft_id)
    readiness = readiness_of(view.draft)
    others = [code for code in view.document["languages"] if code != MAIN]
    missing = {code: sum(missing_by_part(view.document, code).values()) for code in others}
    return render_template(
        "design/publish.html",
        view=view,
        readiness=readiness,
        mistakes=[
            (*link_to(view.id, view.document, one.place), sentence(one.mistake))
            for one in readiness.mistakes
        ],
        missing={code: count for code, count in missing.items() if count},
        effects={
            effect.value: differences_in_words(readiness, readiness.with_effect(effect))
            for effect in (Effect.FORBIDDEN, Effect.BREAKS, Effect.KEEPS)
        },
        needs_second=setting("second_person_publishing"),
        may_publish=readiness.may_publish(current_actor()),
        error=error,
    )


def differences_in_words(readiness: Readiness, found: list[Difference]) -> list[tuple[str, str]]:
    """Say differences to the last version."""
    if readiness.questionnaire is None or not readiness.versions:
        return []
    last = from_document(readiness.versions[-1].document)
    return [place_and_change(one, readiness.questionnaire, last) for one in found]


@blueprint.post("/<int:draft_id>/publish")
def do_publish(draft_id: int) -> ResponseReturnValue:
    """Publish, or ask a second person to."""
    actor, now = current_actor(), clock.now()
    try:
        if request.form.get("do") == "ask":
            ask_for_publication(draft_id, actor=actor, now=now)
            flash(gettext("Asked. Another survey administrator can publish it from this page now."))
            return redirect(url_for(".publish", draft_id=draft_id))
        version = publish_draft(
            draft_id, accepts_breaks="accepts" in request.form, actor=actor, now=now
        )
    except InOtherHands as others:
        tell_who_has_it(others)
        return show_publishing(draft_id), 409
    except (NotReady, BreaksNotAccepted, SecondPersonNeeded, ForbiddenChange, CodeTaken) as refused:
        return show_publishing(draft_id, refusal(refused)), 422
    flash(
        gettext(
            "Published as version %(number)s. It never changes from now on.", number=version.number
        )
    )
    return redirect(url_for(".versions", draft_id=draft_id))


def refusal(refused: Exception) -> str:
    """Say in one sentence why nothing was published."""
    sentences: dict[type[Exception], str] = {
        NotReady: gettext("Not published: put right what is listed below first."),
        BreaksNotAccepted: gettext("Not published: say below that breaking the trend is meant."),
        SecondPersonNeeded: gettext("Not published: a second person has to do it."),
        ForbiddenChange: gettext(
            "Not published: a change below would change what stored answers mean."
        ),
        CodeTaken: gettext("Not published: another questionnaire has this code by now."),
    }
    return sentences[type(refused)]
