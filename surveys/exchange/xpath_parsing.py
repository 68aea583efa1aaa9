"""The conditions of other people's XLSForms as rules, as far as rules can say them.

A comparison in XPath takes an answer that was not given for the empty text: ``${a} != 'x'`` is
true of it. The rule read from it says so too, and is made simpler where that changes nothing.
"""

import re
from collections.abc import Mapping

from surveys.definitions import AllOf, AnyOf, Code, Condition, Rule
from surveys.errors import SurveysError
from surveys.exchange.rule_logic import negated, simplified
from surveys.question_types import QUESTION_TYPES

LONGEST, DEEPEST = 4000, 30
_TOKEN = re.compile(
    r"""\s*(?:(?P<item>\$\{\s*[^{}\s]+\s*\})|(?P<text>'[^']*'|"[^"]*"|“[^”]*”|‘[^’]*’)"""
    r"""|(?P<number>-?\d+(?:\.\d+)?)|(?P<sign>!=|>=|<=|=|>|<|\(|\)|,)"""
    r"""|(?P<word>[A-Za-z][A-Za-z-]*))"""
)
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")
_COMPARISONS = {">=": "at_least", "<=": "at_most", ">": "above", "<": "below"}
_TURNED = {">=": "<=", "<=": ">=", ">": "<", "<": ">"}


class UnknownExpression(SurveysError):
    """A rule cannot say this."""


def parse_condition(text: str, codes: Mapping[str, str], kinds: Mapping[str, str]) -> Rule:
    """Read a condition.

    Parameters
    ----------
    text
        The expression.
    codes
        Our item code of each name in the form.
    kinds
        The type of each item by its code.

    Raises
    ------
    UnknownExpression
        If it says something that no rule says.
    """
    parser = _Parser(_tokens(text), codes, kinds)
    rule = parser.any_of(0)
    if parser.left:
        raise UnknownExpression(text)
    return simplified(rule)


def _tokens(text: str) -> list[tuple[str, str]]:
    if len(text) > LONGEST:
        raise UnknownExpression(text[:60])
    found, place = [], 0
    text = text.strip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise UnknownExpression(text)
        found.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return found


class _Parser:
    """A recursive descent over the tokens that are `left`."""

    def __init__(
        self, tokens: list[tuple[str, str]], codes: Mapping[str, str], kinds: Mapping[str, str]
    ) -> None:
        self.left = tokens[::-1]
        self.codes = codes
        self.kinds = kinds

    def any_of(self, depth: int) -> Rule:
        if depth > DEEPEST:
            raise UnknownExpression("nested too deeply")
        rules = [self.all_of(depth)]
        while self._take("word", "or"):
            rules.append(self.all_of(depth))
        return rules[0] if len(rules) == 1 else AnyOf(tuple(rules))

    def all_of(self, depth: int) -> Rule:
        rules = [self.single(depth)]
        while self._take("word", "and"):
            rules.append(self.single(depth))
        return rules[0] if len(rules) == 1 else AllOf(tuple(rules))

    def single(self, depth: int) -> Rule:
        if self._take("sign", "("):
            inner = self.any_of(depth + 1)
            self._need("sign", ")")
            return inner
        if self._take("word", "not"):
            self._need("sign", "(")
            inner = self.any_of(depth + 1)
            self._need("sign", ")")
            return negated(inner)
        if self._take("word", "selected"):
            return self._selected()
        if self._take("word", "string-length"):
            return self._length()
        return self._comparison()

    def _selected(self) -> Rule:
        self._need("sign", "(")
        item = self._item()
        self._check(item, "codes")
        self._need("sign", ",")
        value = self._value(item)
        self._need("sign", ")")
        return Condition(item, "is", value)

    def _length(self) -> Rule:
        self._need("sign", "(")
        item = self._item()
        self._need("sign", ")")
        told = (self._next("sign"), self._next("number"))
        if told not in ((">", "0"), ("!=", "0"), (">=", "1"), ("=", "0")):
            raise UnknownExpression("string-length")
        return Condition(item, "answered", told != ("=", "0"))

    def _comparison(self) -> Rule:
        if self.left and self.left[-1][0] == "item":
            item, sign = self._item(), self._next("sign")
            kind, word = self._literal()
        else:
            kind, word = self._literal()
            sign = self._next("sign")
            item, sign = self._item(), _TURNED.get(sign, sign)
        if sign in _COMPARISONS and kind == "number":
            self._check(item, "numbers")
            return Condition(item, _COMPARISONS[sign], _number(word))
        if sign not in ("=", "!="):
            raise UnknownExpression(word)
        if word == "":
            return Condition(item, "answered", sign == "!=")
        self._check(item, "codes")
        is_it = Condition(item, "is", self._code(item, word))
        return is_it if sign == "=" else negated(is_it)

    def _check(self, item: str, needed: str) -> None:
        """Refuse what no rule asks of an item's type: a text or date is only there or not."""
        question_type = QUESTION_TYPES.get(self.kinds.get(item, ""))
        if question_type is None:
            raise UnknownExpression(item)
        numbers = question_type.stores_number
        if not (numbers or (needed == "codes" and question_type.has_options)):
            raise UnknownExpression(item)

    def _item(self) -> str:
        name = self._next("item")[2:-1].strip()
        if name not in self.codes:
            raise UnknownExpression(name)
        return self.codes[name]

    def _value(self, item: str) -> Code:
        return self._code(item, self._literal()[1])

    def _literal(self) -> tuple[str, str]:
        if not self.left or self.left[-1][0] not in ("text", "number"):
            raise UnknownExpression("a value is missing")
        kind, word = self.left.pop()
        return kind, word[1:-1] if kind == "text" else word

    def _code(self, item: str, word: str) -> Code:
        """Return what an answer called `word` is stored as; an unknown word is told later."""
        code = self.codes.get(f"{item}={word}", word.lower())
        question_type = QUESTION_TYPES.get(self.kinds.get(item, ""))
        number = question_type is not None and question_type.stores_number
        return _number(code) if number and _NUMBER.fullmatch(code) else code

    def _take(self, kind: str, word: str) -> bool:
        if self.left and self.left[-1] == (kind, word):
            self.left.pop()
            return True
        return False

    def _need(self, kind: str, word: str) -> None:
        if not self._take(kind, word):
            raise UnknownExpression(word)

    def _next(self, kind: str) -> str:
        if not self.left or self.left[-1][0] != kind:
            raise UnknownExpression(kind)
        return self.left.pop()[1]


def _number(word: str) -> int | float:
    number = float(word)
    return int(number) if number.is_integer() else number
