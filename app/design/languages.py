"""The languages of a draft: which there are, what is missing, and the words side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.design.blueprint import blueprint
from app.design.editor import DraftView, not_saved, open_draft, save_change, saved_as_typed
from app.design.forms.fields import clean_text
from app.design.saving import fingerprint, wants_json
from app.errors import NotFound
from app.language_names import LANGUAGE_NAMES, language_name
from app.services.drafting.documents import MAIN, Document
from app.services.drafting.translating import (
    FRAME,
    TextPlace,
    add_language,
    copy_vietnamese,
    language_parts,
    missing_by_part,
    remove_language,
    texts_of_part,
    write_texts,
)

PREFIX = "t-"
"""Before the key in the name of a field."""


@blueprint.get("/<int:draft_id>/languages")
def languages(draft_id: int) -> ResponseReturnValue:
    """List the languages with what is missing in each."""
    return show_languages(open_draft(draft_id))


def show_languages(view: DraftView, problems: list[str] | None = None) -> str:
    """Render the page of languages, with what was wrong with a file."""
    there = [code for code in view.document["languages"] if code != MAIN]
    return render_template(
        "design/languages.html",
        view=view,
        missing={code: missing_by_part(view.document, code) for code in there},
        offered={code: name for code, name in LANGUAGE_NAMES.items() if code not in there},
        problems=problems or [],
        mistakes=view.sentences("language"),
    )


@blueprint.post("/<int:draft_id>/languages")
def change_languages(draft_id: int) -> ResponseReturnValue:
    """Add a language, or remove one with its words; undoing brings them back."""
    code = request.form.get("language", "")
    removes = request.form.get("do") == "remove"
    if removes or code in LANGUAGE_NAMES:
        change = remove_language if removes else add_language
        if save_change(draft_id, lambda document: change(document, code), "edit_languages"):
            flash(
                gettext("Removed. “Undo” above brings it back.") if removes else gettext("Saved.")
            )
    return redirect(url_for(".languages", draft_id=draft_id))


@blueprint.get("/<int:draft_id>/languages/<language>")
def translate(draft_id: int, language: str) -> ResponseReturnValue:
    """Show the words of one part of the draft beside the Vietnamese."""
    return show_part(part_of_draft(open_draft(draft_id), language))


@blueprint.post("/<int:draft_id>/languages/<language>")
def save_translation(draft_id: int, language: str) -> ResponseReturnValue:
    """Take the words of one part in."""
    page = part_of_draft(open_draft(draft_id), language)
    names = {place.key: request.form.get(PREFIX + place.key) for place in page.places}
    typed = {key: clean_text(text) for key, text in names.items() if text is not None}
    if request.form.get("seen") != page.seen:
        return refused(page, typed, changed=True)

    def change(document: Document) -> None:
        write_texts(document, language, typed)
        if request.form.get("do") == "copy":
            copy_vietnamese(document, language, page.part)

    if not save_change(draft_id, change, "translate"):
        return refused(page, typed)
    if wants_json():
        view = open_draft(draft_id)
        return saved_as_typed(view, part_of_draft(view, language).seen, {})
    flash(gettext("Saved."))
    part = request.form.get("then") or page.part
    return redirect(url_for(".translate", draft_id=draft_id, language=language, part=part))


@dataclass(frozen=True)
class PartOfDraft:
    """One part of a draft in one language: a section, or the frame."""

    view: DraftView
    language: str
    part: str
    places: Sequence[TextPlace]

    @property
    def seen(self) -> str:
        """The mark of what is stored now."""
        return fingerprint({place.key: place.text for place in self.places})


def part_of_draft(view: DraftView, language: str) -> PartOfDraft:
    """Give the part that the address asks for; raises `NotFound`."""
    part = request.args.get("part", FRAME)
    known = dict(language_parts(view.document))
    if language == MAIN or language not in view.document["languages"] or part not in known:
        raise NotFound(f"no language {language!r} or part {part!r}")
    return PartOfDraft(view, language, part, texts_of_part(view.document, part, language))


def refused(
    page: PartOfDraft, typed: Mapping[str, str], *, changed: bool = False
) -> ResponseReturnValue:
    """Answer words that were not saved; they stay where they were typed."""
    if wants_json():
        return not_saved(409)
    return show_part(page, typed, changed=changed), 409


def show_part(
    page: PartOfDraft, typed: Mapping[str, str] | None = None, *, changed: bool = False
) -> str:
    """Render one part, with what was typed and not saved."""
    parts = language_parts(page.view.document)
    stored = {place.key: place.text for place in page.places}
    return render_template(
        "design/translate.html",
        view=page.view,
        language=page.language,
        name=language_name(page.language),
        part=page.part,
        parts=parts,
        after=next_part(parts, page.part),
        places=page.places,
        typed={**stored, **(typed or {})},
        changed=changed,
        seen=page.seen,
        missing=missing_by_part(page.view.document, page.language),
    )


def next_part(parts: list[tuple[str, str]], part: str) -> str | None:
    """Give the part after one, or None after the last."""
    codes = [code for code, _ in parts]
    following = codes[codes.index(part) + 1 :]
    return following[0] if following else None
