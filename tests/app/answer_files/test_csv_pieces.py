"""Pieces of answers as CSV: the same lines as the csv module gives row by row.

Truth leaned on: the csv module.
"""

import csv
import io
from datetime import date

from app.exports.answers.answer_file import Lead, Piece
from app.exports.answers.csv_pieces import CsvText, csv_piece
from app.exports.cells import Kind
from app.exports.csv_file import shown

HERE = Lead(["một; hai", 'nói "được"', None, 0.25, date(2026, 2, 3)])
THERE = Lead(["dòng\nhai", "", 3, None, None])
KINDS = [Kind.TEXT] * 5 + [Kind.COUNT] + [Kind.CODE] * 2 + [Kind.CODE, Kind.NUMBER] + [Kind.CODE]


def test_lines_are_those_of_the_csv_module() -> None:
    piece = Piece(
        leads=[HERE, THERE, HERE],
        own=[[10, None, 10]],
        before=2,
        items=[[5, "na", None], [1, 1.0, 2.5]],
        after=1,
    )
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([map(shown, row) for row in piece.rows()])
    assert csv_piece(piece, KINDS, CsvText()) == text.getvalue()


def test_a_version_without_questions_leaves_its_columns_empty() -> None:
    piece = Piece(leads=[HERE, THERE], own=[[10, 20]], before=0, items=[], after=5)
    lines = csv_piece(piece, KINDS, CsvText()).splitlines()
    assert [line[-9:] for line in lines if line.endswith(";;;;")] == [
        "-03;10;;;;;"[-9:],
        ";;20;;;;;",
    ]
