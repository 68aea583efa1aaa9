"""A mapping while it is being made: what the form edits, kept as JSON, written as TOML.

The importer reads the TOML, as it reads an operator's file: there is one way in.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class DraftAnswer:
    """A column that answers an item; `labels` turns its words into codes."""

    column: str
    item: str
    separator: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MappingDraft:
    """Everything a mapping says; an empty text is what is not chosen yet.

    time_column, time_value : where the time stands, or one day for all rows
    unit_column, unit_value : where the unit stands, or one unit for all rows
    units : what the words of the unit column stand for
    counts_item, counts : for a tally, the item and what each column of counts stands for
    """

    survey: str
    time_column: str = ""
    time_value: str = ""
    order: str = "dmy"
    zone: str = ""
    unit_kind: str = ""
    unit_column: str = ""
    unit_value: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    language_column: str = ""
    key_column: str = ""
    answers: tuple[DraftAnswer, ...] = ()
    counts_item: str = ""
    counts: Mapping[str, str] = field(default_factory=dict)

    def answer(self, column: str) -> DraftAnswer | None:
        """Find what a column answers."""
        return next((answer for answer in self.answers if answer.column == column), None)

    def changed(self, **changes: Any) -> "MappingDraft":
        """Give the draft with some changes."""
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        """Give the draft as JSON, to be kept beside the file."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "MappingDraft":
        """Read a kept draft."""
        answers = tuple(DraftAnswer(**answer) for answer in kept["answers"])
        return cls(**{**kept, "answers": answers})

    def toml(self) -> str:
        """Write the draft as the mapping file that `flask responses import` reads, too."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield f"survey = {quoted(self.survey)}"
        yield "\n[time]"
        yield from source_lines(self.time_column, self.time_value)
        yield f"order = {quoted(self.order)}"
        if self.zone:
            yield f"zone = {quoted(self.zone)}"
        yield "\n[unit]"
        yield f"kind = {quoted(self.unit_kind)}"
        yield from source_lines(self.unit_column, self.unit_value)
        if self.unit_column and self.units:
            yield f"values = {inline(self.units)}"
        if self.language_column:
            yield "\n[language]"
            yield f"column = {quoted(self.language_column)}"
        if self.key_column:
            yield "\n[key]"
            yield f"column = {quoted(self.key_column)}"
        yield from self._counts() if self.counts_item else self._answers()

    def _answers(self) -> Iterator[str]:
        yield "\n[answers]"
        for answer in self.answers:
            parts = [f"item = {quoted(answer.item)}"]
            if answer.separator:
                parts.append(f"separator = {quoted(answer.separator)}")
            if answer.labels:
                parts.append(f"values = {inline(answer.labels)}")
            yield f"{quoted(answer.column)} = {{ {', '.join(parts)} }}"

    def _counts(self) -> Iterator[str]:
        yield "\n[counts]"
        yield f"item = {quoted(self.counts_item)}"
        yield f"columns = {inline(self.counts)}"


def quoted(text: str) -> str:
    """Write a text as TOML; its basic strings escape as JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def inline(table: Mapping[str, str]) -> str:
    """Write a table of texts on one line."""
    pairs = (f"{quoted(name)} = {quoted(value)}" for name, value in table.items())
    return f"{{ {', '.join(pairs)} }}"


def source_lines(column: str, value: str) -> Iterator[str]:
    """Say where a value comes from."""
    if column:
        yield f"column = {quoted(column)}"
    elif value:
        yield f"value = {quoted(value)}"
