"""One WTForms field per question type; `templates/questions/<type>.html` shows it.

The fields keep what a person entered and show it again. What counts as an answer is for `surveys`
to say, so they check nothing themselves.
"""

from collections.abc import Callable
from typing import Any

from wtforms import Field, RadioField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from surveys.definitions import NA, Question
from surveys.question_types.ranking import Ranking


class NumberField(StringField):
    """A number as it was typed, beside a box for "not applicable" of the same name."""

    not_applicable = False

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the number and the box apart."""
        self.not_applicable = NA in valuelist
        self.data = next((value for value in valuelist if value != NA), "")


class DateField(NumberField):
    """A date as it was picked or typed; `earliest` and `latest` bound the browser's calendar."""

    def __init__(self, label: str, earliest: str, latest: str, **options: Any) -> None:
        super().__init__(label, **options)
        self.earliest, self.latest = earliest, latest


class RankingField(SelectMultipleField):
    """A choice for each of `places`, all of one name; empty places are kept where they are."""

    not_applicable = False

    def __init__(self, label: str, places: int, **options: Any) -> None:
        super().__init__(label, validate_choice=False, coerce=str, **options)
        self.places = places

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the places and the box for "not applicable" apart."""
        self.not_applicable = NA in valuelist
        self.data = [value for value in valuelist if value != NA]

    def ranked(self, place: int) -> str:
        """Give the option chosen for a place, from 0; empty where there is none."""
        chosen = self.data or []
        return chosen[place] if place < len(chosen) else ""


def one_of(question: Question, language: str) -> Field:
    """Make a field of which one row is chosen; none is chosen beforehand."""
    return RadioField(
        question.text(language),
        choices=choices(question, language),
        validate_choice=False,
        default=None,
        coerce=str,
    )


def several_of(question: Question, language: str) -> Field:
    """Make a field of which several rows can be chosen."""
    return SelectMultipleField(
        question.text(language),
        choices=choices(question, language),
        validate_choice=False,
        coerce=str,
    )


def choices(question: Question, language: str) -> list[SelectChoice]:
    """List the options; "not applicable" is not among them, it stands apart in the template."""
    return [SelectChoice(code, label) for code, label in question.choices(language)]


def ranked(question: Question, language: str) -> Field:
    """Make a field that puts options in order."""
    places = Ranking().places(question)
    return RankingField(question.text(language), places, choices=choices(question, language))


def picked_day(question: Question, language: str) -> Field:
    """Make a field for a date."""
    limits = question.limits
    return DateField(question.text(language), limits.earliest or "", limits.latest or "")


def typed(kind: type[Field]) -> Callable[[Question, str], Field]:
    """Make fields into which something is typed."""

    def field(question: Question, language: str) -> Any:
        return kind(question.text(language))

    return field


FIELDS: dict[str, Callable[[Question, str], Field]] = {
    "rating5": one_of,
    "yes_no": one_of,
    "single_choice": one_of,
    "several_choices": several_of,
    "number": typed(NumberField),
    "share_100": typed(NumberField),
    "short_text": typed(StringField),
    "long_text": typed(TextAreaField),
    "ranking": ranked,
    "date": picked_day,
}
"""How each question type with an answer is asked; a test holds that none is missing."""

CHOSEN_BY_ROW = frozenset(kind for kind, make in FIELDS.items() if make in (one_of, several_of))
"""The types whose answers CSS can see."""
