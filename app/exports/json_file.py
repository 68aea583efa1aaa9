"""JSON: the rows with the same columns, and beside each empty cell why it is empty.

``{"title", "survey", "language", "notes", "columns", "rows"}``. `columns` says of each what people
call it, what kind of value it holds, and what its codes stand for. A row has a value for every
column, and under `empty` the columns whose figure is withheld or for which nobody answered.
"""

import json
from typing import Any

from app.exports.columns import COLUMNS
from app.exports.export import Export
from app.services.reporting.records import IndexRow


def write_json(export: Export) -> bytes:
    """Write the rows as one JSON document, a row a line."""
    table = export.table()
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
        "survey": export.survey.code,
        "language": export.language,
        "notes": [{"name": name, "text": text} for name, text in table.notes],
        "columns": columns,
    }
    rows = ",\n".join(_dumped(_row(export, row)) for row in export.rows)
    return f'{_dumped(head)[:-1]}, "rows": [\n{rows}\n]}}\n'.encode()


def _row(export: Export, row: IndexRow) -> dict[str, Any]:
    values = zip((column.id for column in COLUMNS), export.values(row), strict=True)
    reasons = ((column.id, column.why_empty(row)) for column in COLUMNS)
    filled = dict(values)
    empty = {name: why for name, why in reasons if why and filled[name] is None}
    return {**filled, "empty": empty}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=lambda day: day.isoformat())
