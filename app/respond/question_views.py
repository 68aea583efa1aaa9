"""What the templates of questions are given: everything decided, nothing left to compute."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wtforms import Field, Form

from app.respond.conditions import condition_words, hiding_css, na_words
from app.respond.messages import in_words
from app.respond.sheets import Sheet
from surveys.answer_words import quotable_words
from surveys.definitions import Question, Section, StoredValue
from surveys.errors import AnswerError
from surveys.routing import may_be_na


@dataclass(frozen=True)
class QuestionView:
    """One question on the page, or a statement, or a matrix with its `rows`.

    `na_label` is empty where "not applicable" is no answer to it. `number` is 0 and `field` None
    for what has no answer of its own.
    """

    item: str
    type: str
    number: int
    text: str
    help: str
    required: bool
    na_label: str
    na_condition: str
    condition: str
    decimals: int
    error: str
    field: Field | None
    rows: "tuple[QuestionView, ...]" = ()

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

    def wrong(self) -> Iterator[QuestionView]:
        """Go through the questions with an error, rows of a matrix among them."""
        for question in self.questions:
            yield from (each for each in (question, *question.rows) if each.error)


@dataclass(frozen=True)
class StepViews:
    """Lays out a step of a sheet: what was filled in, what is wrong, what was answered before."""

    sheet: Sheet
    step: int
    form: Form
    errors: Mapping[str, AnswerError]
    given: Mapping[str, StoredValue]

    def sections(self) -> list[SectionView]:
        """Give the sections that have a question to ask after the answers before it."""
        views = [self._section(section) for section in self.sheet.steps[self.step]]
        return [view for view in views if view.questions]

    def _section(self, section: Section) -> SectionView:
        asked = {question.code for question in self.sheet.asked_in(self.step, self.given)}
        quoted = quotable_words(self.sheet.questionnaire, self.given, self.sheet.language)
        rows: dict[str, list[QuestionView]] = {}
        views: list[QuestionView] = []
        for question in reversed(section.questions):
            if question.code in asked:
                below = tuple(reversed(rows.get(question.code, ())))
                view = self._question(question, quoted, below)
                (rows.setdefault(question.matrix, []) if question.matrix else views).append(view)
        title = section.title.get(self.sheet.language) if section.title else ""
        return SectionView(title, views[::-1])

    def _question(
        self, question: Question, quoted: Mapping[str, str], rows: tuple[QuestionView, ...]
    ) -> QuestionView:
        """Put a question into words."""
        language = self.sheet.language
        error = self.errors.get(question.code)
        return QuestionView(
            item=question.code,
            type=question.type,
            number=self.sheet.numbers.get(question.code, 0),
            text=question.text(language, quoted),
            help=question.help(language, quoted),
            required=question.required,
            condition=self._condition(question),
            decimals=question.limits.decimals or 0,
            error=in_words(error, question, language) if error else "",
            field=self.form[self.sheet.names[question.code]] if question.has_answer else None,
            rows=rows,
            **self._na(question),
        )

    def _condition(self, question: Question) -> str:
        """Say the rule of a question that looks at this step; a matrix says it for its rows."""
        rule = None if question.matrix else question.shown_if
        depends = rule is not None and self.sheet.looks_at(rule, self.step)
        return condition_words(rule, self.sheet) if rule and depends else ""

    def _na(self, question: Question) -> dict[str, str]:
        """Give the label of "not applicable" and the words of its rule."""
        rule = question.na_if
        depends = rule is not None and self.sheet.looks_at(rule, self.step)
        open_now = question.na_allowed and (depends or may_be_na(question, self.given))
        label = self.sheet.questionnaire.na_label(self.sheet.language)
        return {
            "na_label": label if open_now else "",
            "na_condition": na_words(rule, self.sheet) if rule and depends else "",
        }


def page_css(sheet: Sheet, step: int) -> str:
    """Give the CSS that hides the questions of a step whose condition does not hold."""
    return "".join(
        hiding_css(question, sheet)
        for section in sheet.steps[step]
        for question in section.questions
    )
