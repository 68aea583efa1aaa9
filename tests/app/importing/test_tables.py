"""CSV files as they come. Truth leaned on: files written by hand, byte by byte."""

import unicodedata
from pathlib import Path

import pytest
from flask import Flask

from app.services.importing.problems import InvalidFile
from app.services.importing.tables import Record, open_table

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def read(folder: Path, content: bytes, **keywords: object) -> tuple[tuple[str, ...], list[Record]]:
    """The headings and rows of a file with this content."""
    path = folder / "file.csv"
    path.write_bytes(content)
    with open_table(path, **keywords) as table:
        return table.headings, list(table.records)


@pytest.mark.parametrize("mark", [b",", b";", b"\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_marks_line_ends_and_bom_are_found_out(
    app: Flask, tmp_path: Path, mark: bytes, start: bytes, end: bytes
) -> None:
    content = start + mark.join([b"a", b"b"]) + end + mark.join([b"1", b"2"]) + end
    headings, rows = read(tmp_path, content, wanted=("a", "b"))
    assert headings == ("a", "b")
    assert rows == [Record(2, ("1", "2"))]


def test_a_comment_full_of_commas_does_not_mislead(app: Flask, tmp_path: Path) -> None:
    content = "Góp ý, nếu có;Quầy\na, b, c, d;1\n".encode()
    headings, rows = read(tmp_path, content, wanted=("Quầy", "Góp ý, nếu có"))
    assert headings == ("Góp ý, nếu có", "Quầy")
    assert rows[0].cells == ("a, b, c, d", "1")


def test_headings_are_known_in_any_normal_form(app: Flask, tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Quầy  số,Góp ý ")
    assert read(tmp_path, decomposed.encode())[0] == ("Quầy số", "Góp ý")


def test_a_row_is_named_by_the_line_it_begins_on(app: Flask, tmp_path: Path) -> None:
    content = b'a,b\n1,"two\nlines"\n3,4\n\n,\n5,6\n'
    lines = [(row.line, row.cells[0]) for row in read(tmp_path, content)[1]]
    assert lines == [(2, "1"), (4, "3"), (7, "5")]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"a,b\n1,2\n1,2,3\n", 3),
        (b"a,b\n1\n1,2\n", 2),
        (b'a,b\n1,2\n"x"y,2\n', 3),
        (b'a,b\n1,2\n1,"never closed\n', 3),
        (b"a,b\n1,2\n1,Qu\xe1\xba\n", 3),
        (b"a,b\n1," + b"x" * 200_000 + b"\n1,2\n", 2),
    ],
)
def test_a_broken_row_is_named_and_the_others_go_on(
    app: Flask, tmp_path: Path, content: bytes, line: int
) -> None:
    rows = read(tmp_path, content)[1]
    assert [row.line for row in rows if row.problem][:1] == [line]
    assert ("1", "2") in [row.cells for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"\n\n", b"a,b,a\n1,2,3\n"),
        *("a,b\n".encode("utf-16"), b"PK\x03\x04", b'"a\n'),
    ],
)
def test_what_is_no_table_is_refused(app: Flask, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidFile):
        read(tmp_path, content)


def test_a_missing_file_is_refused(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(InvalidFile), open_table(tmp_path / "none.csv"):
        pass
