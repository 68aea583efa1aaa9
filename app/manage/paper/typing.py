"""Typing sheets: one after the other, by the number keys and Enter alone."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app import clock
from app.access import current_role
from app.filters import whole
from app.manage.paper.blueprint import blueprint
from app.manage.paper.forms import FirstTyping, sheet_form, typed_keys
from app.manage.paper.rows import EntryRows, errors_in_words
from app.manage.paper.typists import remember_typing
from app.manage.paper.words import REFUSALS
from app.models import TYPISTS, PaperBatch, RoleName
from app.plain_form import PlainForm
from app.queries.paper import batch_counts, get_batch
from app.queries.questionnaires import get_questionnaire
from app.services.paper.batches import check_open, count_unusable
from app.services.paper.errors import PaperRefused
from app.services.paper.reading import read_sheet
from app.services.paper.sheets import FilledIn, store_sheet
from surveys.definitions import Questionnaire
from surveys.error_codes import AnswerCode
from surveys.errors import InvalidAnswers
from surveys.validation import Answers, check_answers

Errors = Mapping[str, str]


class Mistyped(Exception):
    """A sheet cannot be taken as it was typed; `errors` say why, by item code."""

    def __init__(self, errors: Errors, *, empty: bool = False) -> None:
        super().__init__("mistyped")
        self.errors = errors
        self.empty = empty


@blueprint.route("/batches/<int:batch_id>/sheet", methods=["GET", "POST"])
def sheet(batch_id: int) -> ResponseReturnValue:
    """Type one sheet; after it the next one."""
    batch = get_batch(batch_id)
    if batch.closed_at is not None:
        return redirect(url_for(".batch", batch_id=batch_id))
    questionnaire = get_questionnaire(batch.version_id)
    form = sheet_form(FirstTyping, questionnaire, batch.language)
    mistyped = Mistyped({})
    if form.validate_on_submit():
        try:
            stored(batch, questionnaire, form)
        except Mistyped as mistake:
            mistyped = mistake
        except PaperRefused as refused:
            form.day.errors = [str(REFUSALS[refused.reason])]
        else:
            return redirect(url_for(".sheet", batch_id=batch_id))
    if request.method == "GET":
        new_sheet(form)
    return render_template(
        "manage/paper/sheet.html",
        batch=batch,
        form=form,
        rows=EntryRows(questionnaire, batch.language).rows(questionnaire, form, mistyped.errors),
        mistyped=mistyped,
        counts=batch_counts([batch_id])[batch_id],
        plain=PlainForm(),
    )


def new_sheet(form: Any) -> None:
    """Begin a sheet: a key of its own, and the day of the sheet before."""
    form.key.data = str(uuid.uuid4())
    day = session.get("paper_day")
    form.day.data = date.fromisoformat(day) if day else clock.local_day(clock.now())


def stored(batch: PaperBatch, questionnaire: Questionnaire, form: Any) -> None:
    """Store what was typed and say the sheet's number; raises `Mistyped` or `PaperRefused`."""
    answers = read_answers(questionnaire, typed_keys(form, questionnaire))
    filled_in = FilledIn(form.day.data, answers, typist_role(batch))
    batch_id = batch.id
    number = store_sheet(batch, filled_in, key=read_key(form.key.data), now=clock.now())
    session["paper_day"] = form.day.data.isoformat()
    remember_typing(batch_id)
    flash(gettext("Sheet %(number)s is stored. Write %(number)s on it.", number=whole(number)))


def read_answers(questionnaire: Questionnaire, typed: Mapping[str, str]) -> Answers:
    """Read and check what was typed by the rules every answer is checked by; raises `Mistyped`."""
    read = read_sheet(questionnaire, typed)
    try:
        answers = check_answers(questionnaire, read.raw)
    except InvalidAnswers as refused:
        empty = refused.form_error is not None
        missing = any(error.code is AnswerCode.REQUIRED for error in refused.errors.values())
        errors = errors_in_words(read.mistakes, refused.errors)
        raise Mistyped(errors, empty=(empty or missing) and not read.mistakes) from refused
    if read.mistakes:
        raise Mistyped(errors_in_words(read.mistakes, {}))
    return answers


def read_key(text: str) -> uuid.UUID:
    """Read the key of a form; another one is made for what is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.uuid4()


def typist_role(batch: PaperBatch) -> RoleName:
    """Give the role that stands beside the answer."""
    return current_role(TYPISTS, batch.point.place_id)


@blueprint.post("/batches/<int:batch_id>/unusable")
def unusable(batch_id: int) -> ResponseReturnValue:
    """Count a sheet that cannot be stored, and go on to the next one."""
    batch = get_batch(batch_id)
    if PlainForm().validate_on_submit():
        try:
            check_open(batch)
            count_unusable(batch)
            flash(gettext("Counted as unusable. Keep the sheet apart."))
        except PaperRefused as refused:
            flash(str(REFUSALS[refused.reason]), "error")
    return redirect(url_for(".sheet", batch_id=batch_id))
