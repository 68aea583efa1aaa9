"""The attributes of LimeSurvey's questions: what limits can say of them, and what nothing can."""

import re
from collections.abc import Callable

from surveys.exchange.codes import code_of
from surveys.exchange.lss_questions import LimeQuestion
from surveys.exchange.problems import Problem, ProblemCode
from surveys.question_types import QUESTION_TYPES
from surveys.translations import JsonObject

_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOTHING = frozenset({"", "0", "N", "none"})
_BOUNDS = frozenset({"min_num_value_n", "max_num_value_n"})  # of which 0 is one
#: Attributes that change who is asked or what can be answered.
_GRAVE = frozenset(
    {
        *("array_filter", "array_filter_exclude", "hidden", "equation", "em_validation_sq"),
        *("em_validation_q", "min_answers", "other_replace_text", "multiflexible_max"),
    }
)


def _number(value: str) -> int | float | None:
    if not _NUMBER.fullmatch(value):
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _whole(value: str) -> int | None:
    number = _number(value)
    return number if isinstance(number, int) and number > 0 else None


def _day(value: str) -> str | None:
    return value if _DAY.fullmatch(value) else None


_LIMITS: dict[str, tuple[str, Callable[[str], object]]] = {
    "min_num_value_n": ("minimum", _number),
    "max_num_value_n": ("maximum", _number),
    "maximum_chars": ("max_length", _whole),
    "max_answers": ("max_choices", _whole),
    "date_min": ("earliest", _day),
    "date_max": ("latest", _day),
}


def limits_of(question: LimeQuestion, kind: str) -> tuple[JsonObject, list[Problem]]:
    """Return the limits of a question, with `exclusive` options, and what cannot be kept."""
    limits: JsonObject = {}
    problems = []
    for name, value in question.attributes.items():
        if value == "" or (value in _NOTHING and name not in _BOUNDS):
            continue
        if name == "exclude_all_others":
            limits["exclusive"] = [code_of(each) for each in value.split(";")]
            continue
        if name == "num_value_int_only":
            limits["decimals"] = 0
            continue
        limit, read = _LIMITS.get(name, ("", lambda _value: None))
        found = read(value)
        if found is not None and limit in QUESTION_TYPES[kind].limits:
            limits[limit] = found
        else:
            about = {"name": name[:40], "value": value[:60]}
            what, leave = ProblemCode.ATTRIBUTE_UNKNOWN, name not in _GRAVE
            problems.append(Problem(what, "question_attributes", None, question.name, about, leave))
    return limits, problems
