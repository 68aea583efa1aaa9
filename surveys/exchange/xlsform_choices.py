"""The lists of options of an XLSForm."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from surveys.definitions import NA
from surveys.exchange.codes import code_of
from surveys.exchange.problems import Problem, ProblemCode
from surveys.exchange.xlsform_cells import OWN_EXCLUSIVE, OWN_SCORE
from surveys.exchange.xlsform_columns import Cells
from surveys.translations import JsonObject

SHEET = "choices"
_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z][^<>]*>|\$\{")


@dataclass
class OptionList:
    """One list: its options as our document has them, and the words of "not applicable" if any."""

    name: str
    options: list[JsonObject] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    na_text: dict[str, str] | None = None

    @property
    def exclusive(self) -> list[str]:
        """The options that stand alone."""
        return [option["code"] for option in self.options if option.get("exclusive")]


def read_lists(
    rows: Iterable[Cells], problems: list[Problem], *, ours: bool
) -> dict[str, OptionList]:
    """Read all lists by name, noting what cannot be kept; texts of `ours` are plain already."""
    lists: dict[str, OptionList] = {}
    for row in rows:
        name, value = row.plain.get("list_name", ""), row.plain.get("name", "")
        if not name and not value and not row.texts:
            continue
        options = lists.setdefault(name, OptionList(name))
        if value == NA:
            options.na_text = dict(row.texts.get("label", {}))
            options.codes[value] = NA
            continue
        code = code_of(value)
        problem = _problem(row, code, options)
        if problem:
            problems.append(problem)
        else:
            options.codes[value] = code
            options.options.append(_option(row, code, problems))
            if not ours:
                problems += _markup(row)
    return lists


def _markup(row: Cells) -> Iterator[Problem]:
    for language, words in row.texts.get("label", {}).items():
        if _MARKUP.search(words):
            yield Problem(ProblemCode.MARKUP, SHEET, row.number, f"label ({language})")


def _problem(row: Cells, code: str, options: OptionList) -> Problem | None:
    if not code:
        return Problem(ProblemCode.CODE_MISSING, SHEET, row.number, "name")
    if code in options.codes.values():
        about = {"value": row.plain["name"][:60], "code": code}
        return Problem(ProblemCode.CODE_TWICE, SHEET, row.number, "name", about)
    return None


def _option(row: Cells, code: str, problems: list[Problem]) -> JsonObject:
    option: JsonObject = {"code": code, "text": dict(row.texts.get("label", {}))}
    if row.plain.get(OWN_SCORE):
        try:
            option["score"] = json.loads(row.plain[OWN_SCORE])
        except (ValueError, RecursionError):
            place = (SHEET, row.number, OWN_SCORE)
            problems.append(Problem(ProblemCode.OWN_COLUMN_BROKEN, *place))
    if row.plain.get(OWN_EXCLUSIVE):
        option["exclusive"] = True
    return option
