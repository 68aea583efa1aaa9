"""Truth leaned on: the rows of results; PDFium, openpyxl and `python -m analysis` read back."""

import csv
import io
import json
import zipfile

import openpyxl
import pypdf
import pypdfium2
import pytest
from flask import Flask

from app.exports.open_guide import command as command_of
from app.filters import percent
from app.results.report_files import make_files
from app.services.reporting.rows import index_rows
from app.services.reports.contents import compute
from app.services.reports.input_digests import input_digest
from app.services.reports.open_rows import open_rows
from tests.analysis.command_line import CommandLine
from tests.app.reports.half_year import half_year, parameters
from tests.app.results.one_stop import ITEMS, counter, one_stop_survey, report_on
from tests.factories import create_answers, create_unit

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""Files are made of rows; that both databases give the same rows is tested elsewhere."""


@pytest.fixture
def made(app: Flask):
    """A report and its files by name."""
    about = parameters(*half_year())
    with app.test_request_context():
        contents = compute(about)
        yield contents, {file.name: file.content for file in make_files(contents)}


def open_table(files, name: str) -> list[dict[str, str]]:
    """A table of the open data."""
    with zipfile.ZipFile(io.BytesIO(files["open-data.zip"])) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def test_every_file_tells_the_same_figures_and_none_of_a_hidden_unit(made) -> None:
    contents, files = made
    shown = {row.unit.code: row.figure for row in contents.rows if row.figure}
    hidden = {row.unit.code for row in contents.rows} - set(shown)
    assert hidden
    in_json = {
        row["unit"]["code"]: row["figure"] for row in json.loads(files["report.json"])["rows"]
    }
    in_csv = {row["unit_code"]: row for row in open_table(files, "results.csv")}
    sheet = openpyxl.load_workbook(io.BytesIO(files["report.vi.xlsx"])).worksheets[0]
    heading, *lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    in_book = {line[0]: line for line in lines}
    pages = pypdfium2.PdfDocument(files["report.vi.pdf"])
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    for code, figure in shown.items():
        assert (in_json[code]["low"], float(in_csv[code]["low"])) == (figure.low, figure.low)
        assert in_book[code][heading.index("Chỉ số hài lòng")] == pytest.approx(figure.value)
        assert percent(figure.share_low) in text
        assert percent(figure.share_high) in text
    for code in hidden:
        assert in_json[code] is None
        assert in_csv[code]["index"] == in_csv[code]["n"] == ""
        assert not [row for row in open_table(files, "answers.csv") if row["unit"] == code]


def test_the_same_parameters_give_the_same_bytes(app: Flask, made) -> None:
    contents, files = made
    with app.test_request_context("/?lang=en"):
        again = make_files(compute(contents.parameters))
    assert {file.name: file.content for file in again} == files


def test_the_command_on_open_data_gives_the_published_numbers(
    made, tmp_path, monkeypatch, capsys
) -> None:
    contents, files = made
    with zipfile.ZipFile(io.BytesIO(files["open-data.zip"])) as archive:
        archive.extractall(tmp_path)
        assert command_of(contents) in archive.read("README.md").decode()
    monkeypatch.chdir(tmp_path)
    words = command_of(contents).split()[3:]
    records = CommandLine(capsys).json(*words[: words.index("--format")])
    published = {row["unit_code"]: row for row in open_table(files, "results.csv") if row["n"]}
    assert len(published) == len(records) >= 4
    for record in records:
        row = published[record["domain"]]
        assert record["n"] == int(row["n"])
        assert record["verdict"] == row["verdict"]
        found = (record["estimate"], record["low"], record["high"])
        wanted = [float(row[name]) for name in ("index", "low", "high")]
        assert found == pytest.approx(wanted, abs=1e-9)


def test_the_package_describes_every_column(made) -> None:
    _, files = made
    with zipfile.ZipFile(io.BytesIO(files["open-data.zip"])) as archive:
        package = json.loads(archive.read("datapackage.json"))
        codebook = archive.read("codebook.csv").decode()
    for resource in package["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert fields == list(open_table(files, resource["path"])[0])
        assert all(f"{resource['path']},{name}," in codebook for name in fields)


def furthest_right(page: pypdf.PageObject, digest: str) -> float:
    """Where a digest ends on a page 595 points wide: 64 letters of 8 points, 0.602 of it wide."""
    starts: list[float] = []

    def visit(text: str, _cm: object, matrix: list[float], *_font: object) -> None:
        if text.strip().startswith(digest[:8]):
            starts.append(matrix[4])

    page.extract_text(visitor_text=visit)
    assert starts
    return max(starts) + 64 * 8 * 0.602


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pdf_is_tagged_in_its_language_and_names_the_other_files(made, language: str) -> None:
    contents, files = made
    reader = pypdf.PdfReader(io.BytesIO(files[f"report.{language}.pdf"]))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith(language)
    text = "".join(page.extract_text() for page in reader.pages).replace("\n", "")
    assert contents.parameters.code_version in text
    assert input_digest(contents.input) in text
    assert furthest_right(reader.pages[-1], contents.parameters.code_version) < 560
    assert "open-data.zip" in text


def test_the_cover_names_only_who_may_be_named_among_all(made) -> None:
    contents, files = made
    missing = [row for row in contents.rows if row.outcome == "not_met"]
    assert [row.unit.name_vi for row in missing] == ["Quầy số 5"]
    cover = pypdfium2.PdfDocument(files["report.vi.pdf"])[0].get_textpage().get_text_range()
    told = " ".join(cover.split())
    assert "Chưa được nêu tên đơn vị nào" in told
    assert "Còn 1 đơn vị chưa đạt mục tiêu khi xét riêng" in told
    assert json.loads(files["report.json"])["naming"]["codes"] == []


def test_the_files_carry_pictures_with_words_for_those_who_do_not_see_them(made) -> None:
    contents, files = made
    reader = pypdf.PdfReader(io.BytesIO(files["report.vi.pdf"]))
    words = [str(found["/Alt"]) for found in objects(reader) if "/Alt" in found]
    assert any("Nhìn chung" in told for told in words)
    assert any("01/2026" in told or "03/2026" in told for told in words)
    with zipfile.ZipFile(io.BytesIO(files["report.vi.xlsx"])) as archive:
        assert [name for name in archive.namelist() if name.endswith(".png")]
        assert "Quầy số 1" in archive.read("xl/drawings/drawing1.xml").decode()
    assert len(json.loads(files["report.json"])["ratings"]) == len(contents.ratings)


def objects(reader: pypdf.PdfReader):
    """Every dictionary of a PDF."""
    for number in range(1, len(reader.xref_objStm) + max(reader.xref[0], default=0) + 1):
        found = reader.get_object(number)
        if isinstance(found, dict):
            yield found


def test_rows_of_an_index_over_questions_are_given_of_thirty_people_at_least(app) -> None:
    survey, unit = one_stop_survey(), create_unit(kind="commune")
    places = [counter(survey, unit) for _ in range(2)]
    for place, n in zip(places, (29, 30), strict=True):
        create_answers(survey, place, [dict.fromkeys(ITEMS, 1 + i % 5) for i in range(n)])
    report = report_on(survey)
    given = {
        formula: set(open_rows(report, index_rows(report, formula, "counter")).units)
        for formula in ("items_top2", "all_items_top2")
    }
    assert given["items_top2"] == {places[1].code}
    assert given["all_items_top2"] == {place.code for place in places}
