"""SPSS files of every sort of column, read by ReadStat; texts around the length of a segment."""

import random
from datetime import date

import pytest

from app.exports.cells import Cell, Kind
from app.exports.spss import write_system_file
from app.exports.spss.dictionary import note_lines
from app.exports.spss.variables import name_of
from app.exports.table import Table, TableColumn
from tests.app.results.files import plain, sav_of

LENGTHS = (1, 7, 8, 9, 255, 256, 504, 505, 509, 510, 511, 765, 766, 1200, 3000)
COLUMNS = [
    TableColumn("index", "Chỉ số hài lòng", Kind.INDEX),
    TableColumn("day", "Ngày", Kind.DAY),
    TableColumn("verdict", "Kết luận", Kind.CODE, words={"met": "Đạt", "not_met": "Không đạt"}),
    TableColumn("score", "Điểm", Kind.CODE, words={1: "Kém", 5: "Tốt"}, missing={-1: "Không có"}),
    TableColumn("n", "Cỡ mẫu", Kind.COUNT),
]
CELLS: list[list[Cell]] = [
    [None, 0.0, 1.0, 0.8123456789, -3.5, 1e300],
    [None, date(1970, 1, 1), date(2026, 12, 31)],
    [None, "met", "not_met"],
    [None, 1, 5],
    [None, 0, 151, 152, -99, -100, 10**9],
]


def table_of(columns: list[TableColumn], rows: list[list[Cell]], **more) -> Table:
    """A table with a title."""
    return Table(more.get("title", "Khảo sát"), columns, iter(rows), more.get("notes", []))


def read_back(columns: list[TableColumn], rows: list[list[Cell]]) -> list[list[object]]:
    """Write rows and read them."""
    content = b"".join(write_system_file(table_of(columns, rows)))
    found, _ = sav_of(content)
    return [list(map(plain, line)) for line in zip(*found.values(), strict=True)]


def test_every_sort_of_cell_comes_back() -> None:
    chance = random.Random(7)
    rows = [[chance.choice(cells) for cells in CELLS] for _ in range(300)]
    places = {None: None, "met": 1, "not_met": 2}
    assert read_back(COLUMNS, rows) == [[*row[:2], places[row[2]], *row[3:]] for row in rows]


def test_texts_of_every_length_come_back_whole() -> None:
    columns = [TableColumn(f"t{n}", f"Dài {n}", longest=n) for n in LENGTHS]
    chance = random.Random(8)
    rows: list[list[Cell]] = [
        [("ạ" * n)[: chance.randrange(n // 3 + 1)] or None for n in LENGTHS] for _ in range(40)
    ]
    rows.append(["x" * n for n in LENGTHS])
    assert read_back(columns, rows) == rows


def test_a_text_too_long_is_cut_between_letters() -> None:
    assert read_back([TableColumn("t", "Chữ", longest=7)], [["ạạạạ"]]) == [["ạạ"]]


@pytest.mark.parametrize(
    ("column", "name"), [("by", "v_by"), ("1a", "v_1a"), ("q-1.b", "q_1_b"), ("x" * 70, "x" * 64)]
)
def test_names_are_such_as_spss_takes(column: str, name: str) -> None:
    assert name_of(column) == name


def test_notes_break_between_words_into_lines_of_eighty_bytes() -> None:
    lines = list(note_lines("một hai ba " * 20))
    assert {len(line) for line in lines} == {80}
    assert b" ".join(line.strip() for line in lines).decode() == ("một hai ba " * 20).strip()


def test_rows_are_written_as_they_come() -> None:
    asked = []

    def rows():
        for number in range(100_000):
            asked.append(number)
            yield [number / 7]

    pieces = write_system_file(Table("Dòng", COLUMNS[:1], rows(), []))
    next(pieces)
    assert not asked
    next(pieces)
    assert len(asked) < 10_000
