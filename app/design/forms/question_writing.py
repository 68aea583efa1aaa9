"""What was filled in about a question, written into the document."""

from collections.abc import Sequence
from typing import Any

from app.design.forms.fields import clean_text
from app.design.forms.question import DAYS, LIMITS, QuestionForm
from app.services.drafting.codes import proposed_code
from app.services.drafting.documents import set_words
from surveys.definitions import Role
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.base import QuestionType
from surveys.translations import JsonObject


def write_question(form: QuestionForm, question: JsonObject) -> None:
    """Write what was filled in into the question; its code is for the caller to change."""
    question_type = QUESTION_TYPES[question["type"]]
    set_words(question, "text", clean_text(form.text.data))
    set_words(question, "help", clean_text(form.help.data))
    if "role" in form:
        _set(question, "role", form.role.data, unless=Role.ITEM.value)
    for name in ("required", "na_allowed", "reversed"):
        if name in form:
            _set(question, name, form[name].data, unless=False)
    _write_limits(form, question)
    for name in ("factor", "matrix"):
        if name in form:
            _set(question, name, form[name].data, unless="")
    _write_answers(form, question, question_type)


def _write_limits(form: QuestionForm, question: JsonObject) -> None:
    for name in LIMITS:
        if name in form:
            _set(question, name, form[name].number, unless=None)
    for name in DAYS:
        if name in form:
            _set(question, name, clean_text(form[name].data), unless="")


def _write_answers(form: QuestionForm, question: JsonObject, question_type: QuestionType) -> None:
    if "options" in form:
        _write_options(form, question, question_type)
    elif "satisfied" in form:
        _write_satisfied(question, form.satisfied.data or [], question_type)
    if "scale" in form:
        _choose_scale(form, question)


def _write_options(form: QuestionForm, question: JsonObject, question_type: QuestionType) -> None:
    before = {option["code"]: option for option in question.get("options", [])}
    options: list[JsonObject] = []
    satisfied: list[str] = []
    for row in form.options.entries:
        code = clean_text(row.form.code.data)
        if row.form.remove.data and question_type.codes_asked is None:
            continue
        option: JsonObject = {"code": code, "text": dict(before.get(code, {}).get("text", {}))}
        set_words(option, "text", clean_text(row.form.text.data))
        _set(option, "score", row.form.score.number, unless=None)
        _set(option, "exclusive", row.form.exclusive.data, unless=False)
        options.append(option)
        if row.form.satisfied.data:
            satisfied.append(code)
    added = form.more_options.data if "more_options" in form else ""
    for line in filter(None, map(clean_text, (added or "").splitlines())):
        taken = {str(option["code"]) for option in options}
        code = proposed_code(line, taken, fallback="khac")
        options.append({"code": code, "text": {"vi": line}})
    _set(question, "options", options, unless=[])
    if question_type.may_be_scored:
        _write_satisfied(question, satisfied, question_type)


def _write_satisfied(
    question: JsonObject, codes: Sequence[str], question_type: QuestionType
) -> None:
    """Write satisfied codes as they are stored: the levels of a rating are numbers."""
    as_stored = [int(code) if question_type.stores_number else code for code in codes]
    _set(question, "satisfied", as_stored, unless=[])


def _choose_scale(form: QuestionForm, question: JsonObject) -> None:
    """Exchange a shared scale for answers of its own, or the other way round."""
    chosen = form.scale.data or ""
    if chosen == question.get("scale", ""):
        return
    if chosen:
        question.pop("options", None)
        question["scale"] = chosen
        return
    del question["scale"]
    wanted = QUESTION_TYPES[question["type"]].codes_asked or ()
    _set(question, "options", [{"code": code, "text": {}} for code in wanted], unless=[])


def _set(holder: JsonObject, name: str, value: Any, *, unless: Any) -> None:
    """Write a value, or leave it out where it says nothing."""
    if value == unless or value is None:
        holder.pop(name, None)
    else:
        holder[name] = value
