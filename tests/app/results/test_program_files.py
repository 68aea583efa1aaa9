"""What the files for programs say besides the rows: labels, sorts of missing values, reasons."""

import json

import pytest
from arro3.io import read_parquet
from flask import Flask

from app.exports import EXPORTERS, Export
from app.exports.cells import NUMERIC
from app.exports.columns import COLUMNS
from app.services.reporting.rows import index_rows
from tests.app.results.files import sav_of
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on


@pytest.fixture
def export(app: Flask) -> Export:
    """Three counters: with a figure, with too few answers, without answers."""
    survey = one_stop_survey()
    for name, satisfied, n in (("Quầy Một", 50, 50), ("Quầy vắng", 2, 3), ("Quầy im lặng", 0, 0)):
        answer(survey, counter(survey, name=name), satisfied, n)
    return Export(survey, index_rows(report_on(survey), "people_top2", "counter"), "vi")


def test_files_for_programs_tell_withheld_from_not_answered(app: Flask, export: Export) -> None:
    with app.test_request_context():
        files = {name: EXPORTERS[name].write(export.table()) for name in ("sav", "json", "parquet")}
    units = [row.unit.name_vi for row in export.rows]
    place = {name: units.index(name) for name in ("Quầy Một", "Quầy vắng", "Quầy im lặng")}

    columns, facts = sav_of(files["sav"], user_missing=True)
    assert columns["index"][place["Quầy vắng"]] == columns["n"][place["Quầy vắng"]] == -9
    assert columns["index"][place["Quầy im lặng"]] == -8
    assert columns["index"][place["Quầy Một"]] == 1.0
    assert facts.variable_value_labels["index"] == {-9: "Không công bố", -8: "Chưa có phiếu"}
    assert {limit["lo"] for limit in facts.missing_ranges["index"]} == {-9, -8}
    assert facts.variable_value_labels["verdict"][1] == "Đạt"
    assert "không phải về toàn thể người dân" in " ".join(facts.notes)

    rows = json.loads(files["json"])["rows"]
    assert rows[place["Quầy vắng"]]["empty"]["index"] == "withheld"
    assert rows[place["Quầy im lặng"]]["empty"]["index"] == "no_answers"
    assert rows[place["Quầy Một"]]["verdict"] == "met"
    assert not rows[place["Quầy Một"]]["empty"].keys() & {"index", "n", "low"}

    table = read_parquet(files["parquet"]).read_all()
    assert table.column("index").to_pylist()[place["Quầy vắng"]] is None
    assert table.column("verdict").to_pylist()[place["Quầy vắng"]] == "withheld"


def test_the_same_rows_give_the_same_bytes_and_no_rows_the_columns(
    app: Flask, export: Export
) -> None:
    with app.test_request_context():
        nothing = Export(export.survey, [], "vi").table()
        empty = {name: EXPORTERS[name].write(nothing) for name in ("sav", "parquet", "json")}
        for name in empty:
            assert EXPORTERS[name].write(export.table()) == EXPORTERS[name].write(export.table())
    found = (
        len(sav_of(empty["sav"])[0]),
        len(read_parquet(empty["parquet"]).read_all().schema),
        len(json.loads(empty["json"])["columns"]),
    )
    assert found == (len(COLUMNS),) * 3


def test_every_column_that_holds_codes_has_their_words() -> None:
    assert all((column.words is not None) == (column.kind == "code") for column in COLUMNS)
    assert {column.kind for column in COLUMNS} > NUMERIC
