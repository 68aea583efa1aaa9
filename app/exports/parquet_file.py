"""Parquet: rows of results for programs, with the type of each column."""

import io

from app.exports.export import Export
from app.exports.parquet import write_table


def write_parquet(export: Export) -> bytes:
    """Write the rows as Parquet; codes stay codes, their words stand in the fields' metadata."""
    file = io.BytesIO()
    write_table(export.table(), file)
    return file.getvalue()
