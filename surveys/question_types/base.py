"""What every question type is asked: check a definition, read a raw value, score, take time."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import ClassVar

from surveys.definitions import NA, Code, Question, StoredValue
from surveys.error_codes import AnswerCode, MistakeCode
from surveys.errors import InvalidAnswer, Mistake
from surveys.question_types.raw_values import only_value, raw_values, shown, written


class QuestionType(ABC):
    """A question type. Subclasses set the class variables and say how a value is read.

    `codes_asked` are the option codes the type insists on; None leaves them to the question.
    """

    name: ClassVar[str]
    has_answer: ClassVar[bool] = True
    quotable: ClassVar[bool] = True
    is_text: ClassVar[bool] = False
    has_options: ClassVar[bool] = False
    several_values: ClassVar[bool] = False
    stores_number: ClassVar[bool] = False
    may_be_na: ClassVar[bool] = True
    may_be_scored: ClassVar[bool] = False
    may_be_reversed: ClassVar[bool] = False
    may_order_options: ClassVar[bool] = False
    limits: ClassVar[frozenset[str]] = frozenset()
    codes_asked: ClassVar[tuple[str, ...] | None] = None

    @abstractmethod
    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Turn the non-blank raw `values` (at least one) into what is stored.

        Raises `InvalidAnswer`.
        """

    @abstractmethod
    def seconds(self, question: Question) -> float:
        """Return the seconds it takes to decide and answer, the reading not included."""

    def answer(self, question: Question, raw: object) -> StoredValue | None:
        """Turn a raw value of a form, JSON or import file into what is stored; None: skipped.

        Raises `InvalidAnswer`.
        """
        values = raw_values(raw)
        if not values:
            return None
        if not self.is_text and any(_says_na(value) for value in values):
            return self._not_applicable(question, values)
        return self.parse(question, values)

    def _not_applicable(self, question: Question, values: list[object]) -> str:
        if not question.na_allowed:
            raise InvalidAnswer(AnswerCode.NA_NOT_ALLOWED)
        if not all(_says_na(value) for value in values):
            raise InvalidAnswer(AnswerCode.NA_WITH_ANSWER)
        return NA

    def possible_values(self, question: Question) -> tuple[Code, ...]:
        """Return the stored values of the options, in order; empty for numbers and texts."""
        return tuple(option.code for option in question.options)

    def scores(self, question: Question) -> Mapping[Code, float]:
        """Return the number of each stored value, before reversing; empty: not a number."""
        return {}

    def score_range(self, question: Question) -> tuple[float, float] | None:
        """Return the lowest and highest number an answer can have, or None."""
        numbers = self.scores(question).values()
        return (min(numbers), max(numbers)) if numbers else None

    def number(self, question: Question, stored: StoredValue) -> float | None:
        """Return the number of a stored answer, before reversing; None where it has none."""
        return None if isinstance(stored, list) else self.scores(question).get(stored)

    def check(self, question: Question) -> Iterator[Mistake]:
        """Yield every mistake of the definition, with paths relative to the question."""
        yield from self._check_options(question)
        yield from self._check_limits(question)
        if question.na_allowed and not self.may_be_na:
            yield self._mistake("na_allowed", MistakeCode.NA_NOT_ALLOWED)
        if question.na_if is not None and not question.na_allowed:
            yield Mistake("na_if", MistakeCode.NA_RULE_WITHOUT_NA)
        if question.satisfied and not self.may_be_scored:
            yield self._mistake("satisfied", MistakeCode.SATISFIED_NOT_ALLOWED)
        if question.reversed and not self.may_be_reversed:
            yield self._mistake("reversed", MistakeCode.REVERSED_NOT_ALLOWED)

    def _check_options(self, question: Question) -> Iterator[Mistake]:
        codes = tuple(option.code for option in question.options)
        if not self.has_options:
            if codes or question.scale:
                place = "scale" if question.scale else "options"
                yield self._mistake(place, MistakeCode.OPTIONS_NOT_ALLOWED)
            return
        if self.codes_asked is not None and codes != self.codes_asked:
            wanted = ", ".join(self.codes_asked)
            yield Mistake("options", MistakeCode.OPTION_CODES_MUST_BE, {"codes": wanted})
        elif len(codes) < 2:
            yield Mistake("options", MistakeCode.OPTIONS_NEEDED)
        for index, option in enumerate(question.options):
            place = f"options[{index}]"
            if option.score is not None and not self.may_order_options:
                yield self._mistake(f"{place}.score", MistakeCode.SCORE_NOT_ALLOWED)
            if option.exclusive and not self.several_values:
                yield Mistake(f"{place}.exclusive", MistakeCode.EXCLUSIVE_NOT_ALLOWED)

    def _check_limits(self, question: Question) -> Iterator[Mistake]:
        limits = question.limits
        for name in limits.given():
            if name not in self.limits:
                yield self._mistake(name, MistakeCode.LIMIT_NOT_ALLOWED)
        low, high = limits.minimum, limits.maximum
        if low is not None and high is not None and low > high:
            params = {"minimum": low, "maximum": high}
            yield Mistake("minimum", MistakeCode.MINIMUM_ABOVE_MAXIMUM, params)
        first, last = limits.earliest, limits.latest
        if first is not None and last is not None and first > last:
            days = {"earliest": first, "latest": last}
            yield Mistake("earliest", MistakeCode.EARLIEST_AFTER_LATEST, days)

    def _mistake(self, path: str, code: MistakeCode) -> Mistake:
        return Mistake(path, code, {"type": self.name})


class OneOption(QuestionType):
    """A type whose answer is exactly one of the options, stored by its code."""

    has_options = True
    may_be_scored = True

    def parse(self, question: Question, values: list[object]) -> StoredValue:
        """Return the code of the option that was chosen."""
        return option_code(question, only_value(values))


def option_code(question: Question, value: object) -> str:
    """Return the option code that `value` names; a whole number names the code written so.

    Raises `InvalidAnswer`.
    """
    code = written(value)
    if code not in {option.code for option in question.options}:
        raise InvalidAnswer(AnswerCode.NOT_AN_OPTION, value=shown(value))
    return code


def _says_na(value: object) -> bool:
    return written(value).lower() == NA
