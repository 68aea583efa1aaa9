"""Columns of a questionnaire's versions: which item, in which version, with which values.

A column is called `<item code>_v<version>`, several choices and rankings
`<item code>_v<version>_<option code>`, so that answers to other words never stand in one column.
Texts that people write have none.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from surveys.definitions import NA, Code, Option, Question, Questionnaire
from surveys.question_types import type_of

Stored = Any
Value = int | float | str | date | None


class Holds(StrEnum):
    """What the cells of an item's column are."""

    LEVEL = "level"  # the code of one option, or its number
    CHOSEN = "chosen"  # 1 if the option was chosen, else 0
    RANK = "rank"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class ItemColumn:
    """One column; `option` is the one that a column of several choices or a ranking speaks of."""

    id: str
    question: Question
    version: int
    holds: Holds
    cell: Callable[[Stored], Value]
    option: Option | None = None

    def words(self, language: str) -> dict[Code, str]:
        """Tell what its codes stand for; empty for numbers, ranks and days."""
        if self.holds is not Holds.LEVEL:
            return {}
        codes = type_of(self.question).possible_values(self.question)
        labels = (option.label.get(language) for option in self.question.options)
        return dict(zip(codes, labels, strict=True))

    def text(self, language: str) -> str:
        """Give the question, with the option it is about."""
        asked = self.question.text(language)
        return f"{asked} – {self.option.label.get(language)}" if self.option else asked


def item_columns(questionnaire: Questionnaire, version: int) -> Iterator[ItemColumn]:
    """Give the columns of one version in the order of its questions."""
    for question in questionnaire:
        kind = type_of(question)
        if not kind.is_text and kind.has_answer:
            yield from _columns(question, version)


def _columns(question: Question, version: int) -> Iterator[ItemColumn]:
    name = f"{question.code}_v{version}"
    kind = type_of(question)
    if kind.several_values:
        holds = Holds.RANK if question.type == "ranking" else Holds.CHOSEN
        make = _rank_of if holds is Holds.RANK else _has
        for option in question.options:
            column_id = f"{name}_{option.code}"
            yield ItemColumn(column_id, question, version, holds, make(option.code), option)
    elif question.type == "date":
        yield ItemColumn(name, question, version, Holds.DAY, _day)
    else:
        holds = Holds.LEVEL if kind.has_options else Holds.NUMBER
        yield ItemColumn(name, question, version, holds, itself)


def itself(stored: Stored) -> Value:
    """Give what was stored."""
    value: Value = stored
    return value


def _day(stored: Stored) -> Value:
    return None if stored is None else date.fromisoformat(stored) if stored != NA else NA


def _has(code: str) -> Callable[[Stored], Value]:
    def cell(stored: Sequence[str] | None) -> Value:
        return stored if stored is None or isinstance(stored, str) else int(code in stored)

    return cell


def _rank_of(code: str) -> Callable[[Stored], Value]:
    def cell(stored: Sequence[str] | None) -> Value:
        if stored is None or isinstance(stored, str):
            return stored
        return stored.index(code) + 1 if code in stored else 0

    return cell
