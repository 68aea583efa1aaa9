"""A first look at a file: its headings, what stands below them, and which program wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.services.importing.files import open_file
from surveys.plain_text import one_line

MOST_VALUES = 60
"""Distinct contents of a column that are kept; a column with more holds no coded answers."""


class FileKind(StrEnum):
    """Which program a file comes from."""

    GOOGLE_FORMS = "google_forms"
    LIMESURVEY = "limesurvey"
    KOBOTOOLBOX = "kobotoolbox"
    TALLY = "tally"
    OTHER = "other"


GOOGLE_TIMES = ("Timestamp", "Dấu thời gian")
LIMESURVEY_CODES = ("submitdate", "lastpage", "startlanguage", "startdate", "datestamp", "seed")
LIMESURVEY_WORDS = ("Response ID", "Date submitted", "Last page", "Start language", "Seed")
KOBO_MARKS = ("_id", "_uuid", "_submission_time", "_validation_status", "_index")
KOBO_OTHERS = ("_notes", "_status", "_submitted_by", "__version__", "_tags", "start", "end")
KNOWN = (*GOOGLE_TIMES, *LIMESURVEY_CODES, *LIMESURVEY_WORDS, *KOBO_MARKS, *KOBO_OTHERS)
"""Headings that only these programs write: they tell the delimiter, too."""


@dataclass
class ColumnLook:
    """A column: its heading, how many cells are filled, the distinct contents in their order."""

    heading: str
    filled: int = 0
    values: dict[str, int] = field(default_factory=dict)
    has_more: bool = False

    def take(self, cell: str) -> None:
        """Look at one more cell."""
        text = one_line(cell)
        if not text:
            return
        self.filled += 1
        if text in self.values or len(self.values) < MOST_VALUES:
            self.values[text] = self.values.get(text, 0) + 1
        else:
            self.has_more = True

    @property
    def is_counts(self) -> bool:
        """Whether only whole numbers stand here."""
        return bool(self.values) and all(text.isdecimal() for text in self.values)


@dataclass(frozen=True)
class FileLook:
    """What a file looks like; `rows` counts those below the headings."""

    kind: FileKind
    rows: int
    columns: Sequence[ColumnLook]

    @property
    def headings(self) -> list[str]:
        """The headings in their order."""
        return [column.heading for column in self.columns]

    def column(self, heading: str) -> ColumnLook | None:
        """Find a column."""
        return next((column for column in self.columns if column.heading == heading), None)


def look_at(path: Path, *, wanted: Sequence[str] = ()) -> FileLook:
    """Look at a file once, from end to end. Raises `InvalidFile`.

    `wanted` are further headings that the file is expected to have.
    """
    with open_file(path, wanted=(*KNOWN, *wanted)) as table:
        columns = [ColumnLook(heading) for heading in table.headings]
        rows = 0
        for record in table.records:
            rows += 1
            for column, cell in zip(columns, record.cells, strict=False):
                column.take(cell)
    named = [column for column in columns if column.heading]
    return FileLook(kind_of([column.heading for column in named]), rows, named)


def kind_of(headings: Sequence[str]) -> FileKind:
    """Tell by the headings which program wrote a file; a tally is told by its numbers, later."""
    found = set(headings)
    if len(found & set(KOBO_MARKS)) >= 2:
        return FileKind.KOBOTOOLBOX
    if max(len(found & set(LIMESURVEY_CODES)), len(found & set(LIMESURVEY_WORDS))) >= 2:
        return FileKind.LIMESURVEY
    if headings and headings[0] in GOOGLE_TIMES:
        return FileKind.GOOGLE_FORMS
    return FileKind.OTHER
