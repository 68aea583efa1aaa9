"""Answers as CSV, JSON Lines, SPSS and Parquet: written as they are read, never held as a whole."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import IO, Any

from app.exports.answers.answer_file import NOT_APPLICABLE, AnswerFile
from app.exports.answers.csv_pieces import LINE_END, CsvText, csv_piece
from app.exports.cells import Cell, Kind
from app.exports.csv_file import BYTE_ORDER_MARK
from app.exports.parquet import write_table
from app.exports.spss import write_system_file
from app.exports.table import Table, TableColumn
from surveys.definitions import NA

ROWS_OF_A_PIECE = 500
PIECE = 64 * 1024


def stream_csv(file: AnswerFile) -> Iterator[bytes]:
    """Give CSV as the files of results have it: semicolons, decimal commas, a mark for Excel.

    The first line has the ids of the columns, which the codebook explains.
    """
    columns, text = file.table.columns, CsvText()
    head = text.of([column.id for column in columns])
    yield f"{BYTE_ORDER_MARK}{head}{LINE_END}".encode()
    kinds = [column.kind for column in columns]
    for piece in file.pieces:
        yield csv_piece(piece, kinds, text).encode()


def stream_json(file: AnswerFile) -> Iterator[bytes]:
    """Give one JSON object a line; the first describes the columns."""
    columns = file.table.columns
    head = {
        "title": file.table.title,
        "notes": dict(file.table.notes),
        "columns": [_described(column) for column in columns],
    }
    yield _line(head)
    ids = [column.id for column in columns]
    rows = iter(file.table.rows)
    while piece := list(islice(rows, ROWS_OF_A_PIECE)):
        yield b"".join(_line(dict(zip(ids, row, strict=True))) for row in piece)


def stream_sav(file: AnswerFile) -> Iterator[bytes]:
    """Give SPSS: "not applicable" is a missing value with a label of its own."""
    takes_na = [column.missing is not None for column in file.table.columns]
    yield from write_system_file(_with_na(file.table, takes_na, NOT_APPLICABLE))


def stream_parquet(file: AnswerFile) -> Iterator[bytes]:
    """Give Parquet; its end says where everything stands, so it is made in a nameless file."""
    numbers = [_is_number(column) for column in file.table.columns]
    with tempfile.TemporaryFile() as made:
        write_table(_with_na(file.table, numbers, None), made)
        yield from pieces(made)


def pieces(made: IO[bytes]) -> Iterator[bytes]:
    """Give a finished file from its beginning."""
    made.seek(0)
    while piece := made.read(PIECE):
        yield piece


def _with_na(table: Table, places: Sequence[bool], value: Cell) -> Table:
    """Put something else in the place of "na"."""
    return replace(table, rows=_replaced(table.rows, places, value))


def _replaced(
    rows: Iterable[Sequence[Cell]], places: Sequence[bool], value: Cell
) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            value if cell == NA and here else cell for cell, here in zip(row, places, strict=True)
        ]


def _is_number(column: TableColumn) -> bool:
    if column.kind in (Kind.TEXT, Kind.DAY):
        return column.kind is Kind.DAY
    codes = column.words or ()
    return column.kind is not Kind.CODE or all(isinstance(code, int) for code in codes)


def _described(column: TableColumn) -> dict[str, Any]:
    words = {str(code): text for code, text in (column.words or {}).items()}
    told: dict[str, Any] = {"id": column.id, "heading": column.heading, "kind": column.kind}
    return {**told, "words": words} if words else told


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=lambda d: d.isoformat()).encode() + b"\n"
