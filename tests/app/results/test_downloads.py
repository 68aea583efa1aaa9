"""Every file holds the rows of the page, opened by programs that are not ours."""

import io

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.exports import EXPORTERS, Export
from app.exports.cells import guarded
from app.services.reporting.records import IndexRow
from app.services.reporting.rows import index_rows
from tests.app.results.files import READERS, as_written, read_csv
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on
from tests.factories import create_population, create_unit
from tests.pages import Visitor
from tests.sign_in import sign_in


@pytest.fixture
def rows(app: Flask) -> tuple[object, list[IndexRow]]:
    """Rows of every sort: with figures, withheld, without answers, with a dangerous name."""
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    for name, satisfied, n in (
        ("Quầy Đất đai; «ngoặc»", 45, 50),
        ('=HYPERLINK("http://x";"y")', 30, 40),
        ("Quầy vắng", 2, 3),
        ("Quầy nhỏ", 9, 15),
        ("Quầy không phiếu", 0, 0),
    ):
        place = counter(survey, centre, name=name)
        answer(survey, place, satisfied, n)
        create_population(place, 1000, late=13)
    return survey, index_rows(report_on(survey), "people_top2", "counter")


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_file_holds_the_rows_cell_by_cell(app: Flask, rows, name: str) -> None:
    survey, found = rows
    with app.test_request_context():
        lines = Export(survey, found, "vi").table()
        table = READERS[name](EXPORTERS[name].write(lines))
        expected = [lines.headings(), *lines.shown()]
    assert len(table) == len(found) + 1
    for line, cells in zip(table, expected, strict=True):
        written = [as_written(cell, name) for cell in cells]
        # 17 digits need not survive a spreadsheet's own reading; 12 must.
        for got, wanted in zip(line, written, strict=True):
            same = pytest.approx(wanted, rel=1e-12) if isinstance(wanted, float) else wanted
            assert got == same


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_page_and_the_file_show_the_same_units_in_the_same_order(
    app: Flask, client: FlaskClient, rows, name: str
) -> None:
    survey, _ = rows
    client = sign_in(client)
    query = f"survey={survey.code}&level=counter&sort=n"
    page = client.get(f"/results/?{query}").text
    content = client.get(f"/results/download/{name}?{query}")
    assert content.headers["Content-Type"].count("charset") == (name == "csv")
    assert content.headers["Content-Disposition"].startswith("attachment; filename=")
    table = READERS[name](content.data)
    names = [str(line[1]).lstrip("'") for line in table[1:]]
    places = [page.index(n.replace('"', "&#34;")) for n in names]
    assert places == sorted(places)


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_cell_is_a_formula(app: Flask, rows, name: str) -> None:
    survey, found = rows
    with app.test_request_context():
        content = EXPORTERS[name].write(Export(survey, found, "vi").table())
    texts = [str(cell) for line in READERS[name](content) for cell in line]
    assert any(text.startswith("'=HYPERLINK") for text in texts)
    assert not [text for text in texts if text.startswith(("=", "+", "@"))]
    if name == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


def test_ordinary_texts_are_left_alone() -> None:
    assert [guarded(text) for text in ("", "Xã Hy Cương", "3-4")] == ["", "Xã Hy Cương", "3-4"]


def test_numbers_in_a_workbook_are_numbers_and_the_head_stays(app: Flask, rows) -> None:
    survey, found = rows
    with app.test_request_context():
        content = EXPORTERS["xlsx"].write(Export(survey, found, "vi").table())
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("Chỉ số hài lòng") + 1
    assert sheet.cell(2, column).value == pytest.approx(0.9)
    assert sheet.cell(2, column).number_format == "0.00%"
    assert sheet.freeze_panes == "C2"
    method = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]
    text = " ".join(str(cell) for line in method for cell in line)
    assert "people_top2" in text
    assert "không phải về toàn thể người dân" in text


def test_a_workbook_prints_on_a4_at_a_size_that_can_be_read(app: Flask, rows) -> None:
    survey, found = rows
    with app.test_request_context():
        content = EXPORTERS["xlsx"].write(Export(survey, found, "vi").table())
    results, method = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    assert {sheet.page_setup.paperSize for sheet in (results, method)} == {9}
    assert {sheet.page_setup.fitToHeight for sheet in (results, method)} == {0}
    widths = [column.width for column in results.column_dimensions.values()]
    assert sum(widths) / (results.page_setup.fitToWidth or 1) < 235
    assert (results.print_title_rows, results.print_title_cols) == ("$1:$1", "$A:$B")
    assert (method.page_setup.fitToWidth or 1) == 1
    long = next(row[1] for row in method.iter_rows() if len(str(row[1].value)) > 200)
    assert method.row_dimensions[long.row].height >= 3 * 15


def test_the_same_rows_give_the_same_workbook(app: Flask, rows) -> None:
    survey, found = rows
    with app.test_request_context():
        one, other = (
            EXPORTERS["xlsx"].write(Export(survey, found, "vi").table()) for _ in range(2)
        )
    assert one == other


def test_every_row_says_how_it_was_computed(app: Flask, rows) -> None:
    survey, found = rows
    with app.test_request_context():
        table = read_csv(EXPORTERS["csv"].write(Export(survey, found, "vi").table()))
    heads = ("Công thức", "Phiên bản công thức", "Độ tin cậy", "Hồ sơ", "Trọng số", "Kết luận")
    places = [table[0].index(head) for head in heads]
    assert all(line[place] for line in table[1:] for place in places)


def test_a_format_nobody_offers_is_not_found(app: Flask, client: FlaskClient) -> None:
    one_stop_survey()
    assert sign_in(client).get("/results/download/exe").status_code == 404


def test_a_units_page_gives_its_own_line_and_the_lines_below_it(
    app: Flask, client: FlaskClient
) -> None:
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    other = create_unit(kind="commune_centre", name="Trung tâm khác")
    for name, of in (("Quầy 1", centre), ("Quầy 2", centre), ("Quầy 3", other)):
        answer(survey, counter(survey, of, name=name), 45, 50)
    evaluator = Visitor(sign_in(client))
    page = evaluator.get(f"/results/{survey.code}/{centre.id}")
    links = [link.get("href") for link in page.all("a") if link.text == "CSV"]
    files = [link for link in links if "/download/" in link]
    names = [[line[1] for line in read_csv(evaluator.client.get(file).data)[1:]] for file in files]
    assert names == [["Trung tâm"], ["Quầy 1", "Quầy 2"]]
