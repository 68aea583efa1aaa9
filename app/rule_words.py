"""A rule of routing in one clause: for citizens beside a question, for staff who write the rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flask_babel import LazyString, format_decimal, gettext, lazy_gettext

from surveys.definitions import NA, AllOf, AnyOf, Code, Condition, Question, Questionnaire, Rule


@dataclass(frozen=True)
class RuleWords:
    """Says the rules of one questionnaire in one language.

    Earlier questions go by their numbers; `with_texts` adds what they ask, for pages on which
    the numbers do not stand beside the questions.
    """

    questionnaire: Questionnaire
    language: str
    with_texts: bool = False

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """The questions by item code."""
        return self.questionnaire.questions

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number each question stands under, from 1."""
        return {item: number for number, item in enumerate(self.questions, start=1)}

    def said(self, rule: Rule) -> str:
        """Say a rule as a clause that follows "if"; inner groups that could mislead in brackets."""
        if isinstance(rule, Condition):
            return self._condition(rule)
        word = gettext("and") if isinstance(rule, AllOf) else gettext("or")
        return f" {word} ".join(self._inner(inner, rule) for inner in rule.rules)

    def _inner(self, inner: Rule, outer: AllOf | AnyOf) -> str:
        words = self.said(inner)
        if isinstance(inner, Condition) or type(inner) is type(outer) or len(inner.rules) == 1:
            return words
        return f"({words})"

    def _condition(self, condition: Condition) -> str:
        answers = f" {gettext('or')} ".join(
            self._answer(value, self.questions[condition.item]) for value in values_of(condition)
        )
        return SENTENCES[condition.operator](condition, self._name(condition.item), answers)

    def _name(self, item: str) -> str:
        number = str(self.numbers[item])
        text = self.questions[item].text(self.language)
        return f"{number} (“{text}”)" if self.with_texts else number

    def _answer(self, value: Code, question: Question) -> str:
        if value == NA:
            return f"“{self.questionnaire.na_label(self.language)}”"
        label = dict(question.choices(self.language)).get(str(value))
        return f"“{label}”" if label else str(format_decimal(value))


def values_of(condition: Condition) -> tuple[Code, ...]:
    """List the answers a condition speaks of; whether there is one at all is not an answer."""
    value = condition.value
    if isinstance(value, bool):
        return ()
    return value if isinstance(value, tuple) else (value,)


Sentence = Callable[[Condition, str, str], str]


def saying(sentence: LazyString) -> Sentence:
    """Make the words of an operator from a sentence about a question and its answers."""
    return lambda _condition, number, answers: (
        str(sentence) % {"number": number, "answers": answers}
    )


def whether_answered(condition: Condition, number: str, _answers: str) -> str:
    """Say whether there is an answer."""
    sentence = ANSWERED if condition.value else UNANSWERED
    return str(sentence) % {"number": number}


ANSWERED = lazy_gettext("you answered question %(number)s")
UNANSWERED = lazy_gettext("you did not answer question %(number)s")
IS = saying(lazy_gettext("the answer to question %(number)s is %(answers)s"))
IS_NOT = saying(lazy_gettext("the answer to question %(number)s is not %(answers)s"))

SENTENCES: dict[str, Sentence] = {
    "is": IS,
    "any_of": IS,
    "is_not": IS_NOT,
    "none_of": IS_NOT,
    "at_least": saying(lazy_gettext("the answer to question %(number)s is %(answers)s or more")),
    "at_most": saying(lazy_gettext("the answer to question %(number)s is %(answers)s or less")),
    "above": saying(lazy_gettext("the answer to question %(number)s is more than %(answers)s")),
    "below": saying(lazy_gettext("the answer to question %(number)s is less than %(answers)s")),
    "answered": whether_answered,
}
"""The sentence of each operator of `surveys.routing`; a test holds that none is missing."""
