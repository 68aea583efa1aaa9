"""Files of known totals: the levels of a margin and how many of each there are."""

import math
from collections.abc import Sequence

from analysis.arguments import LARGEST
from analysis.commands.data_files import NUMBER, DataFile, read_rows, shortened
from analysis.commands.mistakes import BadInput

CROSSED = " × "
Row = tuple[int, list[str]]


def read_totals(path: str, columns: Sequence[str]) -> dict[str, float]:
    """Read the totals of a margin, or of several crossed ones, by level.

    The file has one column per margin, by name or in their order, and then the total; a heading
    can be left out. Levels of crossed margins are joined as `crossed_labels` joins them.
    """
    rows, decimal_comma = read_rows(path)
    places = list(range(len(columns)))
    if rows and not _is_number(rows[0][1], len(columns), decimal_comma):
        places, rows = _places(path, rows[0][1], columns), rows[1:]
    if not rows:
        raise BadInput.at(path, "there are no totals in it")
    last = _total_place(path, rows[0], places)
    totals: dict[str, float] = {}
    for line, cells in rows:
        if len(cells) <= max(*places, last):
            raise BadInput.at(path, f"{len(cells)} cells where a total is needed", line=line)
        level = CROSSED.join(cells[place] for place in places)
        if level in totals:
            raise BadInput.at(path, f"a second total of {shortened(level)}", line=line)
        totals[level] = _total(path, line, cells[last], decimal_comma)
    return totals


def crossed_labels(data: DataFile, columns: Sequence[str]) -> list[str]:
    """Give each row its level of one margin, or of several crossed ones."""
    parts = [data.complete_labels(column) for column in columns]
    return [CROSSED.join(row) for row in zip(*parts, strict=True)]


def _is_number(cells: list[str], place: int, decimal_comma: bool) -> bool:
    text = cells[place] if place < len(cells) else ""
    return bool(NUMBER.fullmatch(text.replace(",", ".") if decimal_comma else text))


def _places(path: str, heading: list[str], columns: Sequence[str]) -> list[int]:
    """By name where the heading has all the names, else in order."""
    if all(column in heading for column in columns):
        return [heading.index(column) for column in columns]
    if len(heading) <= len(columns):
        raise BadInput.at(path, "a column of levels and one of totals are needed", line=1)
    return list(range(len(columns)))


def _total_place(path: str, row: Row, places: list[int]) -> int:
    """The first column that holds no level."""
    line, cells = row
    free = [place for place in range(len(cells)) if place not in places]
    if not free:
        raise BadInput.at(path, "a column of levels and one of totals are needed", line=line)
    return free[0]


def _total(path: str, line: int, cell: str, decimal_comma: bool) -> float:
    text = cell.replace(",", ".") if decimal_comma else cell
    value = float(text) if NUMBER.fullmatch(text) else math.nan
    if not 0 < value <= LARGEST:
        raise BadInput.at(path, f"{shortened(cell)} is not a total above 0", line=line)
    return value
