"""Reading a mapping file (TOML), with every mistake of it named at once."""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext

from app.services.importing.mapping import (
    AnswerColumn,
    Counts,
    ImportMapping,
    Labels,
    Source,
    TimeSource,
)
from app.services.importing.tables import DELIMITERS
from app.services.importing.timestamps import ORDERS
from surveys.definitions import Code
from surveys.plain_text import one_line

SECTIONS = ("survey", "file", "time", "unit", "language", "key", "scales", "answers", "counts")


def read_mapping(content: bytes) -> tuple[ImportMapping, list[str]]:
    """Read a mapping; give what could be read of it and every mistake in words."""
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return ImportMapping(), [gettext("the mapping is not TOML: %(reason)s", reason=error)]
    reader = MappingReader()
    return reader.mapping(document), reader.mistakes


class MappingReader:
    """Takes a document apart and remembers what is wrong with it."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def mapping(self, document: Mapping[str, Any]) -> ImportMapping:
        """Read the whole document."""
        self.only(document, SECTIONS, "")
        file = self.table(document, "file", ("delimiter",))
        time = self.table(document, "time", ("column", "value", "values", "order", "zone"))
        unit = self.table(document, "unit", ("kind", "column", "value", "values"))
        language = self.table(document, "language", ("column", "value", "values"))
        scales = {
            name: self.labels(self.as_table(labels, f"scales.{name}"), f"scales.{name}")
            for name, labels in self.table(document, "scales").items()
        }
        if ("answers" in document) == ("counts" in document):
            self.mistakes.append(gettext("there must be either [answers] or [counts]"))
        return ImportMapping(
            survey=self.text(document, "survey", "survey", needed=True),
            delimiter=self.choice(file, "delimiter", "file.delimiter", DELIMITERS),
            time=TimeSource(
                self.source(time, "time"),
                self.choice(time, "order", "time.order", ORDERS) or ORDERS[0],
                self.text(time, "zone", "time.zone") or None,
            ),
            unit_kind=self.text(unit, "kind", "unit.kind", needed=True),
            unit=self.source(unit, "unit"),
            language=self.source(language, "language") if language else Source(value="vi"),
            key_column=self.heading(self.table(document, "key", ("column",)), "key.column"),
            answers=tuple(self.answers(self.table(document, "answers"), scales)),
            counts=self.counts(document) if "counts" in document else None,
        )

    def only(self, table: Mapping[str, Any], known: Iterable[str], path: str) -> None:
        """Name every key that means nothing: a slip there would be an answer lost in silence."""
        for key in table:
            if key not in known:
                place = f"{path}.{key}" if path else key
                self.mistakes.append(gettext("%(place)s: unknown name", place=place))

    def table(
        self, document: Mapping[str, Any], name: str, known: tuple[str, ...] | None = None
    ) -> Mapping[str, Any]:
        """Read a section, which may be missing."""
        found = self.as_table(document.get(name, {}), name)
        if known is not None:
            self.only(found, known, name)
        return found

    def as_table(self, value: object, path: str) -> Mapping[str, Any]:
        """Take a value as a table of names and values."""
        if isinstance(value, dict):
            return value
        self.mistakes.append(gettext("%(place)s: a table of names and values", place=path))
        return {}

    def text(self, table: Mapping[str, Any], key: str, path: str, *, needed: bool = False) -> str:
        """Read a text; an empty one where it is missing or none."""
        value = table.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if needed or value is not None:
            self.mistakes.append(gettext("%(place)s: a text is needed here", place=path))
        return ""

    def choice(
        self, table: Mapping[str, Any], key: str, path: str, allowed: tuple[str, ...]
    ) -> str | None:
        """Read one of a few words."""
        value = table.get(key)
        if value is None or value in allowed:
            return value
        listed = ", ".join(map(repr, allowed))
        self.mistakes.append(gettext("%(place)s: one of %(words)s", place=path, words=listed))
        return None

    def heading(self, table: Mapping[str, Any], path: str) -> str | None:
        """Read the heading of a column, in the form tables give it."""
        return one_line(self.text(table, "column", path)) or None

    def source(self, table: Mapping[str, Any], path: str) -> Source:
        """Read where a value comes from: exactly one of a column and a fixed value."""
        if ("column" in table) == ("value" in table):
            self.mistakes.append(gettext("%(place)s: either column or value", place=path))
        values = None
        if "values" in table:
            labels = self.labels(self.as_table(table["values"], f"{path}.values"), f"{path}.values")
            values = {label: str(code) for label, code in labels.items()}
        return Source(
            self.text(table, "value", f"{path}.value") or None,
            self.heading(table, f"{path}.column"),
            values,
        )

    def labels(self, table: Mapping[str, Any], path: str) -> Labels:
        """Read what each label stands for."""
        found: dict[str, Code] = {}
        for label, code in table.items():
            if isinstance(code, bool) or not isinstance(code, str | int | float):
                place = f"{path}.{label}"
                self.mistakes.append(gettext("%(place)s: a code is needed here", place=place))
            else:
                found[one_line(label)] = code
        return found

    def answers(
        self, table: Mapping[str, Any], scales: Mapping[str, Labels]
    ) -> Iterable[AnswerColumn]:
        """Read which column answers which item."""
        for column, value in table.items():
            path = f"answers.{column}"
            if isinstance(value, str):
                yield AnswerColumn(one_line(column), value.strip())
                continue
            entry = self.as_table(value, path)
            self.only(entry, ("item", "scale", "values", "separator"), path)
            separator = entry.get("separator")
            yield AnswerColumn(
                one_line(column),
                self.text(entry, "item", f"{path}.item", needed=True),
                self.answer_labels(entry, path, scales),
                separator if isinstance(separator, str) and separator else None,
            )

    def answer_labels(
        self, entry: Mapping[str, Any], path: str, scales: Mapping[str, Labels]
    ) -> Labels | None:
        """Read the labels of a column: its own, or those of a scale named above."""
        if "values" in entry:
            return self.labels(self.as_table(entry["values"], f"{path}.values"), f"{path}.values")
        name = self.text(entry, "scale", f"{path}.scale")
        if name and name not in scales:
            place = f"{path}.scale"
            self.mistakes.append(gettext("%(place)s: there is no such scale", place=place))
        return scales.get(name)

    def counts(self, document: Mapping[str, Any]) -> Counts:
        """Read a table of counts."""
        table = self.table(document, "counts", ("item", "columns"))
        columns = self.as_table(table.get("columns", {}), "counts.columns")
        if not columns:
            self.mistakes.append(gettext("counts.columns: name at least one column"))
        return Counts(
            self.text(table, "item", "counts.item", needed=True),
            self.labels(columns, "counts.columns"),
        )
