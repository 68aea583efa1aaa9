"""Files over the rows of a page, one format a file; a page and its files cannot disagree.

To add a format: a module with a function from `Table` to bytes, and its line in `EXPORTERS`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.exports.csv_file import write_csv
from app.exports.export import Export
from app.exports.json_file import write_json
from app.exports.parquet_file import write_parquet
from app.exports.sav_file import write_sav
from app.exports.table import Table
from app.exports.xlsx_file import write_xlsx

__all__ = ["EXPORTERS", "Export", "Exporter"]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: what people call it, how it is sent, and what writes it."""

    name: str
    extension: str
    mimetype: str
    write: Callable[[Table], bytes]
    holds_pictures: bool = False


EXPORTERS = {
    "csv": Exporter("CSV", ".csv", "text/csv", write_csv),
    "xlsx": Exporter(
        "Excel (XLSX)",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
        holds_pictures=True,
    ),
    "sav": Exporter("SPSS", ".sav", "application/x-spss-sav", write_sav),
    "parquet": Exporter("Parquet", ".parquet", "application/vnd.apache.parquet", write_parquet),
    "json": Exporter("JSON", ".json", "application/json", write_json),
}
