"""What cannot be carried over from a file, in one sentence each, with its place."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext, lazy_gettext

from surveys.exchange.problems import Problem, ProblemCode

P = ProblemCode

SENTENCES: dict[ProblemCode, Any] = {
    P.FILE_TOO_LARGE: lazy_gettext("The file is larger than %(maximum)s bytes."),
    P.FILE_UNREADABLE: lazy_gettext("The file cannot be read; save it anew and try again."),
    P.FILE_UNSAFE: lazy_gettext("The file declares entities, which can hide anything."),
    P.FORMULA_CELL: lazy_gettext("The cell holds a formula; put its value there."),
    P.TOO_MANY_ROWS: lazy_gettext("There are more than %(maximum)s rows or columns."),
    P.HEADING_TWICE: lazy_gettext("Two columns have the heading “%(value)s”."),
    P.NOT_THIS_FORMAT: lazy_gettext("This is no %(format)s file."),
    P.SHEET_MISSING: lazy_gettext("The sheet is missing."),
    P.SHEET_UNKNOWN: lazy_gettext("Nothing here corresponds to this sheet."),
    P.COLUMN_MISSING: lazy_gettext("The column is missing."),
    P.COLUMN_UNKNOWN: lazy_gettext("Nothing here corresponds to the column “%(value)s”."),
    P.SETTING_UNKNOWN: lazy_gettext("Nothing here corresponds to the setting “%(value)s”."),
    P.LANGUAGE_UNKNOWN: lazy_gettext("“%(value)s” does not say which language it is."),
    P.TYPE_UNKNOWN: lazy_gettext("There is no question type for “%(value)s”."),
    P.ATTRIBUTE_UNKNOWN: lazy_gettext("Nothing here corresponds to “%(name)s”: %(value)s."),
    P.APPEARANCE_UNKNOWN: lazy_gettext("The appearance “%(value)s” cannot be kept."),
    P.CODE_MISSING: lazy_gettext("There is no name that could become a code."),
    P.CODE_TWICE: lazy_gettext("“%(value)s” would become the code %(code)s, which is taken."),
    P.LIST_MISSING: lazy_gettext("There is no list of answers “%(value)s”."),
    P.GROUP_UNBALANCED: lazy_gettext("Groups do not begin and end in pairs."),
    P.RULE_UNKNOWN: lazy_gettext("The condition cannot be kept: %(value)s."),
    P.CONSTRAINT_UNKNOWN: lazy_gettext("The constraint cannot be kept: %(value)s."),
    P.MARKUP: lazy_gettext("Texts are plain here; take the markup out."),
    P.OWN_COLUMN_BROKEN: lazy_gettext(
        "A cell written by this service was changed and cannot be read."
    ),
    P.TEXT_UNKNOWN: lazy_gettext("There is no place for the text “%(key)s”."),
    P.TEXT_TWICE: lazy_gettext("The text “%(key)s” stands twice."),
    P.SOURCE_CHANGED: lazy_gettext("The Vietnamese of “%(key)s” is another one by now."),
}
"""One sentence for each code; a test holds that none is missing."""


def problem_sentences(problems: Sequence[Problem]) -> list[str]:
    """Say each problem with its place in the file."""
    return [problem_sentence(problem) for problem in problems]


def problem_sentence(problem: Problem) -> str:
    """Say one problem."""
    known = SENTENCES.get(problem.code)
    sentence = str(known) % problem.params if known else str(problem)
    row = gettext("row %(number)s", number=problem.row) if problem.row else ""
    place = ", ".join(part for part in (problem.sheet, row, problem.column) if part)
    return f"{place}: {sentence}" if place else sentence
