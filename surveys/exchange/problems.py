"""What a file can hold that cannot be carried over: each construct with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from surveys.errors import Param, Params, SurveysError


class ProblemCode(StrEnum):
    """Every reason why a construct of a file, or the whole of it, cannot be taken."""

    # the file
    FILE_TOO_LARGE = "file_too_large"
    FILE_UNREADABLE = "file_unreadable"
    FILE_UNSAFE = "file_unsafe"
    FORMULA_CELL = "formula_cell"
    TOO_MANY_ROWS = "too_many_rows"
    HEADING_TWICE = "heading_twice"
    NOT_THIS_FORMAT = "not_this_format"
    # sheets, columns, settings
    SHEET_MISSING = "sheet_missing"
    SHEET_UNKNOWN = "sheet_unknown"
    COLUMN_MISSING = "column_missing"
    COLUMN_UNKNOWN = "column_unknown"
    SETTING_UNKNOWN = "setting_unknown"
    LANGUAGE_UNKNOWN = "language_unknown"
    # questions
    TYPE_UNKNOWN = "type_unknown"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    APPEARANCE_UNKNOWN = "appearance_unknown"
    CODE_MISSING = "code_missing"
    CODE_TWICE = "code_twice"
    LIST_MISSING = "list_missing"
    GROUP_UNBALANCED = "group_unbalanced"
    RULE_UNKNOWN = "rule_unknown"
    CONSTRAINT_UNKNOWN = "constraint_unknown"
    MARKUP = "markup"
    OWN_COLUMN_BROKEN = "own_column_broken"
    # translators' sheets
    TEXT_UNKNOWN = "text_unknown"
    TEXT_TWICE = "text_twice"
    SOURCE_CHANGED = "source_changed"


PROBLEM_ENGLISH: dict[ProblemCode, str] = {
    ProblemCode.FILE_TOO_LARGE: "the file, or what it unpacks to, is larger than {maximum} bytes",
    ProblemCode.FILE_UNREADABLE: "the file cannot be read: {reason}",
    ProblemCode.FILE_UNSAFE: "the file declares entities, which can hide anything",
    ProblemCode.FORMULA_CELL: "a cell holds a formula; only its value can be taken",
    ProblemCode.TOO_MANY_ROWS: "more than {maximum} rows or columns",
    ProblemCode.HEADING_TWICE: "two columns have the heading {value}",
    ProblemCode.NOT_THIS_FORMAT: "this is no {format} file: {reason}",
    ProblemCode.SHEET_MISSING: "the sheet is missing",
    ProblemCode.SHEET_UNKNOWN: "nothing here corresponds to this sheet",
    ProblemCode.COLUMN_MISSING: "the column is missing",
    ProblemCode.COLUMN_UNKNOWN: "nothing here corresponds to this column: {value}",
    ProblemCode.SETTING_UNKNOWN: "nothing here corresponds to this setting: {value}",
    ProblemCode.LANGUAGE_UNKNOWN: "{value} does not say which language it is",
    ProblemCode.TYPE_UNKNOWN: "there is no question type for {value}",
    ProblemCode.ATTRIBUTE_UNKNOWN: "nothing here corresponds to {name}: {value}",
    ProblemCode.APPEARANCE_UNKNOWN: "the appearance {value} cannot be kept",
    ProblemCode.CODE_MISSING: "there is no name that could become a code",
    ProblemCode.CODE_TWICE: "{value} would become the code {code}, which is taken",
    ProblemCode.LIST_MISSING: "there is no list of options {value}",
    ProblemCode.GROUP_UNBALANCED: "groups do not begin and end in pairs",
    ProblemCode.RULE_UNKNOWN: "this condition cannot be kept: {value}",
    ProblemCode.CONSTRAINT_UNKNOWN: "this constraint cannot be kept: {value}",
    ProblemCode.MARKUP: "texts are plain here, without markup",
    ProblemCode.OWN_COLUMN_BROKEN: "a cell written by this program was changed and cannot be read",
    ProblemCode.TEXT_UNKNOWN: "there is no place for the text {key}",
    ProblemCode.TEXT_TWICE: "the text {key} stands twice",
    ProblemCode.SOURCE_CHANGED: "the Vietnamese text of {key} is another one by now",
}


@dataclass(frozen=True)
class Problem:
    """One construct that cannot be carried over.

    `sheet`, `row` and `column` say where, as far as the file has such places; rows count as a
    spreadsheet shows them. `may_leave_out`: without it the questions would still mean the same.
    """

    code: ProblemCode
    sheet: str = ""
    row: int | None = None
    column: str = ""
    params: Params = field(default_factory=dict)
    may_leave_out: bool = False

    def __str__(self) -> str:
        """Say the problem in English, for developers and command lines."""
        row = f"row {self.row}" if self.row else ""
        place = ", ".join(filter(None, (self.sheet, row, self.column)))
        sentence = PROBLEM_ENGLISH[self.code].format(**self.params)
        return f"{place}: {sentence}" if place else sentence


class ImportRefused(SurveysError):
    """A file cannot be carried over; `problems` names every construct. Nothing was taken."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))


def refuse(code: ProblemCode, **params: Param) -> ImportRefused:
    """Make the refusal of a whole file."""
    return ImportRefused([Problem(code, params=params)])
