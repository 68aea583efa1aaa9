"""The second typing of the drawn sheets, and settling where the two typings differ."""

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_actor
from app.access.subjects import numbers as whole_numbers
from app.filters import whole
from app.manage.paper.blueprint import blueprint
from app.manage.paper.forms import PREFIX, sheet_form, typed_keys
from app.manage.paper.rows import EntryRows, errors_in_words
from app.manage.paper.typing import Mistyped, read_answers, typist_role
from app.manage.paper.typists import needs_somebody_else, remember_being_alone
from app.manage.paper.words import KEY_MISTAKES, REFUSALS
from app.models import CheckOutcome, PaperBatch
from app.plain_form import PlainForm
from app.queries.paper import (
    DrawnSheet,
    batch_counts,
    first_answers,
    get_batch,
    get_drawn,
    next_to_settle,
    next_to_type_again,
)
from app.queries.questionnaires import get_questionnaire
from app.services.paper.checking import check_sheet, record_typing_alone, settle_sheet
from app.services.paper.errors import PaperRefused
from app.services.paper.reading import KeyMistake, NoSuchBox, read_keys, written_keys
from surveys.definitions import Question
from surveys.errors import InvalidAnswers
from surveys.question_types import type_of


@blueprint.route("/batches/<int:batch_id>/check", methods=["GET", "POST"])
def check(batch_id: int) -> ResponseReturnValue:
    """Type the next drawn sheet a second time, without seeing the first typing."""
    batch = get_batch(batch_id)
    drawn = sheet_meant(batch_id) or next_to_type_again(batch_id)
    if drawn is None:
        return redirect(url_for(".batch", batch_id=batch_id))
    if needs_somebody_else(batch_id):
        return redirect(url_for(".alone", batch_id=batch_id))
    questionnaire = get_questionnaire(batch.version_id)
    questions = [question for question in questionnaire if not type_of(question).is_text]
    form = sheet_form(PlainForm, questions, batch.language)
    mistyped = Mistyped({})
    if form.validate_on_submit():
        try:
            answers = read_answers(questionnaire, typed_keys(form, questions))
            typed_again(batch, drawn, answers.values)
            return redirect(url_for(".check", batch_id=batch_id))
        except Mistyped as mistake:
            mistyped = mistake
        except PaperRefused as refused:
            flash(str(REFUSALS[refused.reason]), "error")
            return redirect(url_for(".check", batch_id=batch_id))
    return render_template(
        "manage/paper/check.html",
        batch=batch,
        drawn=drawn,
        form=form,
        rows=EntryRows(questionnaire, batch.language).rows(questions, form, mistyped.errors),
        mistyped=mistyped,
        counts=batch_counts([batch_id])[batch_id],
    )


@blueprint.route("/batches/<int:batch_id>/alone", methods=["GET", "POST"])
def alone(batch_id: int) -> ResponseReturnValue:
    """Ask whoever typed a batch whether really nobody else can type its sheets again."""
    batch, form = get_batch(batch_id), PlainForm()
    if form.validate_on_submit():
        record_typing_alone(batch, actor=current_actor(), now=clock.now())
        remember_being_alone(batch_id)
        return redirect(url_for(".check", batch_id=batch_id))
    return render_template("manage/paper/alone.html", batch=batch, form=form)


def sheet_meant(batch_id: int) -> DrawnSheet | None:
    """Give the sheet that a form that was sent is about; raises `NotFound` for none that is.

    Somebody else may have done another sheet in the meantime: the next one is not the one meant.
    """
    if request.method == "GET":
        return None
    numbers = whole_numbers([request.form.get("number", "")])
    return get_drawn(batch_id, numbers[0] if numbers else 0)


def typed_again(batch: PaperBatch, drawn: DrawnSheet, answers: Mapping[str, object]) -> None:
    """Keep the second typing and say what it led to; raises `PaperRefused`."""
    role, version_id = typist_role(batch), batch.version_id
    differences = check_sheet(drawn.check, answers, role=role, version_id=version_id)
    number = whole(drawn.number)
    if differences:
        flash(gettext("Sheet %(number)s: the two typings differ.", number=number))
    else:
        flash(gettext("Sheet %(number)s: both typings are alike.", number=number))


@blueprint.route("/batches/<int:batch_id>/settle", methods=["GET", "POST"])
def settle(batch_id: int) -> ResponseReturnValue:
    """Show where two typings of the next sheet differ, and ask what stands on the paper."""
    batch = get_batch(batch_id)
    drawn = sheet_meant(batch_id) or next_to_settle(batch_id)
    if drawn is None:
        return redirect(url_for(".batch", batch_id=batch_id))
    questions = differing_questions(batch, drawn)
    form = sheet_form(PlainForm, questions, batch.language)
    errors: dict[str, str] = {}
    if form.validate_on_submit():
        try:
            outcome = settled(batch, drawn, questions, form)
            flash(OUTCOMES[outcome](whole(drawn.number)))
            return redirect(url_for(".settle", batch_id=batch_id))
        except InvalidAnswers as refused:
            errors = errors_in_words({}, refused.errors)
        except Mistyped as mistake:
            errors = dict(mistake.errors)
        except PaperRefused as refused:
            flash(str(REFUSALS[refused.reason]), "error")
            return redirect(url_for(".settle", batch_id=batch_id))
    rows = EntryRows(get_questionnaire(batch.version_id), batch.language)
    return render_template(
        "manage/paper/settle.html",
        batch=batch,
        drawn=drawn,
        form=form,
        rows=rows.rows(questions, form, errors),
        errors=errors,
        typings=both_typings(drawn, questions),
    )


def differing_questions(batch: PaperBatch, drawn: DrawnSheet) -> list[Question]:
    """Give the questions that the two typings read differently."""
    differing = set(drawn.check.differing or ())
    return [q for q in get_questionnaire(batch.version_id) if q.code in differing]


def both_typings(drawn: DrawnSheet, questions: list[Question]) -> dict[str, tuple[str, str]]:
    """Write both typings as keys, by the name of the field."""
    first, second = first_answers(drawn.check), drawn.check.answers or {}
    return {
        PREFIX + question.code: (
            written_keys(question, first.get(question.code)),
            written_keys(question, second.get(question.code)),
        )
        for question in questions
    }


def settled(
    batch: PaperBatch, drawn: DrawnSheet, questions: list[Question], form: Any
) -> CheckOutcome:
    """Settle a sheet by what was read on the paper.

    Raises `Mistyped`, `InvalidAnswers` or `PaperRefused`.
    """
    read_again, mistakes = {}, {}
    for question in questions:
        text = (form[PREFIX + question.code].data or "").strip()
        try:
            read_again[question.code] = read_keys(question, text)
        except NoSuchBox:
            mistakes[question.code] = KeyMistake.NO_SUCH_BOX if text else KeyMistake.NOT_TYPED
    if mistakes:
        raise Mistyped({item: str(KEY_MISTAKES[mistake]) for item, mistake in mistakes.items()})
    return settle_sheet(
        batch,
        drawn.check,
        read_again,
        role=typist_role(batch),
        actor=current_actor(),
        now=clock.now(),
    )


OUTCOMES = {
    CheckOutcome.KEPT: lambda number: gettext(
        "Sheet %(number)s: the first typing was right and stays.", number=number
    ),
    CheckOutcome.REPLACED: lambda number: gettext(
        "Sheet %(number)s: corrected. The first answer is excluded, the new one counts.",
        number=number,
    ),
}
"""What settling a sheet led to, said after it."""
