"""A questionnaire version as it is laid out in one language: its steps, its form, its numbers."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property

from flask import current_app
from werkzeug.datastructures import MultiDict
from wtforms import Form

from app.queries.questionnaires import get_questionnaire
from app.respond.fields import FIELDS
from surveys.definitions import Question, Questionnaire, Rule, Section, StoredValue
from surveys.errors import InvalidAnswer
from surveys.question_types import type_of
from surveys.quote_checks import quoted_items
from surveys.routing import conditions, is_shown

MOST_ON_ONE_PAGE = 12
"""Above this a questionnaire goes section by section (Mavletova & Couper: one page up to ten)."""

PREFIX = "q_"


def field_name(item: str) -> str:
    """Name the form field of an item; the prefix keeps item codes away from WTForms' own names."""
    return f"{PREFIX}{item}"


@dataclass(frozen=True)
class Sheet:
    """One version in one language. `steps` are the groups of sections shown together."""

    version_id: int
    language: str
    questionnaire: Questionnaire
    steps: tuple[tuple[Section, ...], ...]
    form_class: type[Form]
    names: Mapping[str, str]

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by item code."""
        return self.questionnaire.questions

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number each question stands under on the page, from 1."""
        return {item: number for number, item in enumerate(self.questions, start=1)}

    @cached_property
    def step_of(self) -> dict[str, int]:
        """The step in which each question is asked, from 0."""
        return {
            question.code: step
            for step, sections in enumerate(self.steps)
            for section in sections
            for question in section.questions
        }

    @cached_property
    def step_names(self) -> frozenset[str]:
        """The steps as a form names them."""
        return frozenset(str(step) for step in range(len(self.steps)))

    def raw_answers(self, form: "MultiDict[str, str]") -> dict[str, list[str]]:
        """Take the answers out of what a browser sent; whatever else was sent is passed over."""
        return {item: form.getlist(name) for item, name in self.names.items() if name in form}

    def given(self, raw: Mapping[str, object]) -> dict[str, StoredValue]:
        """Read the answers so far that are right, for routing from step to step."""
        values: dict[str, StoredValue] = {}
        for question in self.questionnaire:
            if is_shown(question, values):
                with suppress(InvalidAnswer):
                    value = type_of(question).answer(question, raw.get(question.code))
                    if value is not None:
                        values[question.code] = value
        return values

    def asked_in(self, step: int, given: Mapping[str, StoredValue]) -> list[Question]:
        """List the questions of a step that can still be asked after the answers before it.

        A question whose rule looks at the same step stays: the page shows its condition in words.
        """
        return [
            question
            for section in self.steps[step]
            for question in section.questions
            if (question.shown_if is not None and self.looks_at(question.shown_if, step))
            or is_shown(question, given)
        ]

    def on_one_page(self) -> "Sheet":
        """Give the sheet with all its sections together, where no server is asked in between."""
        return replace(self, steps=(self.questionnaire.sections,))

    def looks_at(self, rule: Rule, step: int) -> bool:
        """Tell whether a rule looks at an answer of this step."""
        return any(self.step_of[condition.item] == step for condition in conditions(rule))


def sheet_for(version_id: int, language: str) -> Sheet:
    """Give the sheet of a version in a language; it is laid out once a process."""
    sheets: dict[tuple[int, str], Sheet] = current_app.extensions.setdefault("sheets", {})
    if (version_id, language) not in sheets:
        sheets[version_id, language] = new_sheet(
            get_questionnaire(version_id), language, version_id
        )
    return sheets[version_id, language]


def new_sheet(questionnaire: Questionnaire, language: str, version_id: int = 0) -> Sheet:
    """Lay out a questionnaire; one that is not published has no version."""
    names = {question.code: field_name(question.code) for question in questionnaire}
    fields = {
        names[question.code]: FIELDS[question.type](question, language)
        for question in questionnaire
    }
    return Sheet(
        version_id,
        language,
        questionnaire,
        steps_of(questionnaire),
        type("ResponseForm", (Form,), fields),
        names,
    )


def steps_of(questionnaire: Questionnaire) -> tuple[tuple[Section, ...], ...]:
    """Put everything on one page, or each section on its own where that would be long.

    An answer can be quoted only on a page that comes after it.
    """
    if len(questionnaire.questions) <= MOST_ON_ONE_PAGE and not quoted_items(questionnaire):
        return (questionnaire.sections,)
    return tuple((section,) for section in questionnaire.sections)
