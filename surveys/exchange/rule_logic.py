"""Rules turned round and made simpler, without changing for whom they hold."""

from surveys.definitions import AllOf, AnyOf, Code, Condition, Rule

_OPPOSITES = {
    **{"is": "is_not", "is_not": "is", "any_of": "none_of", "none_of": "any_of"},
    **{"at_least": "below", "below": "at_least", "at_most": "above", "above": "at_most"},
}


def negated(rule: Rule) -> Rule:
    """Return a rule that holds exactly where another does not, "not applicable" left aside."""
    if isinstance(rule, AllOf):
        return AnyOf(tuple(negated(inner) for inner in rule.rules))
    if isinstance(rule, AnyOf):
        return AllOf(tuple(negated(inner) for inner in rule.rules))
    if rule.operator == "answered":
        return Condition(rule.item, "answered", not rule.value)
    other = Condition(rule.item, _OPPOSITES[rule.operator], rule.value)
    return AnyOf((other, Condition(rule.item, "answered", False)))


def simplified(rule: Rule) -> Rule:
    """Return an equal rule with fewer parts: groups in groups, repeated and needless conditions."""
    if isinstance(rule, Condition):
        return rule
    group = type(rule)
    rules: list[Rule] = []
    for inner in map(simplified, rule.rules):
        for each in inner.rules if isinstance(inner, group) else (inner,):
            if each not in rules:
                rules.append(each)
    rules = _without_needless(rules) if group is AllOf else _joined(rules)
    return rules[0] if len(rules) == 1 else group(tuple(rules))


def _without_needless(rules: list[Rule]) -> list[Rule]:
    """Take "or not answered" away where all must hold and the item must be answered anyway."""
    must = {
        r.item for r in rules if isinstance(r, Condition) and r.operator == "answered" and r.value
    }
    kept: list[Rule] = []
    for rule in rules:
        if isinstance(rule, AnyOf):
            inner = [r for r in rule.rules if not _is_unanswered(r, must)]
            rule = inner[0] if len(inner) == 1 else AnyOf(tuple(inner))  # noqa: PLW2901
        kept.append(rule)
    said = {r.item for r in kept if isinstance(r, Condition) and r.operator != "answered"}
    kept = [r for r in kept if not (_is_answered(r) and r.item in said)]  # type: ignore[union-attr]
    return _merged(kept, "is_not", "none_of")


def _joined(rules: list[Rule]) -> list[Rule]:
    return _merged(rules, "is", "any_of")


def _merged(rules: list[Rule], single: str, several: str) -> list[Rule]:
    """Make one condition of several on one item that differ only in the value."""
    values: dict[str, list[Code]] = {}
    for rule in rules:
        if isinstance(rule, Condition) and rule.operator == single:
            values.setdefault(rule.item, []).append(rule.value)  # type: ignore[arg-type]
    merged: list[Rule] = []
    for rule in rules:
        of = (
            values.get(rule.item, [])
            if isinstance(rule, Condition) and rule.operator == single
            else []
        )
        if len(of) < 2:
            merged.append(rule)
        elif isinstance(rule, Condition) and rule.value == of[0]:
            merged.append(Condition(rule.item, several, tuple(of)))
    return merged


def _is_answered(rule: Rule) -> bool:
    return isinstance(rule, Condition) and rule.operator == "answered" and rule.value is True


def _is_unanswered(rule: Rule, items: set[str]) -> bool:
    unanswered = isinstance(rule, Condition) and rule.operator == "answered" and not rule.value
    return unanswered and rule.item in items  # type: ignore[union-attr]
