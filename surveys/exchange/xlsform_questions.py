"""The rows of an XLSForm's survey sheet as questions of our document."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from surveys.definitions import Rule
from surveys.document_reader import Place
from surveys.exchange.codes import code_of
from surveys.exchange.problems import Problem, ProblemCode
from surveys.exchange.xlsform_cells import OWN_COLUMN, quoted_for_xlsform
from surveys.exchange.xlsform_columns import Cells
from surveys.exchange.xlsform_groups import Group, Outline
from surveys.exchange.xlsform_kinds import SURVEY, KindReader
from surveys.exchange.xlsform_types import GROUPS, METADATA, read_type
from surveys.exchange.xpath_parsing import UnknownExpression, parse_condition
from surveys.exchange.xpath_writing import write_rule, xls_name
from surveys.question_types import QUESTION_TYPES
from surveys.rule_parsing import parse_rule, rule_document
from surveys.translations import JsonObject

YES, NO = frozenset({"yes", "true", "true()", "1"}), frozenset({"", "no", "false", "false()", "0"})
_QUOTE = re.compile(r"\$\{\s*([^{}\s]+)\s*\}")
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>")
#: What XLSForm has no words for; kept from our own column.
_OWN = ("role", "na_allowed", "satisfied", "reversed", "factor", "na_if", "matrix")
_LEFT_OUT = METADATA | {"calculate", "hidden"}


def _is_ours(own: object) -> bool:
    """Tell whether this is what we write beside a section or a question."""
    if not isinstance(own, dict):
        return False
    if isinstance(own.get("section"), str):
        return own.keys() == {"section"}
    kind = own.get("type")
    return isinstance(kind, str) and kind in QUESTION_TYPES and isinstance(own.get("code"), str)


@dataclass
class SurveyReader:
    """Goes through the rows once; what cannot be kept is written down and passed over."""

    reader: KindReader
    problems: list[Problem]
    ours: bool
    outline: Outline = field(default_factory=Outline)
    codes: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)

    def read(self, rows: Iterable[Cells]) -> None:
        """Read all rows."""
        for row in rows:
            word = " ".join(row.plain.get("type", "").lower().split())
            if word in GROUPS:
                self._group(row, GROUPS[word])
            elif word in _LEFT_OUT:
                self._problem(row, ProblemCode.TYPE_UNKNOWN, "type", leave=True, value=word)
            elif word:
                self._question(row)
            elif row.plain or row.texts:
                self._problem(row, ProblemCode.COLUMN_MISSING, "type")
        if self.outline.open:
            self.problems.append(Problem(ProblemCode.GROUP_UNBALANCED, SURVEY))

    def _group(self, row: Cells, edge: str) -> None:
        if edge == "end":
            if not self.outline.end():
                self._problem(row, ProblemCode.GROUP_UNBALANCED, "type")
            return
        self.problems += row.problems
        own = self._own(row)
        rule = self._rule(row, own)
        if own and own.get("type") == "matrix5":
            self._add_matrix(row, own, rule)
            return
        named = code_of(row.plain.get("name", "")) or "group"
        code = own.get("section", named) if own else named
        text = self._texts(row, "label")
        self.reader.check_appearance(row, "")
        if self.outline.open and text:
            self._add(row, {"code": code, "type": "statement", "text": text}, rule)
        self.outline.begin(Group(rule), code, text or None)

    def _add_matrix(self, row: Cells, own: JsonObject, rule: Rule | None) -> None:
        code = own["code"]
        question = {"code": code, "type": "matrix5", **self._words(row)}
        scale = own.get("scale")
        if isinstance(scale, str) and scale in self.reader.lists:
            question["scale"] = scale
            self.reader.scales.add(scale)
        self._add(row, question, rule)
        self.outline.begin(Group(rule, code), code, None)

    def _question(self, row: Cells) -> None:
        self.problems += row.problems
        kind = read_type(row.plain["type"])
        if kind is None:
            self._problem(row, ProblemCode.TYPE_UNKNOWN, "type", value=row.plain["type"][:60])
            return
        own = self._own(row)
        own = own if own and "type" in own else None
        name = row.plain.get("name", "")
        code = own["code"] if own and xls_name(own["code"]) == name else code_of(name)
        if kind.or_other:
            self._problem(row, ProblemCode.TYPE_UNKNOWN, "type", value="or_other")
        question: JsonObject = {"code": code, "type": kind.kind, **self._words(row)}
        question |= self.reader.read(row, kind, own, code)
        self.codes |= self.reader.option_codes(kind, code)
        if self._is_required(row):
            question["required"] = True
        for key in _OWN:
            if own and key in own:
                question[key] = own[key]
        self._add(row, question, self._rule(row, own))

    def _add(self, row: Cells, question: JsonObject, rule: Rule | None) -> None:
        """Put a finished question into the outline, under a code that is free."""
        code, name = question["code"], row.plain.get("name", "")
        if not code:
            self._problem(row, ProblemCode.CODE_MISSING, "name")
            return
        if code in self.kinds:
            self._problem(row, ProblemCode.CODE_TWICE, "name", value=name[:60], code=code)
            return
        joined = self.outline.rule(rule)
        if joined is not None:
            question["shown_if"] = rule_document(joined)
        self.codes[name] = code
        self.kinds[code] = question["type"]
        if name != xls_name(code):
            self.renamed[name] = code
        self.outline.add(question)

    def _rule(self, row: Cells, own: JsonObject | None) -> Rule | None:
        text = row.plain.get("relevant", "")
        if not text:
            return None
        if own and "shown_if" in own:
            place = Place(own["shown_if"], "", [])
            rule = parse_rule(place)
            if rule is not None and not place.mistakes and write_rule(rule, self.kinds) == text:
                return rule
        try:
            return parse_condition(text, self.codes, self.kinds)
        except UnknownExpression:
            self._problem(row, ProblemCode.RULE_UNKNOWN, "relevant", value=text[:60])
            return None

    def _own(self, row: Cells) -> JsonObject | None:
        """Read our own column; None where it is empty or somebody else's hand was in it."""
        text = row.plain.get(OWN_COLUMN, "")
        if not text:
            return None
        try:
            own = json.loads(text)
        except (ValueError, RecursionError):
            own = None
        if _is_ours(own):
            return cast(JsonObject, own)
        self._problem(row, ProblemCode.OWN_COLUMN_BROKEN, OWN_COLUMN, leave=True)
        return None

    def _words(self, row: Cells) -> JsonObject:
        help_text = self._texts(row, "hint")
        return {"text": self._texts(row, "label"), **({"help": help_text} if help_text else {})}

    def _texts(self, row: Cells, column: str) -> dict[str, str]:
        texts = {}
        for language, words in row.texts.get(column, {}).items():
            ours = row.texts.get(f"ln_{column}", {}).get(language, "")
            if ours and quoted_for_xlsform(ours) == words:
                texts[language] = ours
                continue
            if not self.ours and _TAG.search(words):
                self._problem(row, ProblemCode.MARKUP, f"{column} ({language})", leave=True)
                words = _TAG.sub("", words)  # noqa: PLW2901
            texts[language] = _QUOTE.sub(self._quote, words)
        return texts

    def _quote(self, found: re.Match[str]) -> str:
        return f"{{{self.codes.get(found[1]) or code_of(found[1])}}}"

    def _is_required(self, row: Cells) -> bool:
        cell = row.plain.get("required", "").strip().lower()
        if cell not in YES | NO:
            self._problem(row, ProblemCode.RULE_UNKNOWN, "required", leave=True, value=cell[:60])
        return cell in YES

    def _problem(
        self, row: Cells, what: ProblemCode, column: str, *, leave: bool = False, **params: str
    ) -> None:
        self.problems.append(Problem(what, SURVEY, row.number, column, params, leave))
