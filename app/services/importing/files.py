"""A file that may be CSV or a workbook, opened as one kind of table."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.services.importing.tables import Table, open_table
from app.services.importing.workbooks import is_workbook, open_workbook


@contextmanager
def open_file(
    path: Path, *, wanted: Sequence[str] = (), delimiter: str | None = None
) -> Iterator[Table]:
    """Open a file by what it is, not by what it is called. Raises `InvalidFile`.

    `wanted` headings and `delimiter` help to read CSV; see `open_table`.
    """
    if is_workbook(path):
        with open_workbook(path) as table:
            yield table
        return
    with open_table(path, wanted=wanted, delimiter=delimiter) as table:
        yield table
