"""Pieces of answers as CSV: texts are made once for each value that occurs, then joined by columns.

What a text looks like is the `csv` module's and `shown`'s business; the lines are those that they
would give row by row, in a fifth of the time.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import repeat

from app.exports.answers.answer_file import Piece
from app.exports.cells import Cell, Kind
from app.exports.csv_file import shown

DIVIDER, LINE_END = ";", "\r\n"


class CsvText:
    """Writes some cells as they stand in a line, without the end of the line."""

    def __init__(self) -> None:
        self.text = io.StringIO(newline="")
        self.writer = csv.writer(self.text, delimiter=DIVIDER, lineterminator=LINE_END)

    def of(self, cells: Sequence[Cell]) -> str:
        """Give the cells; an empty one after them keeps a lone empty cell from being quoted."""
        self.text.seek(0)
        self.text.truncate()
        self.writer.writerow([*map(shown, cells), ""])
        return self.text.getvalue()[: -len(DIVIDER + LINE_END)]


def csv_piece(piece: Piece, kinds: Sequence[Kind], text: CsvText) -> str:
    """Give the lines of a piece; `kinds` are those of all columns of the file."""
    leads = {lead: text.of(lead.cells) for lead in set(piece.leads)}
    first = len(kinds) - piece.after - len(piece.items)
    own = kinds[first - piece.before - len(piece.own) :]
    columns: list[Iterable[str]] = [
        map(leads.__getitem__, piece.leads),
        *(_texts(*column, text) for column in zip(piece.own, own, strict=False)),
        *_empty(piece.before),
        *(_texts(*column, text) for column in zip(piece.items, kinds[first:], strict=False)),
        *_empty(piece.after),
    ]
    # The lists of one length end the line; what repeats without an end does not.
    lines = map(DIVIDER.join, zip(*columns, strict=False))
    return LINE_END.join([*lines, ""])


def _texts(column: Sequence[Cell], kind: Kind, text: CsvText) -> Iterable[str]:
    """Give the texts of a column; where 1 and 1.0 may both occur, each is written by itself."""
    if kind is Kind.NUMBER and float in set(map(type, column)):
        return [text.of([cell]) for cell in column]
    known = {cell: text.of([cell]) for cell in set(column)}
    return map(known.__getitem__, column)


def _empty(cells: int) -> Iterable[Iterable[str]]:
    """Give one column that stands for so many empty ones."""
    return [repeat(DIVIDER * (cells - 1))] if cells else []
