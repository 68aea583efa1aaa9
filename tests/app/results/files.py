"""Every format of results read by a program that is not ours, into the lines of the page."""

import csv
import io
import json
import math
import tempfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pyreadstat
from arro3.io import read_parquet


def read_csv(content: bytes) -> list[list[str]]:
    """Read a CSV as a Vietnamese Excel does: with its mark, semicolons and decimal commas."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(content: bytes) -> list[list[object]]:
    """Read the first sheet of a workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def read_sav(content: bytes) -> list[list[object]]:
    """Read an SPSS file, user-missing values as empty and codes by their labels."""
    columns, facts = sav_of(content)
    labels = facts.variable_value_labels
    lines = zip(*columns.values(), strict=True)
    table = [
        [
            labels.get(name, {}).get(cell, plain(cell))
            for name, cell in zip(columns, line, strict=True)
        ]
        for line in lines
    ]
    return [facts.column_labels, *table]


def sav_of(content: bytes, **how: Any) -> tuple[dict[str, Any], Any]:
    """Read an SPSS file as columns, and what is said of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.sav"
        path.write_bytes(content)
        columns, facts = pyreadstat.read_sav(str(path), output_format="dict", **how)
    return columns, facts


def plain(cell: Any) -> Any:
    """A cell without numpy; ReadStat knows neither an empty text nor a whole number."""
    value = cell.item() if hasattr(cell, "item") else cell
    return None if value == "" or (isinstance(value, float) and math.isnan(value)) else value


def read_parquet_rows(content: bytes) -> list[list[object]]:
    """Read a Parquet file, codes by the words in the metadata of their fields."""
    table = read_parquet(content).read_all()
    told = [
        {name.decode(): text.decode() for name, text in field.metadata.items()}
        for field in table.schema
    ]
    words = [json.loads(about.get("words", "{}")) for about in told]
    columns = [
        [table_words.get(cell, cell) for cell in column.to_pylist()]
        for column, table_words in zip(table.columns, words, strict=True)
    ]
    return [[about["heading"] for about in told], *map(list, zip(*columns, strict=True))]


def read_json(content: bytes) -> list[list[object]]:
    """Read a JSON document, codes by the words that it gives."""
    document = json.loads(content)
    columns = document["columns"]
    lines = [
        [
            column.get("words", {}).get(str(row[column["id"]]), row[column["id"]])
            for column in columns
        ]
        for row in document["rows"]
    ]
    return [[column["heading"] for column in columns], *lines]


READERS = {
    "csv": read_csv,
    "xlsx": read_xlsx,
    "sav": read_sav,
    "parquet": read_parquet_rows,
    "json": read_json,
}


def assert_same_in_every_format(client: Any, address: str) -> None:
    """The file at `address`, which leaves room for a format, has the same lines in each."""
    found = {name: READERS[name](client.get(address.format(name)).data) for name in READERS}
    heading, *lines = found["parquet"]
    assert lines
    for name, (headings, *others) in found.items():
        assert list(map(str, headings)) == heading, name
        expected = [[as_written(cell, name) for cell in line] for line in lines]
        assert [[cell or None for cell in line] for line in others] == [
            [cell or None for cell in line] for line in expected
        ], name


def as_written(cell: object, name: str) -> object:
    """A cell of a row as a format gives it back."""
    if name == "csv":
        if isinstance(cell, float):
            return repr(cell).replace(".", ",")
        return "" if cell is None else str(cell)
    if isinstance(cell, date):
        days = {"json": cell.isoformat(), "xlsx": datetime.combine(cell, time.min)}
        return days.get(name, cell)
    return cell
