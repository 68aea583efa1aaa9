"""Workbooks as people bring them: typed cells, blank ends, and files that only look like one.

Truth leaned on: workbooks written by XlsxWriter, archives broken on purpose.
"""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from flask import Flask

from app.services.importing.files import open_file
from app.services.importing.problems import InvalidFile
from app.services.importing.workbooks import LARGEST_UNPACKED


def written(path: Path, *rows: tuple[object, ...]) -> Path:
    """A workbook of these rows."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(line, column, cell)
    return path


def read(path: Path) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...], str]]]:
    """Headings and rows of a file."""
    with open_file(path) as table:
        rows = [(record.line, record.cells, record.problem) for record in table.records]
        return table.headings, rows


def test_cells_read_as_a_csv_would_hold_them(app: Flask, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx",
        ("Mã", "Ngày", "Lúc", "Số", "Tỷ lệ", "Đúng"),
        ("001", date(2026, 3, 2), datetime.fromisoformat("2026-03-02T09:05:11"), 1234, 0.5, True),
    )
    _, ((_, cells, problem),) = read(path)
    assert cells == ("001", "2026-03-02", "2026-03-02T09:05:11", "1234", "0.5", "True")
    assert problem == ""


def test_blank_rows_and_ends_are_passed_over_and_lines_kept(app: Flask, tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.xlsx", (None,), ("a", "b", None), (1,), (None, None), (1, 2, 3), (None, 4)
    )
    headings, rows = read(path)
    assert headings == ("a", "b")
    assert [(line, cells) for line, cells, problem in rows if not problem] == [
        (3, ("1", "")),
        (6, ("", "4")),
    ]
    assert [line for line, _, problem in rows if problem] == [5]


@pytest.mark.parametrize("content", [b"PK", b"PK\x03\x04" + b"x" * 100])
def test_what_only_begins_like_a_workbook_is_refused(
    app: Flask, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidFile):
        read(path)


def test_an_archive_of_something_else_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(InvalidFile):
        read(path)


def test_a_small_file_that_unpacks_to_very_much_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        part = b"0" * 2**20
        for _ in range(LARGEST_UNPACKED // len(part) + 1):
            sheet.write(part)
    with pytest.raises(InvalidFile):
        read(path)


def test_a_workbook_whose_sheet_breaks_off_is_refused(app: Flask, tmp_path: Path) -> None:
    whole = written(tmp_path / "a.xlsx", ("a", "b"), (1, 2))
    broken = tmp_path / "b.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(broken, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            is_sheet = name.endswith("sheet1.xml")
            target.writestr(name, content[: len(content) * 2 // 3] if is_sheet else content)
    with pytest.raises(InvalidFile):
        read(broken)


def test_headings_that_stand_twice_or_nowhere_are_refused(app: Flask, tmp_path: Path) -> None:
    for rows in ([("a", "a")], [(None, None)]):
        with pytest.raises(InvalidFile):
            read(written(tmp_path / "a.xlsx", *rows))
