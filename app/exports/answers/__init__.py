"""Files of single answers, one format a line; each is written as the answers are read.

To add a format: a function from `AnswerFile` to an iterator of bytes, and its line in
`ANSWER_EXPORTERS`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.exports.answers.answer_file import AnswerFile, answer_file
from app.exports.answers.streams import stream_csv, stream_json, stream_parquet, stream_sav
from app.exports.answers.workbook import MOST_ROWS, stream_xlsx

__all__ = ["ANSWER_EXPORTERS", "AnswerExporter", "AnswerFile", "answer_file"]


@dataclass(frozen=True, slots=True)
class AnswerExporter:
    """A format: what people call it, how it is sent, what writes it, how many rows it takes."""

    name: str
    extension: str
    mimetype: str
    stream: Callable[[AnswerFile], Iterator[bytes]]
    most_rows: int | None = None


ANSWER_EXPORTERS = {
    "csv": AnswerExporter("CSV", ".csv", "text/csv", stream_csv),
    "xlsx": AnswerExporter(
        "Excel (XLSX)",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        stream_xlsx,
        MOST_ROWS,
    ),
    "sav": AnswerExporter("SPSS", ".sav", "application/x-spss-sav", stream_sav),
    "parquet": AnswerExporter(
        "Parquet", ".parquet", "application/vnd.apache.parquet", stream_parquet
    ),
    "json": AnswerExporter("JSON (JSON Lines)", ".jsonl", "application/jsonl", stream_json),
}
