"""The rows of the typing page: for each question its keys, its field and what is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.manage.paper.forms import PREFIX
from app.manage.paper.words import KEY_MISTAKES
from app.rule_words import RuleWords
from app.services.importing.answer_words import in_words
from app.services.paper.keys import na_key, option_keys
from app.services.paper.reading import BLANK_KEY, KeyMistake
from app.words import say
from surveys.definitions import Question, Questionnaire
from surveys.errors import AnswerError
from surveys.question_types import type_of

RATING = "rating5"


@dataclass(frozen=True)
class EntryRow:
    """One question to type. `keys` are the boxes on the sheet; a single key moves on by itself."""

    number: int
    text: str
    section: str
    condition: str
    keys: list[tuple[str, str]]
    hint: str
    single_key: bool
    numeric: bool
    name: str
    value: str
    error: str


@dataclass(frozen=True)
class EntryRows:
    """Lays out the questions of a questionnaire for typing in one language."""

    questionnaire: Questionnaire
    language: str

    def rows(
        self, questions: Iterable[Question], form: Any, errors: Mapping[str, str]
    ) -> list[EntryRow]:
        """Give the rows; the title of a section stands in its first one."""
        rules = RuleWords(self.questionnaire, self.language)
        sections = {
            question.code: section.title.get(self.language) if section.title else ""
            for section in self.questionnaire.sections
            for question in section.questions
        }
        rows, before = [], None
        for question in questions:
            title = sections[question.code]
            rows.append(self._row(question, rules, form, errors, "" if title == before else title))
            before = title
        return rows

    def _row(
        self,
        question: Question,
        rules: RuleWords,
        form: Any,
        errors: Mapping[str, str],
        section: str,
    ) -> EntryRow:
        kind, rule = type_of(question), question.shown_if
        labels = dict(question.choices(self.language))
        keys = [(each.key, labels[each.code]) for each in option_keys(question)]
        return EntryRow(
            number=rules.numbers[question.code],
            text=question.text(self.language),
            section=section,
            condition=say("Only if %(condition)s.", condition=rules.said(rule)) if rule else "",
            keys=[] if question.type == RATING else keys,
            hint=hint_of(question),
            single_key=kind.has_options and not kind.several_values and len(keys) < 9,
            numeric=not kind.is_text,
            name=PREFIX + question.code,
            value=form[PREFIX + question.code].data or "",
            error=errors.get(question.code, ""),
        )


def hint_of(question: Question) -> str:
    """Say in a few signs which keys a question takes."""
    kind, not_applicable = type_of(question), na_key(question)
    if kind.is_text:
        return ""
    if not kind.has_options:
        return say("- = not applicable") if not_applicable else ""
    keys = [each.key for each in option_keys(question)]
    parts = [f"{keys[0]}–{keys[-1]}", BLANK_KEY, *([not_applicable] if not_applicable else [])]
    return " · ".join(parts)


def errors_in_words(
    mistakes: Mapping[str, KeyMistake], refused: Mapping[str, AnswerError]
) -> dict[str, str]:
    """Put what is wrong with each question into words."""
    return {item: in_words(error) for item, error in refused.items()} | {
        item: str(KEY_MISTAKES[mistake]) for item, mistake in mistakes.items()
    }
