"""What kind of question a row of an XLSForm is: its type, options and limits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from surveys.exchange.codes import code_of
from surveys.exchange.problems import Problem, ProblemCode
from surveys.exchange.xlsform_cells import KindCells, kind_cells
from surveys.exchange.xlsform_choices import OptionList
from surveys.exchange.xlsform_columns import Cells
from surveys.exchange.xlsform_limits import read_constraint, read_parameters
from surveys.exchange.xlsform_types import XlsType
from surveys.exchange.xpath_parsing import UnknownExpression
from surveys.question_types import QUESTION_TYPES
from surveys.translations import JsonObject

SURVEY = "survey"
_LIMITS = ("minimum", "maximum", "decimals", "max_length", "max_choices", "earliest", "latest")
_READERS: dict[str, Callable[[str, str], tuple[JsonObject, list[str]]]] = {
    "constraint": read_constraint,
    "parameters": read_parameters,
}


@dataclass
class KindReader:
    """Reads kinds; `scales` collects the lists that are scales by our own columns."""

    lists: Mapping[str, OptionList]
    problems: list[Problem]
    scales: set[str] = field(default_factory=set)

    def read(self, row: Cells, kind: XlsType, own: JsonObject | None, code: str) -> JsonObject:
        """Return the keys of a question that say its kind.

        Our own column counts only while it still fits the standard ones beside it.
        """
        options = self._options(row, kind)
        cells = KindCells(
            f"{kind.word} {kind.list}".strip(),
            row.plain.get("appearance", ""),
            row.plain.get("constraint", ""),
        )
        if own and kind_cells({**own, "code": code}, options.exclusive if options else []) == cells:
            kept = {key: own[key] for key in ("type", *_LIMITS) if key in own}
            return {**kept, **self._listed(options, own.get("scale"))}
        text = kind.kind == "short_text"
        self.check_appearance(row, "multiline" if text else "")
        many_lines = {"type": "long_text"} if text and cells.appearance == "multiline" else {}
        return {**self._listed(options, None), **many_lines, **self._limits(row, kind, options)}

    def option_codes(self, kind: XlsType, code: str) -> dict[str, str]:
        """Return our code of each option by ``item=name``, as conditions name them."""
        options = self.lists.get(kind.list)
        named = options.codes if options else {}
        return {f"{code}={name}": option for name, option in named.items()}

    def check_appearance(self, row: Cells, known: str) -> None:
        """Write down an appearance that cannot be kept."""
        cell = row.plain.get("appearance", "")
        if cell not in ("", known):
            self._problem(row, ProblemCode.APPEARANCE_UNKNOWN, "appearance", cell)

    def _options(self, row: Cells, kind: XlsType) -> OptionList | None:
        options = self.lists.get(kind.list)
        if options is None and kind.list:
            self._problem(row, ProblemCode.LIST_MISSING, "type", kind.list, leave=False)
        return options

    def _listed(self, options: OptionList | None, scale: object) -> JsonObject:
        """Return the options as those of a scale where our own column says so, else as they are."""
        if options is None:
            return {}
        na = {"na_allowed": True} if options.na_text is not None else {}
        base = self.lists.get(scale) if isinstance(scale, str) else None
        if base is not None and base.options == options.options:
            self.scales.add(base.name)
            return {"scale": scale, **na}
        return {"options": options.options, "list": options.name, **na}

    def _limits(self, row: Cells, kind: XlsType, options: OptionList | None) -> JsonObject:
        limits: JsonObject = {"decimals": 2} if kind.word == "decimal" else {}
        for column, read in _READERS.items():
            text = row.plain.get(column, "")
            try:
                found, alone = read(text, kind.word) if text else ({}, [])
                if not {*found} <= QUESTION_TYPES[kind.kind].limits:
                    raise UnknownExpression(text)
            except UnknownExpression:
                self._problem(row, ProblemCode.CONSTRAINT_UNKNOWN, column, text)
                continue
            limits |= found
            for option in options.options if options else ():
                if option["code"] in map(code_of, alone):
                    option["exclusive"] = True
        return limits

    def _problem(
        self, row: Cells, what: ProblemCode, column: str, value: str, *, leave: bool = True
    ) -> None:
        about = {"value": value[:60]}
        self.problems.append(Problem(what, SURVEY, row.number, column, about, leave))
