"""LimeSurvey's relevance equations, put the way XLSForm writes conditions and read as such."""

import re
from collections.abc import Mapping

from surveys.definitions import Rule
from surveys.exchange.xpath_parsing import UnknownExpression, parse_condition

_NAME = r"[A-Za-z][A-Za-z0-9_]*"
_SUFFIX = r"(?:\.(?:NAOK|shown|value|code))*"
_EMPTY = re.compile(rf"(!?)\s*is_empty\(\s*({_NAME}){_SUFFIX}\s*\)")
_COUNT = re.compile(rf"count\(\s*({_NAME}){_SUFFIX}\s*\)\s*>\s*0")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_REFERENCE = re.compile(rf"(?<![\w${{])({_NAME}){_SUFFIX}(?![\w}}(])")
_TICK = re.compile(rf"\$\{{({_NAME})\}}\s*(!?=)\s*['\"]Y['\"]")
_WORDS = frozenset({"and", "or", "not", "selected"})
_NEGATION = re.compile(r"!\s*\(")


def parse_relevance(
    text: str,
    codes: Mapping[str, str],
    kinds: Mapping[str, str],
    ticks: Mapping[str, tuple[str, str]],
) -> Rule:
    """Read an equation.

    Parameters
    ----------
    text
        The equation.
    codes, kinds
        As `parse_condition` takes them.
    ticks
        The question and option of each ``Question_Option``, which LimeSurvey compares with "Y".

    Raises
    ------
    UnknownExpression
        If it says something that no rule says.
    """
    strings: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        strings.append(found[0])
        return f" \x00{len(strings) - 1}\x00 "

    plain = _STRING.sub(put_aside, text)
    if "\x00" in text:
        raise UnknownExpression(text)
    plain = _EMPTY.sub(lambda m: f"${{{m[2]}}} {'!=' if m[1] else '='} ''", plain)
    plain = _COUNT.sub(lambda m: f"${{{m[1]}}} != ''", plain)
    plain = _signs(plain)
    plain = _REFERENCE.sub(_reference, plain)
    written = re.sub(r"\x00(\d+)\x00", lambda m: strings[int(m[1])], plain)
    return parse_condition(_with_ticks(written, ticks), codes, kinds)


def _signs(text: str) -> str:
    for theirs, ours in (("&&", " and "), ("||", " or "), ("==", " = "), ("!==", " != ")):
        text = text.replace(theirs, ours)
    for theirs, ours in (
        ("eq", "="),
        ("ne", "!="),
        ("ge", ">="),
        ("gt", ">"),
        ("le", "<="),
        ("lt", "<"),
    ):
        text = re.sub(rf"(?<![\w.]){theirs}(?![\w.])", ours, text)
    return _NEGATION.sub("not(", text)


def _reference(found: re.Match[str]) -> str:
    return found[1] if found[1] in _WORDS else f"${{{found[1]}}}"


def _with_ticks(text: str, ticks: Mapping[str, tuple[str, str]]) -> str:
    """Write a comparison of a tick with "Y" as the choice of an option."""

    def chosen(found: re.Match[str]) -> str:
        if found[1] not in ticks:
            return found[0]
        question, option = ticks[found[1]]
        selected = f"selected(${{{question}}}, '{option}')"
        return selected if found[2] == "=" else f"not({selected})"

    return _TICK.sub(chosen, text)
