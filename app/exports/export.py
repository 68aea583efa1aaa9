"""Rows of results as a table: one line a unit, the columns of `columns.py`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.exports.cells import Cell, guarded, safe
from app.exports.column import Column
from app.exports.columns import COLUMNS
from app.exports.explanation import explanation
from app.exports.table import Table, TableColumn, TablePicture
from app.models import Survey
from app.services.reporting.records import IndexRow


@dataclass(frozen=True, slots=True)
class Export:
    """Rows of results in the order of the page, and the language of headings and names.

    columns : what each line tells
    told : what the method sheet says, where it is not what the page of results says
    """

    survey: Survey
    rows: Sequence[IndexRow]
    language: str
    told: Sequence[tuple[str, str]] | None = None
    pictures: Sequence[TablePicture] = ()
    columns: Sequence[Column] = COLUMNS

    @property
    def title(self) -> str:
        """The survey's title in the language of the file."""
        return self.survey.title_en if self.language == "en" else self.survey.title_vi

    def notes(self) -> list[tuple[str, str]]:
        """Say what must be known to read the rows."""
        if self.told is not None:
            return [(name, guarded(text)) for name, text in self.told]
        return explanation(self.survey, self.rows, self.title)

    def values(self, row: IndexRow) -> list[Cell]:
        """Give one line of cells; texts are guarded for every format alike."""
        return [safe(column.take(row, self.language)) for column in self.columns]

    def table(self) -> Table:
        """Describe columns and rows."""
        lines = [self.values(row) for row in self.rows]
        return Table(
            self.title,
            list(self._described(lines)),
            lines,
            self.notes(),
            about={"survey": self.survey.code, "language": self.language},
            empty=[self._empty(row, line) for row, line in zip(self.rows, lines, strict=True)],
            is_share=all(row.formula.is_share for row in self.rows),
            created=self.survey.opens_on,
            pictures=self.pictures,
        )

    def _described(self, lines: Sequence[Sequence[Cell]]) -> Iterator[TableColumn]:
        nothing: Sequence[Sequence[Cell]] = [()] * len(self.columns)
        cells = list(zip(*lines, strict=True)) or nothing
        for column, found in zip(self.columns, cells, strict=True):
            yield TableColumn(
                id=column.id,
                heading=str(column.heading),
                kind=column.kind,
                words={str(c): str(w) for c, w in column.words.items()} if column.words else None,
                longest=longest_of(found),
            )

    def _empty(self, row: IndexRow, line: Sequence[Cell]) -> Mapping[str, str]:
        """Say of the columns of a row that have no figure why they have none."""
        reasons = ((column.id, column.why_empty(row)) for column in self.columns)
        cells = zip(reasons, line, strict=True)
        return {name: why.value for (name, why), cell in cells if why and cell is None}


def longest_of(cells: Sequence[Cell]) -> int:
    """Count the bytes of UTF-8 of the longest text among some cells."""
    return max((len(cell.encode()) for cell in cells if isinstance(cell, str)), default=1)
