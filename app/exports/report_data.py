"""Open data of a report: two tables, a data package that describes them, a codebook, a guide.

One file for everybody: names of columns and values are codes, and every text in it stands in
Vietnamese and in English. Commas, decimal points and UTF-8, as programs expect them.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any

from app.config import LANGUAGES
from app.exports.cells import plain
from app.exports.open_columns import OF_ANSWERS, OF_UNITS, OpenColumn
from app.exports.open_guide import guide
from app.languages import speaking
from app.services.reports.contents import Contents

RESULTS, ANSWERS = "results.csv", "answers.csv"


def write_open_data(contents: Contents) -> bytes:
    """Write the whole as a zip; the same report gives the same bytes."""
    package = json.dumps(_package(contents), ensure_ascii=False, indent=1, sort_keys=True)
    return zipped(
        {
            "README.md": guide(contents).encode(),
            "datapackage.json": package.encode(),
            RESULTS: table(OF_UNITS, contents.rows),
            ANSWERS: table(OF_ANSWERS, contents.open.rows),
            "codebook.csv": _codebook(),
        },
        contents,
    )


def table(columns: Sequence[OpenColumn], rows: Iterable[Any]) -> bytes:
    """Write rows as CSV for programs; an empty cell is "none"."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerows([plain(column.take(row)) for column in columns] for row in rows)
    return text.getvalue().encode()


def meanings(column: OpenColumn) -> dict[str, str]:
    """Say what a column holds in every language."""
    said = {}
    for language in LANGUAGES:
        with speaking(language):
            said[language] = str(column.meaning)
    return said


def _codebook() -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", "column", "type", *(f"meaning_{name}" for name in LANGUAGES)])
    for name, columns in ((RESULTS, OF_UNITS), (ANSWERS, OF_ANSWERS)):
        for column in columns:
            writer.writerow([name, column.name, column.type, *meanings(column).values()])
    return text.getvalue().encode()


def _package(contents: Contents) -> dict[str, Any]:
    """Describe the tables as a data package of Frictionless Data."""
    survey, about = contents.survey, contents.parameters
    return {
        "profile": "tabular-data-package",
        "name": f"{survey.code}-{about.formula}-{about.level}".lower().replace("_", "-"),
        "title": survey.title_vi,
        "description": survey.title_en,
        "created": about.made_at.isoformat(),
        "resources": [
            _resource("results", RESULTS, OF_UNITS, key="unit_code"),
            _resource("answers", ANSWERS, OF_ANSWERS),
        ],
    }


def _resource(
    name: str, path: str, columns: Sequence[OpenColumn], key: str | None = None
) -> dict[str, Any]:
    fields = [
        {"name": column.name, "type": column.type, "description": " / ".join(told.values())}
        for column in columns
        if (told := meanings(column))
    ]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if key:
        schema["primaryKey"] = key
    return {
        "name": name,
        "path": path,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "format": "csv",
        "mediatype": "text/csv",
        "schema": schema,
    }


def zipped(files: dict[str, bytes], contents: Contents) -> bytes:
    """Pack files under the moment at which the report was made."""
    packed = io.BytesIO()
    moment = contents.parameters.made_at.timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(moment[0], *moment[1:]))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
