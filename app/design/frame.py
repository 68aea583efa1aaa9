"""What stands around the questions: title and introduction, titles of sections."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.design.blueprint import blueprint
from app.design.editor import open_draft, save_change
from app.design.forms.fields import clean_text
from app.design.forms.frame import IN_DOCUMENT, IN_SOURCE, FrameForm, frame_data, write_frame
from app.design.saving import fingerprint
from app.services.drafting.documents import Document, section_of, set_words, words


@blueprint.route("/<int:draft_id>/frame", methods=["GET", "POST"])
def frame(draft_id: int) -> ResponseReturnValue:
    """Edit title, introduction, who reads the answers, and the source."""
    view = open_draft(draft_id)
    there = frame_data(view.document)
    form = FrameForm(data=there)
    changed = request.method == "POST" and request.form.get("seen") != fingerprint(there)
    status = 200
    if changed:
        status = 409
    elif form.validate_on_submit():
        if save_change(draft_id, lambda document: write_frame(form, document), "edit_frame"):
            flash(gettext("Saved."))
            return redirect(url_for(".frame", draft_id=draft_id))
        status = 409
    elif request.method == "POST":
        status = 422
    page = render_template(
        "design/frame.html",
        view=view,
        form=form,
        names=(*IN_DOCUMENT, *IN_SOURCE),
        stored=there if changed else None,
        seen=fingerprint(there),
        mistakes=view.sentences("frame"),
    )
    return page, status


@blueprint.route("/<int:draft_id>/sections/<section_code>", methods=["GET", "POST"])
def section(draft_id: int, section_code: str) -> ResponseReturnValue:
    """Edit the title of a section."""
    view = open_draft(draft_id)
    found = section_of(view.document, section_code)
    title = words(found.get("title"))
    if request.method == "POST":
        title = clean_text(request.form.get("title"))

        def change(document: Document) -> None:
            set_words(section_of(document, section_code), "title", title)

        if save_change(draft_id, change, "edit_section"):
            flash(gettext("Saved."))
            return redirect(url_for(".outline", draft_id=draft_id, _anchor=f"s-{section_code}"))
    return render_template(
        "design/section.html",
        view=view,
        section=found,
        title=title,
        mistakes=view.sentences("section", section_code),
    )
