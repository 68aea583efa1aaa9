"""Taking words of a comment out by hand, and putting them back."""

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app import clock
from app.access import current_actor, current_scope
from app.plain_form import PlainForm
from app.queries.comments import ReadComment, get_readable_comment
from app.results.comment_choice import readable_one
from app.results.comments import arguments_kept, back_to, blueprint, record_reading
from app.services.comments.by_hand import WordsNotFound, put_back, take_out
from surveys.plain_text import one_line

LONGEST = 60


class WordsForm(FlaskForm):
    """Words to take out."""

    words = StringField(
        lazy_gettext("Words to take out"),
        [
            DataRequired(lazy_gettext("Please fill this in.")),
            Length(max=LONGEST, message=lazy_gettext("This is too long.")),
        ],
        filters=[lambda text: one_line(text or "")],
        description=lazy_gettext(
            "As they stand in the text, whole words. They go from the search too."
        ),
    )


@blueprint.route("/<comment_id>/mask", methods=["GET", "POST"])
def mask(comment_id: str) -> ResponseReturnValue:
    """Ask for the words that the rules missed, then take them out."""
    shown = opened(comment_id)
    form = WordsForm()
    if form.validate_on_submit():
        comment = get_readable_comment(comment_id)
        try:
            take_out(comment, form.words.data, actor=current_actor(), now=clock.now())
        except WordsNotFound:
            form.words.errors = [gettext("These words do not stand in the text.")]
        else:
            flash(gettext("The words have been taken out."))
            return redirect(back_to(comment_id))
    stored = get_readable_comment(comment_id)
    return render_template(
        "results/comments/mask.html",
        comment=shown,
        by_hand=len(stored.taken_out),
        form=form,
        back=back_to(comment_id),
        kept=arguments_kept(),
    )


@blueprint.post("/<comment_id>/unmask")
def unmask(comment_id: str) -> ResponseReturnValue:
    """Show again what was taken out by hand."""
    opened(comment_id)
    if PlainForm().validate_on_submit():
        put_back(get_readable_comment(comment_id), actor=current_actor(), now=clock.now())
        flash(gettext("What was taken out by hand is shown again."))
    return redirect(back_to(comment_id))


def opened(comment_id: str) -> ReadComment:
    """Give a comment that may be read by this person, and record the reading."""
    asked, comment = readable_one(comment_id, current_scope())
    record_reading("text.read", asked, comment.unit_id, 1)
    return comment
