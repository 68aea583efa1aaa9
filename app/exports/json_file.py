"""JSON: the rows with the same columns, and beside each empty cell why it is empty.

``{"title", "survey", "language", "notes", "columns", "rows"}``. `columns` says of each what people
call it, what kind of value it holds, and what its codes stand for. A row has a value for every
column, and under `empty` the columns whose figure is withheld or for which nobody answered.
"""

import json
from collections.abc import Iterator
from typing import Any

from app.exports.table import Table


def write_json(table: Table) -> bytes:
    """Write a table as one JSON document, a row a line."""
    columns = [
        {
            "id": column.id,
            "heading": column.heading,
            "kind": column.kind,
            **({"words": column.words} if column.words else {}),
        }
        for column in table.columns
    ]
    head = {
        "title": table.title,
        **table.about,
        "notes": [{"name": name, "text": text} for name, text in table.notes],
        "columns": columns,
    }
    rows = ",\n".join(map(_dumped, _rows(table)))
    return f'{_dumped(head)[:-1]}, "rows": [\n{rows}\n]}}\n'.encode()


def _rows(table: Table) -> Iterator[dict[str, Any]]:
    ids = [column.id for column in table.columns]
    for place, row in enumerate(table.rows):
        values: dict[str, Any] = dict(zip(ids, row, strict=True))
        yield {**values, "empty": table.empty[place]} if table.empty else values


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda day: day.isoformat())
