"""Reading and writing the small data form of shown_if rules.

A rule is ``{"all": [rules]}``, ``{"any": [rules]}`` or a condition on one earlier answer:
``{"item": "fee", "is": "yes"}`` with one operator of `routing.OPERATORS`.
"""

from collections.abc import Callable

from surveys.definitions import AllOf, AnyOf, Code, Condition, Rule
from surveys.document_reader import Place
from surveys.error_codes import MistakeCode

MAX_DEPTH = 4
MAX_RULES = 20
_GROUPS: dict[str, Callable[[tuple[Rule, ...]], Rule]] = {"all": AllOf, "any": AnyOf}


def parse_rule(place: Place, depth: int = 1) -> Rule | None:
    """Read a rule; None where there is none that could be understood."""
    if depth > MAX_DEPTH:
        place.mistake(MistakeCode.RULE_TOO_DEEP, maximum=MAX_DEPTH)
        return None
    for name, group in _GROUPS.items():
        if place.at(name).given:
            place.open_object((name,))
            inner = place.at(name).items(maximum=MAX_RULES)
            rules = [parse_rule(item, depth + 1) for item in inner]
            return group(tuple(rule for rule in rules if rule is not None))
    return _parse_condition(place)


def _parse_condition(place: Place) -> Condition | None:
    if not place.open_object(("item",), tuple(VALUES)):
        return None
    operators = [name for name in VALUES if place.at(name).given]
    if len(operators) != 1:
        place.mistake(MistakeCode.RULE_OPERATOR, allowed=", ".join(VALUES))
        return None
    item, operator = place.at("item").code(), operators[0]
    value = VALUES[operator](place.at(operator))
    if not item or value is None or value == ():
        return None
    return Condition(item, operator, value)


def _one_code(place: Place) -> Code | None:
    return (place.code() or None) if isinstance(place.value, str) else place.number()


def _several_codes(place: Place) -> tuple[Code, ...]:
    codes = [_one_code(item) for item in place.items(maximum=MAX_RULES)]
    return tuple(code for code in codes if code is not None)


VALUES: dict[str, Callable[[Place], Code | bool | tuple[Code, ...] | None]] = {
    "is": _one_code,
    "is_not": _one_code,
    "any_of": _several_codes,
    "none_of": _several_codes,
    "at_least": Place.number,
    "at_most": Place.number,
    "above": Place.number,
    "below": Place.number,
    "answered": Place.flag,
}


def rule_document(rule: Rule) -> dict[str, object]:
    """Return the rule as it stands in a document."""
    if isinstance(rule, AllOf):
        return {"all": [rule_document(inner) for inner in rule.rules]}
    if isinstance(rule, AnyOf):
        return {"any": [rule_document(inner) for inner in rule.rules]}
    value = list(rule.value) if isinstance(rule.value, tuple) else rule.value
    return {"item": rule.item, rule.operator: value}
