"""What a format gets: rows, and what they are the rows of."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exports.cells import Cell, guarded
from app.exports.columns import COLUMNS
from app.models import Survey
from app.services.reporting.records import IndexRow


@dataclass(frozen=True, slots=True)
class Export:
    """Rows of results in the order of the page, and the language of headings and names."""

    survey: Survey
    rows: Sequence[IndexRow]
    language: str

    def headings(self) -> list[str]:
        """Give the first line of a table."""
        return [str(column.heading) for column in COLUMNS]

    def cells(self, row: IndexRow) -> list[Cell]:
        """Give one line of a table; texts are guarded here, for every format alike."""
        taken = (column.take(row, self.language) for column in COLUMNS)
        return [guarded(cell) if isinstance(cell, str) else cell for cell in taken]
