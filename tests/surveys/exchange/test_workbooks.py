"""Workbooks made to do harm, and workbooks made by ourselves, read back."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.exchange import workbooks
from surveys.exchange.problems import ImportRefused, ProblemCode
from surveys.exchange.workbooks import read_workbook, write_workbook


def refused(content):
    with pytest.raises(ImportRefused) as caught:
        read_workbook(content)
    (problem,) = caught.value.problems
    return problem.code


def repacked(change):
    """Return a good workbook with parts changed by name."""
    good = write_workbook({"survey": [["type", "name"], ["text", "a"]]})
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, change(entry.filename, old.read(entry)))
    return file.getvalue()


def test_what_was_written_is_read_and_nothing_is_a_formula():
    rows = [["type", "name"], ["=1+1", "  Chờ\u0300  "], ["", "0012"], ["x" * 5000, "@a"]]
    content = write_workbook({"survey": rows, "choices": [["list_name"]]})
    assert write_workbook({"survey": rows, "choices": [["list_name"]]}) == content
    sheets = read_workbook(content)
    assert list(sheets) == ["survey", "choices"]
    assert sheets["survey"].problems == ()
    assert [(row.number, dict(row.cells)) for row in sheets["survey"].rows] == [
        (2, {"type": "=1+1", "name": "Chờ\u0300"}),
        (3, {"name": "0012"}),
        (4, {"type": "x" * 5000, "name": "@a"}),
    ]


def test_formulas_double_headings_and_cells_without_heading_are_seen():
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in (["type", "name", "name"], ["text", "=A1", "b", "stray"], [None], [1.0, True]):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    sheet = read_workbook(file.getvalue())["survey"]
    assert {(p.code, p.row, p.column) for p in sheet.problems} == {
        (ProblemCode.HEADING_TWICE, 1, "name"),
        (ProblemCode.FORMULA_CELL, 2, "B"),
    }
    assert sheet.rows[0].cells == {"type": "text", "name": "b", "D": "stray"}
    assert (sheet.rows[1].number, sheet.rows[1].cells) == (4, {"type": "1", "name": "TRUE"})


@pytest.mark.parametrize("content", [b"", b"PK", b"type,name\ntext,a\n", b"PK\x03\x04" + b"x" * 99])
def test_what_is_no_workbook_is_refused(content):
    assert refused(content) is ProblemCode.FILE_UNREADABLE


def test_a_workbook_of_nothing_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "x")
    assert refused(file.getvalue()) is ProblemCode.FILE_UNREADABLE


def test_a_small_file_that_unpacks_to_much_is_refused():
    bomb = repacked(
        lambda name, part: part + b" " * workbooks.LARGEST_UNPACKED if "sheet1" in name else part
    )
    assert len(bomb) < 100_000
    assert refused(bomb) is ProblemCode.FILE_TOO_LARGE
    assert refused(b"PK" + b"x" * workbooks.LARGEST) is ProblemCode.FILE_TOO_LARGE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_encoding(encoding):
    evil = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
    content = repacked(lambda name, part: evil.encode(encoding) if "sheet1" in name else part)
    assert refused(content) is ProblemCode.FILE_UNSAFE


def test_a_sheet_without_end_is_cut_off_and_told(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 3)
    sheet = read_workbook(write_workbook({"s": [["a"], ["1"], ["2"], ["3"], ["4"]]}))["s"]
    assert len(sheet.rows) == 2
    assert [p.code for p in sheet.problems] == [ProblemCode.TOO_MANY_ROWS]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_broken_workbook_is_read_or_refused(data):
    good = write_workbook({"survey": [["type", "name"], ["text", "a"]]})
    parts = data.draw(st.booleans())
    if parts:
        junk = data.draw(st.binary(max_size=40))
        wanted = data.draw(
            st.sampled_from(["sheet1", "workbook.xml", "sharedStrings", "Types", "rels"])
        )
        content = repacked(
            lambda name, part: part[: len(part) // 2] + junk if wanted in name else part
        )
    else:
        place = data.draw(st.integers(0, len(good) - 1))
        content = good[:place] + data.draw(st.binary(min_size=1, max_size=4)) + good[place + 2 :]
    try:
        read_workbook(content)
    except ImportRefused as refusal:
        str(refusal).encode()
