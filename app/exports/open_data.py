"""Open data of a publication: a CSV that programs read alike everywhere.

UTF-8 without a mark, commas, decimal points, days as ISO 8601, numbers unrounded, English headings
that never change. A hidden figure has empty cells and the verdict "withheld". `verdict` looks at
one unit by itself; `named` tells who is on the list of units that do not meet the target, all
tested together (Holm). It is empty in publications of before that list.
"""

import csv
import io
from collections.abc import Callable, Mapping
from typing import Any

from app.exports.cells import Cell, plain

Row = Mapping[str, Any]


def _of(part: str, name: str) -> Callable[[Row, Row], Cell]:
    """Take a field of a part of the row; it is empty where the part is not there."""

    def take(row: Row, _: Row) -> Cell:
        cell: Cell = row[part][name] if row[part] else None
        return cell

    return take


def _whole(name: str) -> Callable[[Row, Row], Cell]:
    """Take what is the same in every row."""

    def take(_: Row, document: Row) -> Cell:
        cell: Cell = document[name]
        return cell

    return take


COLUMNS: dict[str, Callable[[Row, Row], Cell]] = {
    "survey": _whole("survey"),
    "first_day": _whole("first_day"),
    "last_day": _whole("last_day"),
    "unit_code": _of("unit", "code"),
    "unit_kind": _of("unit", "kind"),
    "unit_name": _of("unit", "name_vi"),
    "parent_code": _of("parent", "code"),
    "formula": lambda _, document: document["formula"]["id"],
    "formula_version": lambda _, document: document["formula"]["version"],
    "verdict": lambda row, _: row["verdict"],
    "target": _of("target", "value"),
    "index": _of("figure", "value"),
    "low": _of("figure", "low"),
    "high": _of("figure", "high"),
    "confidence_level": _whole("confidence_level"),
    "n": _of("figure", "n"),
    "n_eff": _of("figure", "n_eff"),
    "method": _of("figure", "method"),
    "weighting": lambda row, _: row["weighting"],
    "dossiers": _of("population", "dossiers"),
    "response_rate": _of("population", "response_rate"),
    "on_time_rate": _of("population", "on_time_rate"),
    "coverage": _of("population", "coverage"),
    "kept_from_before": lambda row, _: row["kept"],
    "named": lambda row, _: row.get("named"),
}
"""Headings, and what each takes from a row and from its publication."""


def write_open_data(document: Row) -> bytes:
    """Write the rows of a publication's document as CSV."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in document["rows"]:
        writer.writerow([plain(take(row, document)) for take in COLUMNS.values()])
    return text.getvalue().encode()
