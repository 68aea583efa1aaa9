"""What the templates of questions are given: everything decided, nothing left to compute."""

from collections.abc import Mapping
from dataclasses import dataclass

from wtforms import Field, Form

from app.respond.conditions import condition_words, hiding_css
from app.respond.messages import in_words
from app.respond.sheets import Sheet
from surveys.definitions import Question, StoredValue
from surveys.errors import AnswerError


@dataclass(frozen=True)
class QuestionView:
    """One question on the page. `na_label` is empty where "not applicable" is no answer to it."""

    item: str
    type: str
    number: int
    text: str
    help: str
    required: bool
    na_label: str
    condition: str
    decimals: int
    error: str
    field: Field

    @property
    def described_by(self) -> str:
        """The ids of the paragraphs that belong to the question."""
        parts = {"c": self.condition, "h": self.help, "e": self.error}
        return " ".join(f"{letter}_{self.item}" for letter, text in parts.items() if text)


@dataclass(frozen=True)
class SectionView:
    """A section of the page with its questions."""

    title: str
    questions: list[QuestionView]


def section_views(
    sheet: Sheet,
    step: int,
    form: Form,
    errors: Mapping[str, AnswerError],
    given: Mapping[str, StoredValue],
) -> list[SectionView]:
    """Lay out a step: the sections that have a question to ask after the answers before it."""
    asked = {question.code for question in sheet.asked_in(step, given)}
    views = [
        SectionView(
            section.title.get(sheet.language) if section.title else "",
            [
                question_view(sheet, step, question, form, errors.get(question.code))
                for question in section.questions
                if question.code in asked
            ],
        )
        for section in sheet.steps[step]
    ]
    return [view for view in views if view.questions]


def question_view(
    sheet: Sheet, step: int, question: Question, form: Form, error: AnswerError | None
) -> QuestionView:
    """Put a question into words."""
    language = sheet.language
    return QuestionView(
        item=question.code,
        type=question.type,
        number=sheet.numbers[question.code],
        text=question.text(language),
        help=question.help(language),
        required=question.required,
        na_label=sheet.questionnaire.na_label(language) if question.na_allowed else "",
        condition=condition_words(question.shown_if, sheet)
        if question.shown_if and sheet.depends_on(question, step)
        else "",
        decimals=question.limits.decimals or 0,
        error=in_words(error, question, language) if error else "",
        field=form[sheet.names[question.code]],
    )


def page_css(sheet: Sheet, step: int) -> str:
    """Give the CSS that hides the questions of a step whose condition does not hold."""
    return "".join(
        hiding_css(question, sheet)
        for section in sheet.steps[step]
        for question in section.questions
    )
