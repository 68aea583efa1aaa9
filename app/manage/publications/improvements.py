"""You said, we did: writing an entry, and taking one down."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from app import clock
from app.access import current_actor, current_scope
from app.manage.publications.blueprint import blueprint
from app.manage.publications.forms import ImprovementForm, publication_name
from app.models import Publication
from app.plain_form import PlainForm
from app.queries.publications import get_improvement, get_publication, list_publications
from app.queries.surveys import list_surveys
from app.services.publishing import (
    InvalidImprovement,
    NewImprovement,
    take_down,
    write_improvement,
)

REFUSALS = {
    "one_missing": lazy_gettext("Please choose both, or none."),
    "void": lazy_gettext("One of them was withdrawn or corrected."),
    "not_comparable": lazy_gettext(
        "These cannot be compared: the same index, measured in the same way, in a later period."
    ),
    "not_published": lazy_gettext("This unit has no published figure in both of them."),
}


@blueprint.route("/you-said/new", methods=["GET", "POST"])
def improve() -> ResponseReturnValue:
    """Tell what people said and what was changed because of it."""
    surveys = [survey.id for survey in list_surveys(current_scope())]
    listed = [one for one in list_publications(surveys) if one.in_force]
    form = ImprovementForm.of(listed, [publication_name(one) for one in listed])
    if form.validate_on_submit():
        try:
            write_improvement(entry_of(form), actor=current_actor(), now=clock.now())
        except InvalidImprovement as refused:
            form.after.errors = [*form.after.errors, str(REFUSALS[refused.reason])]
        else:
            flash(gettext("The entry is public now."))
            return redirect(url_for(".index"))
    return render_template("manage/publications/improve.html", form=form)


def entry_of(form: ImprovementForm) -> NewImprovement:
    """Read what is to be said."""
    return NewImprovement(
        unit_id=form.unit.data or 0,
        title=form.title.data,
        said=form.said.data,
        done=form.done.data,
        done_on=form.done_on.data,
        before=chosen(form.before.data),
        after=chosen(form.after.data),
        title_en=form.title_en.data or "",
        said_en=form.said_en.data or "",
        done_en=form.done_en.data or "",
    )


def chosen(number: str) -> Publication | None:
    """Give the publication that was chosen, if one was."""
    return get_publication(int(number)) if number else None


@blueprint.route("/you-said/<int:improvement_id>/take-down", methods=["GET", "POST"])
def end_improvement(improvement_id: int) -> ResponseReturnValue:
    """Ask, then let an entry be seen no more."""
    entry, form = get_improvement(improvement_id), PlainForm()
    if form.validate_on_submit():
        take_down(entry, actor=current_actor(), now=clock.now())
        flash(gettext("The entry is not public any more."))
        return redirect(url_for(".index"))
    return render_template("manage/publications/end_improvement.html", entry=entry, form=form)
