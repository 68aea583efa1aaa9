"""From the keys that were typed to raw answers, as `surveys` checks them.

A box left empty on the sheet is typed as 0, so that a question that was passed over by whoever
types can be told from one that the citizen left out.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from app.services.paper.keys import TYPED_NA, code_of, na_key, option_keys
from surveys.definitions import NA, Question, Questionnaire, StoredValue
from surveys.errors import InvalidAnswer
from surveys.question_types import type_of
from surveys.routing import is_shown

BLANK_KEY = "0"
SEPARATORS = re.compile(r"[\s,.;/]+")


class KeyMistake(StrEnum):
    """What can be wrong with what was typed, before anybody asks what it means."""

    NOT_TYPED = "not_typed"
    NO_SUCH_BOX = "no_such_box"


class NoSuchBox(ValueError):
    """A key was typed that no box of the question has."""


@dataclass(frozen=True)
class TypedSheet:
    """Raw answers by item code, and the mistakes of typing by item code."""

    raw: Mapping[str, object]
    mistakes: Mapping[str, KeyMistake]


def read_sheet(questionnaire: Questionnaire, typed: Mapping[str, str]) -> TypedSheet:
    """Read what was typed for each question; what routing does not ask need not be typed."""
    raw: dict[str, object] = {}
    mistakes: dict[str, KeyMistake] = {}
    given: dict[str, StoredValue] = {}
    for question in questionnaire:
        text, code = typed.get(question.code, "").strip(), question.code
        if not is_shown(question, given):
            continue
        try:
            raw[code] = read_keys(question, text)
        except NoSuchBox:
            mistakes[code] = KeyMistake.NO_SUCH_BOX if text else KeyMistake.NOT_TYPED
            continue
        with suppress(InvalidAnswer):
            value = type_of(question).answer(question, raw[code])
            if value is not None:
                given[code] = value
    return TypedSheet(raw, mistakes)


def read_keys(question: Question, text: str) -> object:
    """Read the keys of one question as a raw answer; None where the sheet was left empty.

    Raises `NoSuchBox`, also where nothing was typed for boxes.
    """
    kind = type_of(question)
    if kind.has_options:
        return read_several(question, text) if kind.several_values else read_one(question, text)
    if kind.is_text or not text:
        return text or None
    return NA if text == TYPED_NA and question.na_allowed else text


def read_one(question: Question, text: str) -> object:
    """Read the key of the one box that was crossed."""
    if text == BLANK_KEY:
        return None
    code = code_of(question, text)
    if code is None:
        raise NoSuchBox(text)
    return code


def read_several(question: Question, text: str) -> object:
    """Read the keys of several boxes, in the order typed: "135", or apart "1 10 12"."""
    if text == BLANK_KEY:
        return None
    parts = [part for part in SEPARATORS.split(text) if part]
    one_digit = all(len(each.key) == 1 for each in option_keys(question))
    keys = [key for part in parts for key in part] if one_digit else parts
    codes = [code_of(question, key) for key in keys]
    if not codes or None in codes:
        raise NoSuchBox(text)
    return codes


def written_keys(question: Question, value: StoredValue | None) -> str:
    """Write a stored answer as it would have been typed."""
    has_boxes = type_of(question).has_options
    if value is None:
        return BLANK_KEY if has_boxes else ""
    if value == NA:
        return na_key(question)
    if not has_boxes:
        return str(value)
    keys = {each.code: each.key for each in option_keys(question)}
    codes = value if isinstance(value, list) else [value]
    return " ".join(keys[str(code)] for code in codes)
