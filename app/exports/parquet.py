"""A table as Parquet, written in groups of rows as they come.

By `arro3` (Arrow in Rust): 33 MB installed, imported in 20 ms. `pyarrow` takes 170 MB and 300 ms,
`fastparquet` needs pandas; both were measured.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import IO, Any

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

from app.exports.cells import Cell, Kind
from app.exports.table import Table, TableColumn

EPOCH = date(1970, 1, 1)
BATCH = 2_000
GROUP = 20_000
"""Rows that are held at a time; rows of a group in the file."""
TYPES = {
    Kind.TEXT: DataType.utf8(),
    Kind.CODE: DataType.utf8(),
    Kind.DAY: DataType.date32(),
    Kind.COUNT: DataType.int64(),
    Kind.NUMBER: DataType.float64(),
    Kind.SHARE: DataType.float64(),
    Kind.INDEX: DataType.float64(),
}


def write_table(table: Table, file: IO[bytes]) -> None:
    """Write a table to a file; headings and words of codes stand in the metadata of its fields."""
    schema = Schema([_field(column) for column in table.columns], metadata=_notes(table))
    batches = (_batch(rows, table.columns, schema) for rows in _batches(table.rows))
    # What made the file is named without a version: the same rows give the same bytes.
    write_parquet(
        RecordBatchReader.from_batches(schema, batches),
        file,
        compression="snappy",
        max_row_group_size=GROUP,
        created_by="Lang Nghe",
    )


def _notes(table: Table) -> dict[str, str]:
    return {"title": table.title, "notes": json.dumps(dict(table.notes), ensure_ascii=False)}


def _field(column: TableColumn) -> Field:
    codes = [*(column.words or {}).items(), *(column.missing or {}).items()]
    words = {str(code): text for code, text in codes}
    told = {"heading": column.heading}
    if words:
        told["words"] = json.dumps(words, ensure_ascii=False)
    return Field(column.id, _type(column), nullable=True, metadata=told)


def _type(column: TableColumn) -> DataType:
    codes = column.words or ()
    if column.kind is Kind.CODE and all(isinstance(code, int) for code in codes):
        return DataType.int64()
    return TYPES[column.kind]


def _batches(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Sequence[Cell]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _batch(
    rows: Sequence[Sequence[Cell]], columns: Sequence[TableColumn], schema: Schema
) -> RecordBatch:
    cells = zip(*rows, strict=True)
    arrays = [_array(values, column) for column, values in zip(columns, cells, strict=True)]
    return RecordBatch.from_arrays(arrays, schema=schema)


def _array(values: Sequence[Any], column: TableColumn) -> Array:
    if column.kind is Kind.DAY:
        days = [None if day is None else (day - EPOCH).days for day in values]
        return Array(days, type=DataType.int32()).cast(DataType.date32())
    return Array(values, type=_type(column))
