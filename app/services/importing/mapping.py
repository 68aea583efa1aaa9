"""What a mapping file says: which column is what. `docs/import.md` tells how to write one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.definitions import Code

Labels = Mapping[str, Code]
NOTHING = ""
"""In a list of choices a label can stand for none, as "N" does in a column of one choice."""


@dataclass(frozen=True)
class Source:
    """Where a value comes from: one `value` for all rows, or a column, translated by `values`."""

    value: str | None = None
    column: str | None = None
    values: Mapping[str, str] | None = None


@dataclass(frozen=True)
class TimeSource:
    """When an answer was given; `order` and `zone` settle what the text leaves open."""

    source: Source
    order: str = "dmy"
    zone: str | None = None


@dataclass(frozen=True)
class AnswerColumn:
    """A column that answers one item; `labels` turns what stands there into codes."""

    column: str
    item: str
    labels: Labels | None = None
    separator: str | None = None


@dataclass(frozen=True)
class Counts:
    """A table of counts: how many people gave each answer to the one `item`."""

    item: str
    columns: Labels


@dataclass(frozen=True)
class ImportMapping:
    """A mapping, read but not yet compared with the survey, the units and the file."""

    survey: str = ""
    delimiter: str | None = None
    time: TimeSource = field(default_factory=lambda: TimeSource(Source()))
    unit_kind: str = ""
    unit: Source = field(default_factory=Source)
    language: Source = field(default_factory=lambda: Source(value="vi"))
    key_column: str | None = None
    answers: tuple[AnswerColumn, ...] = ()
    counts: Counts | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every heading the mapping names, each once."""
        named = [
            *(source.column for source in (self.time.source, self.unit, self.language)),
            self.key_column,
            *(answer.column for answer in self.answers),
            *(self.counts.columns if self.counts else ()),
        ]
        return tuple(dict.fromkeys(column for column in named if column))
