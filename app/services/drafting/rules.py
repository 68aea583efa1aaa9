"""Conditions of a question, as a flat list of rules that all or any must hold."""

from collections.abc import Sequence

from surveys.translations import JsonObject

KINDS = ("shown_if", "na_if")
"""The rules a question can have, by their key in the document."""


def flat(rule: JsonObject | None) -> tuple[str, list[JsonObject]]:
    """Give the word that joins the conditions, all or any, and the conditions."""
    if not rule:
        return "all", []
    for join in ("all", "any"):
        if join in rule:
            return join, list(rule[join])
    return "all", [rule]


def write_rule(question: JsonObject, kind: str, join: str, rules: Sequence[JsonObject]) -> None:
    """Write conditions in the simplest form; without any the question is always asked."""
    if not rules:
        question.pop(kind, None)
    else:
        question[kind] = rules[0] if len(rules) == 1 else {join: list(rules)}


def condition(item: str, relation: str, values: Sequence[str | int | float]) -> JsonObject:
    """Make a condition on an earlier answer."""
    if relation in ("answered", "not_answered"):
        return {"item": item, "answered": relation == "answered"}
    if relation == "is" and len(values) > 1:
        return {"item": item, "any_of": list(values)}
    if relation == "is_not" and len(values) > 1:
        return {"item": item, "none_of": list(values)}
    return {"item": item, relation: values[0]}
