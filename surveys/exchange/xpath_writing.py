"""Rules and limits as XLSForm writes them: conditions in XPath over other answers or over ".".

In XPath an answer that was not given equals the empty text, so whatever must have been answered
says so.
"""

from collections.abc import Callable, Mapping, Sequence

from surveys.definitions import AllOf, AnyOf, Code, Condition, Rule
from surveys.question_types import QUESTION_TYPES
from surveys.translations import JsonObject

Kinds = Mapping[str, str]
_SIGNS = {"at_least": ">=", "at_most": "<=", "above": ">", "below": "<"}


def xls_name(code: str) -> str:
    """Return a code as a name that XML allows: not with a digit first."""
    return code if code[:1].isalpha() else f"_{code}"


def write_rule(rule: Rule, kinds: Kinds) -> str:
    """Write a rule; `kinds` are the types of the items it may look at."""
    if isinstance(rule, Condition):
        return _condition(rule, kinds)
    word = " and " if isinstance(rule, AllOf) else " or "
    return word.join(_inner(inner, kinds) for inner in rule.rules)


def _inner(rule: Rule, kinds: Kinds) -> str:
    written = write_rule(rule, kinds)
    return f"({written})" if isinstance(rule, AllOf | AnyOf) else written


def _condition(condition: Condition, kinds: Kinds) -> str:
    place = f"${{{xls_name(condition.item)}}}"
    if condition.operator == "answered":
        return f"{place} {'!=' if condition.value else '='} ''"
    if condition.operator in _SIGNS:
        return f"{place} {_SIGNS[condition.operator]} {condition.value}"
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    question_type = QUESTION_TYPES.get(kinds.get(condition.item, ""))
    several = question_type is not None and question_type.several_values
    chosen = [_chosen(place, value, several=several) for value in values]
    if condition.operator in ("is", "any_of"):
        return chosen[0] if len(chosen) == 1 else f"({' or '.join(chosen)})"
    return f"({place} != '' and {' and '.join(_denied(place, v, several=several) for v in values)})"


def _chosen(place: str, value: Code, *, several: bool) -> str:
    return f"selected({place}, '{value}')" if several else f"{place} = '{value}'"


def _denied(place: str, value: Code, *, several: bool) -> str:
    return f"not(selected({place}, '{value}'))" if several else f"{place} != '{value}'"


def write_constraint(question: JsonObject, exclusive: Sequence[str]) -> str:
    """Write the limits of a question document, and that exclusive options stand alone."""
    parts = [write(question[limit]) for limit, write in _LIMITS.items() if limit in question]
    if question["type"] == "share_100":
        parts += [". >= 0", ". <= 100"]
    parts += [f"not(selected(., '{code}') and count-selected(.) > 1)" for code in exclusive]
    return " and ".join(parts)


_LIMITS: dict[str, Callable[[object], str]] = {
    "minimum": lambda limit: f". >= {limit}",
    "maximum": lambda limit: f". <= {limit}",
    "max_length": lambda limit: f"string-length(.) <= {limit}",
    "max_choices": lambda limit: f"count-selected(.) <= {limit}",
    "earliest": lambda limit: f". >= date('{limit}')",
    "latest": lambda limit: f". <= date('{limit}')",
}
