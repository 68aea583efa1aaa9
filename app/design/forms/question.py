"""The form of one question, built from what its type can have."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice

from app.design.forms.fields import OptionalNumber, code_is_free
from app.design.words import ROLES
from app.services.drafting.documents import (
    Document,
    options_of,
    section_of_question,
    words,
)
from surveys.definitions import UNANSWERED_TYPES, Role
from surveys.question_types import QUESTION_TYPES
from surveys.question_types.base import QuestionType
from surveys.translations import JsonObject

LIMITS = {
    "minimum": lazy_gettext("Smallest number"),
    "maximum": lazy_gettext("Largest number"),
    "decimals": lazy_gettext("Digits after the comma (0 to 2)"),
    "max_length": lazy_gettext("Most characters"),
    "max_choices": lazy_gettext("Most answers that can be chosen"),
}
DAYS = {
    "earliest": lazy_gettext("First day possible (year-month-day)"),
    "latest": lazy_gettext("Last day possible (year-month-day)"),
}


class OptionRow(Form):
    """One answer to choose from."""

    code = StringField(lazy_gettext("Code"))
    text = StringField(lazy_gettext("Answer"))
    score = OptionalNumber(lazy_gettext("Score"))
    satisfied = BooleanField(lazy_gettext("Satisfied"))
    exclusive = BooleanField(lazy_gettext("Alone"))
    remove = BooleanField(lazy_gettext("Remove"))


class QuestionForm(FlaskForm):
    """Everything a question can have; `question_form` takes out what its type cannot."""

    text = TextAreaField(lazy_gettext("Question"))
    help = TextAreaField(lazy_gettext("Help below the question"))
    code = StringField(lazy_gettext("Item code"))
    role = SelectField(lazy_gettext("What the question is for"))
    required = BooleanField(lazy_gettext("Must be answered"))
    na_allowed = BooleanField(lazy_gettext("Offer “don't know / not applicable”"))
    scale = SelectField(lazy_gettext("Answers offered"))
    satisfied = SelectMultipleField(lazy_gettext("Answers that count as satisfied"))
    reversed = BooleanField(lazy_gettext("Reversed: the lowest level is the best"))
    factor = SelectField(lazy_gettext("Factor it feeds"))
    options = FieldList(FormField(OptionRow))
    more_options = TextAreaField(lazy_gettext("Add answers, one a line"))
    minimum = OptionalNumber(LIMITS["minimum"])
    maximum = OptionalNumber(LIMITS["maximum"])
    decimals = OptionalNumber(LIMITS["decimals"])
    max_length = OptionalNumber(LIMITS["max_length"])
    max_choices = OptionalNumber(LIMITS["max_choices"])
    earliest = StringField(DAYS["earliest"])
    latest = StringField(DAYS["latest"])
    matrix = SelectField(lazy_gettext("Table that shows it as a row"))


def question_form(
    document: Document, question: JsonObject, *, is_published: bool, sent: Any = None
) -> QuestionForm:
    """Make the form of a question; with `sent`, of what was filled in."""
    question_type = QUESTION_TYPES[question["type"]]
    form = QuestionForm(sent, data=_data(document, question, question_type))
    _leave_out(form, document, question, is_published=is_published)
    if "code" in form:
        taken = frozenset(q["code"] for s in document["sections"] for q in s["questions"])
        form.code.validators = (code_is_free(taken, question["code"]),)
    _give_choices(form, document, question, question_type)
    return form


def _give_choices(
    form: QuestionForm, document: Document, question: JsonObject, question_type: QuestionType
) -> None:
    if "role" in form:
        form.role.choices = [SelectChoice(r.value, ROLES[r]) for r in _roles(question_type)]
    if "factor" in form:
        form.factor.choices = [SelectChoice("", lazy_gettext("none"))] + [
            SelectChoice(factor["code"], words(factor["title"]))
            for factor in document.get("factors", [])
        ]
    if "scale" in form:
        form.scale.choices = _scale_choices(document, question_type)
    if "satisfied" in form:
        form.satisfied.choices = [
            SelectChoice(option["code"], words(option.get("text")) or option["code"])
            for option in options_of(document, question)
        ]
    if "matrix" in form:
        form.matrix.choices = [SelectChoice("", lazy_gettext("none")), *_tables(document, question)]


def _tables(document: Document, question: JsonObject) -> list[SelectChoice]:
    """List the heads of tables in the section of a question."""
    return [
        SelectChoice(other["code"], words(other.get("text")) or other["code"])
        for other in section_of_question(document, question["code"])["questions"]
        if other["type"] == "matrix5"
    ]


def _data(document: Document, question: JsonObject, question_type: QuestionType) -> dict[str, Any]:
    satisfied = [str(code) for code in question.get("satisfied", [])]
    return {
        **{name: question.get(name) for name in LIMITS},
        **{name: question.get(name, "") for name in DAYS},
        "text": words(question.get("text")),
        "help": words(question.get("help")),
        "code": question["code"],
        "role": question.get("role", Role.ITEM.value),
        "required": question.get("required", False),
        "na_allowed": question.get("na_allowed", False),
        "scale": question.get("scale", ""),
        "satisfied": satisfied,
        "reversed": question.get("reversed", False),
        "factor": question.get("factor", ""),
        "matrix": question.get("matrix", ""),
        "options": [
            {
                "code": option["code"],
                "text": words(option.get("text")),
                "score": option.get("score"),
                "satisfied": option["code"] in satisfied,
                "exclusive": option.get("exclusive", False),
            }
            for option in question.get("options", [])
        ],
    }


def _leave_out(
    form: QuestionForm, document: Document, question: JsonObject, *, is_published: bool
) -> None:
    """Take out of the form what the question cannot have."""
    question_type = QUESTION_TYPES[question["type"]]
    has_own = question_type.has_options and not question.get("scale")
    has_answer = question["type"] not in UNANSWERED_TYPES
    can_have = {
        "code": not is_published,
        "na_allowed": question_type.may_be_na,
        "scale": question_type.has_options,
        "satisfied": question_type.may_be_scored and not has_own,
        "reversed": question_type.may_be_reversed,
        "factor": question_type.may_be_scored,
        "options": has_own,
        "more_options": has_own and question_type.codes_asked is None,
        "required": has_answer,
        "role": has_answer,
        "matrix": question["type"] == "rating5" and bool(_tables(document, question)),
        **{name: name in question_type.limits for name in (*LIMITS, *DAYS)},
    }
    for name, possible in can_have.items():
        if not possible:
            del form[name]


def _roles(question_type: QuestionType) -> Sequence[Role]:
    possible = {
        Role.ITEM: True,
        Role.OVERALL: question_type.may_be_scored,
        Role.ATTRIBUTE: question_type.has_options,
        Role.COMMENT: question_type.is_text,
    }
    return [role for role, is_possible in possible.items() if is_possible]


def _scale_choices(document: Document, question_type: QuestionType) -> list[SelectChoice]:
    """List the shared scales that fit the type; the first choice is answers of its own."""
    wanted = question_type.codes_asked
    fitting = [
        scale
        for scale in document.get("scales", [])
        if wanted is None or tuple(option["code"] for option in scale["options"]) == wanted
    ]
    own = SelectChoice("", lazy_gettext("Answers of its own"))
    return [own] + [SelectChoice(scale["code"], scale_label(scale)) for scale in fitting]


def scale_label(scale: JsonObject) -> str:
    """Name a shared scale by its first and last answer."""
    ends = [words(scale["options"][place].get("text")) for place in (0, -1)]
    return f"{scale['code']}: {' … '.join(ends)}"
