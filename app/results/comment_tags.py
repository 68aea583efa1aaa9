"""Tags of comments: every one, a new one, changing and deleting one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.plain_form import PlainForm
from app.queries.comments import get_tag, list_tags
from app.results.comment_tag_form import TagForm
from app.services.comments.tagging import TagNameTaken, change_tag, create_tag, delete_tag

blueprint = Blueprint("comment_tags", __name__, url_prefix="/results/comments/tags")


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List the tags with their keywords."""
    return render_template("results/comments/tags.html", tags=list_tags())


@blueprint.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Make a tag."""
    form = TagForm()
    if form.validate_on_submit():
        try:
            create_tag(form.name.data, form.lines(), actor=current_actor(), now=clock.now())
        except TagNameTaken:
            refuse_name(form)
        else:
            flash(gettext("The tag has been made."))
            return redirect(url_for(".index"))
    return render_template("results/comments/new_tag.html", form=form)


@blueprint.route("/<int:tag_id>", methods=["GET", "POST"])
def change(tag_id: int) -> ResponseReturnValue:
    """Change the name or the keywords of a tag."""
    tag = get_tag(tag_id)
    form = TagForm(data={"name": tag.name, "keywords": "\n".join(tag.keywords)})
    if form.validate_on_submit():
        try:
            change_tag(tag, form.name.data, form.lines(), actor=current_actor(), now=clock.now())
        except TagNameTaken:
            refuse_name(form)
        else:
            flash(gettext("The change has been saved."))
            return redirect(url_for(".index"))
    return render_template("results/comments/change_tag.html", tag=tag, form=form)


@blueprint.route("/<int:tag_id>/delete", methods=["GET", "POST"])
def delete(tag_id: int) -> ResponseReturnValue:
    """Say what is lost, then delete a tag."""
    tag = get_tag(tag_id)
    form = PlainForm()
    if form.validate_on_submit():
        delete_tag(tag, actor=current_actor(), now=clock.now())
        flash(gettext("The tag has been deleted."))
        return redirect(url_for(".index"))
    return render_template("results/comments/delete_tag.html", tag=tag, form=form)


def refuse_name(form: TagForm) -> None:
    """Say beside the field that the name is taken."""
    form.name.errors = [gettext("Another tag has this name.")]
