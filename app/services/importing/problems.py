"""What can be wrong with a file or a mapping, with its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import LangNgheError


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one row: line of the file, heading, the reason in words.

    `value` is the refused cell, empty for free text, which may name people.
    """

    line: int
    column: str
    reason: str
    value: str = ""


class InvalidFile(LangNgheError):
    """The file cannot be read as a table at all; the message says why."""


class InvalidMapping(LangNgheError):
    """The mapping is wrong; `mistakes` names every mistake of it, in words."""

    def __init__(self, mistakes: Sequence[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(self.mistakes))


class InvalidRows(LangNgheError):
    """Some rows are wrong, so nothing was changed; each problem was reported as it was met."""

    def __init__(self, rows: int, problems: int) -> None:
        self.rows = rows
        self.problems = problems
        super().__init__(f"{problems} problems in {rows} rows")
