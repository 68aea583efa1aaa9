"""Files over the rows of a page, one format a file; a page and its files cannot disagree.

To add a format: a module with a function from `Export` to bytes, and its line in `EXPORTERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.exports.csv_file import write_csv
from app.exports.export import Export
from app.exports.xlsx_file import write_xlsx

__all__ = ["EXPORTERS", "Export", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what people call it, how it is sent, and what writes it."""

    name: str
    extension: str
    mimetype: str
    write: Callable[[Export], bytes]


EXPORTERS = {
    "csv": Exporter("CSV", ".csv", "text/csv; charset=utf-8", write_csv),
    "xlsx": Exporter(
        "Excel (XLSX)",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
}
