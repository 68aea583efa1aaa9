"""What a format gets: rows, and what they are the rows of."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.exports.cells import Cell, guarded, safe
from app.exports.columns import COLUMNS
from app.exports.explanation import explanation
from app.exports.table import Table, TableColumn
from app.models import Survey
from app.services.reporting.records import IndexRow


@dataclass(frozen=True, slots=True)
class Export:
    """Rows of results in the order of the page, and the language of headings and names.

    told : what the method sheet says, where it is not what the page of results says
    """

    survey: Survey
    rows: Sequence[IndexRow]
    language: str
    told: Sequence[tuple[str, str]] | None = None

    @property
    def title(self) -> str:
        """The survey's title in the language of the file."""
        return self.survey.title_en if self.language == "en" else self.survey.title_vi

    def notes(self) -> list[tuple[str, str]]:
        """Say what must be known to read the rows."""
        if self.told is not None:
            return [(name, guarded(text)) for name, text in self.told]
        return explanation(self.survey, self.rows, self.title)

    def headings(self) -> list[str]:
        """Give the first line of a table."""
        return [str(column.heading) for column in COLUMNS]

    def cells(self, row: IndexRow) -> list[Cell]:
        """Give one line of a table as people read it; texts are guarded for every format alike."""
        return [safe(column.shown(row, self.language)) for column in COLUMNS]

    def values(self, row: IndexRow) -> list[Cell]:
        """Give one line for programs: codes where `cells` has words."""
        return [safe(column.take(row, self.language)) for column in COLUMNS]

    def table(self) -> Table:
        """Describe columns and rows for programs."""
        lines = [self.values(row) for row in self.rows]
        cells: Sequence[Sequence[Cell]] = list(zip(*lines, strict=True)) or [()] * len(COLUMNS)
        columns = [
            TableColumn(
                id=column.id,
                heading=str(column.heading),
                kind=column.kind,
                words={str(c): str(w) for c, w in column.words.items()} if column.words else None,
                longest=max((len(c.encode()) for c in found if isinstance(c, str)), default=1),
            )
            for column, found in zip(COLUMNS, cells, strict=True)
        ]
        return Table(self.title, columns, lines, self.notes())
