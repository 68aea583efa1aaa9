"""Parquet: rows of results for programs, with the type of each column."""

import io

from app.exports.parquet import write_table
from app.exports.table import Table


def write_parquet(table: Table) -> bytes:
    """Write a table as Parquet; codes stay codes, their words stand in the fields' metadata."""
    file = io.BytesIO()
    write_table(table, file)
    return file.getvalue()
