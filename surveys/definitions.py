"""What a questionnaire is: plain frozen values, the same for web, paper, import and export."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from surveys.quotes import fill

NA = "na"
MAIN_LANGUAGE = "vi"
#: Types of things on the page that ask nothing themselves.
UNANSWERED_TYPES = frozenset({"statement", "matrix5"})

#: What is stored of one answer: a rating or number, an option code, "na", several codes, a text.
StoredValue = int | float | str | list[str]
Code = int | float | str


class Role(StrEnum):
    """What a question is for; decides which defaults and checks apply to it."""

    OVERALL = "overall"  # the overall satisfaction, one per questionnaire
    ITEM = "item"  # everything else that is rated, or asked for routing
    ATTRIBUTE = "attribute"  # about the person: always optional, always in coarse groups
    COMMENT = "comment"  # free text


@dataclass(frozen=True)
class Text:
    """One text in several languages; Vietnamese stands in where a translation is missing."""

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Text":
        """Make a text from a mapping of language code to words."""
        return cls(tuple(sorted(texts.items())))

    def get(self, language: str) -> str:
        """Return the text in `language`, else in Vietnamese."""
        texts = dict(self.by_language)
        return texts.get(language) or texts.get(MAIN_LANGUAGE, "")

    def has(self, language: str) -> bool:
        """Tell whether the text exists in `language` itself (for the page's `lang` marks)."""
        return bool(dict(self.by_language).get(language))


@dataclass(frozen=True)
class Option:
    """One answer to choose. `score` orders the options of a single choice, where they have one."""

    code: str
    label: Text
    score: float | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Scale:
    """Options shared by several questions, so that their wording cannot drift apart."""

    code: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Limits:
    """Bounds of an answer; which of them a question may set is up to its type."""

    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    max_length: int | None = None
    max_choices: int | None = None
    earliest: str | None = None
    latest: str | None = None

    def given(self) -> dict[str, float | int | str]:
        """Return the bounds that are set, by name."""
        return {name: value for name, value in vars(self).items() if value is not None}


@dataclass(frozen=True)
class Condition:
    """One condition on an earlier answer. `operator` is a name in `routing.OPERATORS`."""

    item: str
    operator: str
    value: Code | bool | tuple[Code, ...]


@dataclass(frozen=True)
class AllOf:
    """Every rule must hold."""

    rules: "tuple[Rule, ...]"


@dataclass(frozen=True)
class AnyOf:
    """At least one rule must hold."""

    rules: "tuple[Rule, ...]"


Rule = Condition | AllOf | AnyOf


@dataclass(frozen=True)
class Question:
    """One question; `code` is its item code, the same in every version of the questionnaire.

    `options` are already resolved: those of `scale` where it names one, else its own.
    `satisfied` lists the stored values that count as satisfied; empty: not scored.
    `na_if` says when "not applicable" may be answered, where it is not always.
    `matrix` is the code of the matrix above that shows the question as one of its rows.
    """

    code: str
    type: str
    wording: Text
    help_text: Text | None = None
    role: Role = Role.ITEM
    required: bool = False
    na_allowed: bool = False
    scale: str | None = None
    options: tuple[Option, ...] = ()
    satisfied: tuple[Code, ...] = ()
    reversed: bool = False
    factor: str | None = None
    shown_if: Rule | None = None
    limits: Limits = field(default_factory=Limits)
    na_if: Rule | None = None
    matrix: str | None = None

    @property
    def has_answer(self) -> bool:
        """Tell whether anything can be answered: not to a statement, not to a matrix as such."""
        return self.type not in UNANSWERED_TYPES

    def text(self, language: str, quoted: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return the question as asked in `language`; `quoted` are earlier answers in words."""
        return fill(self.wording.get(language), quoted)

    def help(self, language: str, quoted: Mapping[str, str] = MappingProxyType({})) -> str:
        """Return the help in `language`, or an empty string."""
        return fill(self.help_text.get(language), quoted) if self.help_text else ""

    def choices(self, language: str) -> list[tuple[str, str]]:
        """Return ``(code, label)`` of each option in order, without "not applicable"."""
        return [(option.code, option.label.get(language)) for option in self.options]


@dataclass(frozen=True)
class Section:
    """A block of questions on the page."""

    code: str
    title: Text | None
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Factor:
    """A side of the service that several items measure, as results name it."""

    code: str
    title: Text


@dataclass(frozen=True)
class Formula:
    """An index the questionnaire supports; without `items` the formula's own default applies."""

    id: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """The programme a questionnaire is modelled on, and what of it is official and what not."""

    programme: Text
    note: Text


@dataclass(frozen=True)
class Questionnaire:
    """One version of one questionnaire."""

    code: str
    languages: tuple[str, ...]
    title: Text
    introduction: Text
    readers: Text
    source: Source
    minutes: int
    sections: tuple[Section, ...]
    factors: tuple[Factor, ...] = ()
    scales: tuple[Scale, ...] = ()
    formulas: tuple[Formula, ...] = ()
    na_text: Text | None = None

    def __iter__(self) -> Iterator[Question]:
        """Go through the questions that can be answered, in the order they are asked."""
        return (question for question in self.on_page() if question.has_answer)

    def on_page(self) -> Iterator[Question]:
        """Go through all that stands on the page, statements and matrices too."""
        for section in self.sections:
            yield from section.questions

    @property
    def questions(self) -> dict[str, Question]:
        """The questions that can be answered by item code, in the order they are asked."""
        return {question.code: question for question in self}

    def na_label(self, language: str) -> str:
        """Return the words of "not applicable" in `language`, or an empty string."""
        return self.na_text.get(language) if self.na_text else ""
