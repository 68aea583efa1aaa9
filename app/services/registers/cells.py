"""One cell of a sheet at a time; what is wrong with it is noted under the file's own heading."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from app.services.importing.problems import Problem
from app.services.importing.timestamps import UnreadableTime, read_day
from app.services.registers.columns import Sheet, SheetRow

MONTH = re.compile(r"(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})|(?P<m2>\d{1,2})[-/.](?P<y2>\d{4}))")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+")
LARGEST_COUNT = 100_000_000


class CellReader:
    """Reads the cells of one row and gathers what is wrong, so that all of it is said at once."""

    def __init__(self, sheet: Sheet, row: SheetRow) -> None:
        self.sheet, self.row = sheet, row
        self.problems: list[Problem] = []
        if row.problem:
            self.problems.append(Problem(row.line, "", row.problem))

    def refuse(self, column: str, reason: str) -> None:
        """Note what is wrong with a cell."""
        value = self.row.cells.get(column, "")
        self.problems.append(self.sheet.problem(self.row.line, column, reason, value))

    def text(self, column: str, *, longest: int, needed: bool = False) -> str:
        """Read a text, blank where it is missing."""
        text = self.row.cells.get(column, "")
        if needed and not text and not self.row.problem:
            self.refuse(column, gettext("is empty"))
        if len(text) > longest:
            self.refuse(column, gettext("is longer than %(most)s characters", most=longest))
        return text

    def choice(self, column: str, choices: Mapping[Any, Any], *, needed: bool = True) -> str:
        """Read one of a few words: a code, or what pages call it in any language."""
        text = self.text(column, longest=64, needed=needed)
        code = self.sheet.words_of(column, choices).get(text.casefold(), "")
        if text and not code:
            listed = ", ".join(map(str, choices.values()))
            self.refuse(column, gettext("is not one of %(words)s", words=listed))
        return code

    def day(self, column: str, *, needed: bool = False) -> date | None:
        """Read a day, 2026-03-31 or 31/03/2026."""
        text = self.text(column, longest=64, needed=needed)
        if not text:
            return None
        try:
            return read_day(text, "dmy")
        except UnreadableTime:
            self.refuse(column, gettext("is not a day such as 31/03/2026"))
            return None

    def count(self, column: str, *, needed: bool = True) -> int | None:
        """Read a whole number from 0 on; "1.234" and "1 234" are 1234."""
        text = self.text(column, longest=64, needed=needed)
        if not text:
            return None
        digits = re.sub(r"[.,\s]", "", text) if THOUSANDS.fullmatch(text) else text
        if not (digits.isascii() and digits.isdecimal()) or int(digits) > LARGEST_COUNT:
            self.refuse(column, gettext("is not a whole number from 0 on"))
            return None
        return int(digits)


def month_named(text: str) -> tuple[date, date] | None:
    """Give the first and the last day of a month written as 2026-03 or 03/2026."""
    found = MONTH.fullmatch(text)
    if found is None:
        return None
    year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    if not (1 <= month <= 12 and 1900 <= year <= 2999):
        return None
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
