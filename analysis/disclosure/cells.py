"""Cells of a published table, the lines that add up, and which cells are hidden by themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.arguments import whole_number
from analysis.errors import AnalysisError
from analysis.verdict import MINIMUM_CELL

SMALLEST_SETTING, LARGEST_SETTING = 3, 20
UNANIMOUS_MINIMUM = 10
ONE_PERSON_MINIMUM = 10
PAIRS_MINIMUM = 30
"""Least respondents of whom rows are given, where each row tells more than satisfied or not."""
TEXT_MINIMUM = 20
"""Least respondents of a group whose words are read."""


class Reason(StrEnum):
    """Why a cell is hidden."""

    FEW = "few"
    UNANIMOUS = "unanimous"
    COMPLEMENTARY = "complementary"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table.

    `n` respondents, `satisfied` of them (None where the table shows no share). `one_person`
    marks a counter staffed by a single person: its figures are personal data about staff.
    """

    key: str
    n: int
    satisfied: int | None = None
    one_person: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Cells that add up: the `parts` make the `total`, as a row, a column, or a unit's children."""

    total: str
    parts: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """All cells of the line, the total first."""
        return (self.total, *self.parts)


def primary_suppression(cells: Iterable[Cell], *, minimum: int = MINIMUM_CELL) -> dict[str, Reason]:
    """Find the cells that disclose something by themselves.

    Parameters
    ----------
    cells : iterable of Cell
        All cells of the table.
    minimum : int, optional
        Fewer respondents are hidden; a setting from 3 to 20.

    Returns
    -------
    dict
        Reason by key. All of n, share and limits of such a cell are hidden.

    Notes
    -----
    - Below `minimum` respondents, or below 10 where one person staffs the counter: "few".
    - A share of 0 % or 100 % from fewer than 10: "unanimous", because it tells what each of
      them answered.
    - An empty cell is not hidden: "no answers" says nothing about anybody.
    """
    least = whole_number("minimum", minimum, low=SMALLEST_SETTING, high=LARGEST_SETTING)
    found = ((cell.key, disclosing(cell, least)) for cell in table(cells).values())
    return {key: reason for key, reason in found if reason is not None}


def disclosing(cell: Cell, minimum: int) -> Reason | None:
    """Return why one cell must be hidden, or None."""
    least = max(minimum, ONE_PERSON_MINIMUM) if cell.one_person else minimum
    if cell.n == 0:
        return None
    if cell.n < least:
        return Reason.FEW
    if cell.satisfied in (0, cell.n) and cell.n < max(UNANIMOUS_MINIMUM, least):
        return Reason.UNANIMOUS
    return None


def table(cells: Iterable[Cell]) -> dict[str, Cell]:
    """Return the checked cells by key."""
    result: dict[str, Cell] = {}
    for cell in cells:
        if cell.key in result:
            raise AnalysisError(f"cell {cell.key!r} is given twice")
        n = whole_number(f"n of {cell.key!r}", cell.n)
        if cell.satisfied is not None:
            whole_number(f"satisfied of {cell.key!r}", cell.satisfied, high=n)
        result[cell.key] = cell
    return result


def additive_lines(cells: Mapping[str, Cell], lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines after checking that they name known cells and add up."""
    checked = tuple(lines)
    for line in checked:
        unknown = [key for key in line.keys if key not in cells]
        if unknown or len(set(line.keys)) != len(line.keys):
            raise AnalysisError(f"line of {line.total!r} names {unknown or 'a cell twice'}")
        parts = [cells[key] for key in line.parts]
        if sum(part.n for part in parts) != cells[line.total].n:
            raise AnalysisError(f"the parts of {line.total!r} don't add up to its n")
        counted = [c.satisfied for c in parts]
        if None not in counted and cells[line.total].satisfied not in (None, _sum(counted)):
            raise AnalysisError(f"the parts of {line.total!r} don't add up to its satisfied")
    return checked


def _sum(counts: Iterable[int | None]) -> int:
    return sum(count or 0 for count in counts)
