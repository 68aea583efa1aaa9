"""The constraints of other people's XLSForms as limits, as far as limits can say them."""

import re

from surveys.exchange.xpath_parsing import UnknownExpression
from surveys.translations import JsonObject

_ALONE = re.compile(
    r"not\(\s*selected\(\s*\.\s*,\s*['\"]([^'\"]+)['\"]\s*\)\s+and\s+count-selected\(\s*\.\s*\)\s*>\s*1\s*\)"
)
_NUMBER = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d{1,12}(?:\.\d{1,6})?)")
_DAY = re.compile(r"\.\s*(>=|<=)\s*(?:date\(\s*)?['\"](\d{4}-\d{2}-\d{2})['\"]\s*\)?")
_COUNT = re.compile(r"(string-length|count-selected)\(\s*\.\s*\)\s*(<=|<)\s*(\d{1,5})")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d{1,12}(?:\.\d{1,6})?)")
_COUNTED = {"string-length": "max_length", "count-selected": "max_choices"}


def read_constraint(text: str, word: str) -> tuple[JsonObject, list[str]]:
    """Read a constraint: the limits it sets, and the options that it wants to stand alone.

    Raises `UnknownExpression`.
    """
    whole_numbers = word in ("integer", "int")
    alone = _ALONE.findall(text)
    limits: JsonObject = {}
    for part in _AND.split(_ALONE.sub(" ", text).strip()):
        plain = part.strip().strip("()") if part.count("(") != part.count(")") else part.strip()
        if plain and plain.lower() != "and":
            limits |= _limit(plain, whole_numbers=whole_numbers)
    return limits, alone


def _limit(part: str, *, whole_numbers: bool) -> JsonObject:
    plain = part[1:-1].strip() if part.startswith("(") and part.endswith(")") else part
    if found := _NUMBER.fullmatch(plain):
        return _bound(found[1], float(found[2]), whole_numbers=whole_numbers)
    if found := _DAY.fullmatch(plain):
        return {"earliest" if found[1] == ">=" else "latest": found[2]}
    if found := _COUNT.fullmatch(plain):
        return {_COUNTED[found[1]]: int(found[3]) - (found[2] == "<")}
    raise UnknownExpression(part)


def _bound(sign: str, bound: float, *, whole_numbers: bool) -> JsonObject:
    """Return a bound; "more than 0" is "at least 1" among whole numbers only."""
    if len(sign) == 1:
        if not whole_numbers:
            raise UnknownExpression(sign)
        bound += 1 if sign == ">" else -1
    number = int(bound) if bound == int(bound) else bound
    return {"minimum" if sign.startswith(">") else "maximum": number}


def read_parameters(parameters: str, word: str) -> tuple[JsonObject, list[str]]:
    """Read the parameters of a range; raises `UnknownExpression` for any others."""
    given = {name: float(number) for name, number in _PARAMETER.findall(parameters)}
    rest = _PARAMETER.sub("", parameters).strip(" ;,")
    if rest or word != "range" or given.get("step", 1) <= 0:
        raise UnknownExpression(parameters)
    limits: JsonObject = {
        **_bound(">=", given.get("start", 1), whole_numbers=True),
        **_bound("<=", given.get("end", 10), whole_numbers=True),
    }
    if given.get("step", 1) != int(given.get("step", 1)):
        limits["decimals"] = 1
    elif given.get("step", 1) != 1:
        raise UnknownExpression(parameters)
    return limits, []
