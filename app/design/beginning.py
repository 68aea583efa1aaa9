"""Beginning a questionnaire: blank, from the catalogue, or as a copy of another one."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor, current_scope
from app.design.blueprint import blueprint
from app.design.forms.beginning import BeginningForm, beginning_form, owners
from app.errors import NotFound
from app.queries.drafts import get_draft
from app.queries.questionnaires import get_version
from app.services.drafting.beginnings import blank_document, renamed
from app.services.drafting.documents import Document
from app.services.drafting.drafts import CodeTaken, begin_draft, begin_next_version
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document


@blueprint.route("/new", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    """Choose what to begin with, the title, and the unit the questionnaire belongs to."""
    form = beginning_form(current_scope(), request.args.get("source", "blank"))
    status = 200
    if form.validate_on_submit():
        try:
            draft = begin_draft(
                beginning(form), owner_id=form.owner.data, editor=current_actor(), now=clock.now()
            )
        except CodeTaken:
            form.code.errors = [gettext("This code is taken; choose another one.")]
        else:
            return redirect(url_for(".outline", draft_id=draft.id))
    if form.errors:
        status = 422
    return render_template("design/begin.html", form=form), status


def beginning(form: BeginningForm) -> Document:
    """Make the document to begin with."""
    kind, _, what = form.source.data.partition(":")
    code, title = form.wanted_code, form.title.data.strip()
    if kind == "catalogue":
        return renamed(to_document(load_catalogue_questionnaire(what)), code, title)
    if kind == "version":
        return renamed(get_version(int(what)).document, code, title)
    if kind == "draft":
        return renamed(get_draft(int(what)).document, code, title)
    return blank_document(code, title)


@blueprint.post("/versions/<int:version_id>/next")
def next_version(version_id: int) -> ResponseReturnValue:
    """Go on to the draft of a published questionnaire's next version."""
    version = get_version(version_id)
    owner = next(iter(owners(current_scope())), None)
    if owner is None:
        raise NotFound("no unit that a questionnaire could belong to")
    draft = begin_next_version(version, owner_id=owner.id, editor=current_actor(), now=clock.now())
    return redirect(url_for(".outline", draft_id=draft.id))
