"""The three formats of an answer: JSON with everything, CSV with the same rows, a table to read.

An answer is complete before the first character is written.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.rounding import rounded_beside

NEUTRALISED = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a text that begins so for a formula."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a command found.

    document : everything, for JSON
    rows : the same as flat rows of one width, for CSV
    shown : the columns of the table, in order, with their headings
    notes : what to know beside the table
    """

    document: Any
    rows: Sequence[Mapping[str, Any]]
    shown: Mapping[str, str]
    notes: Sequence[str] = ()


def as_json(report: Report) -> str:
    """Write every number with all its digits; NaN and infinities are impossible."""
    return json.dumps(report.document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def as_csv(report: Report) -> str:
    """Write every key of the rows; lists are joined by semicolons, null is blank."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    heading = list(dict.fromkeys(key for row in report.rows for key in row))
    writer.writerow(heading)
    writer.writerows([_cell(row.get(key)) for key in heading] for row in report.rows)
    return text.getvalue()


def as_table(report: Report) -> str:
    """Line up the columns worth reading, rounded, with the notes below."""
    cells = [
        [_shown(row.get(key), row.get("target")) for key in report.shown] for row in report.rows
    ]
    lines = [list(report.shown.values()), *cells]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    numeric = [all(_is_number(row.get(key)) for row in report.rows) for key in report.shown]
    body = "\n".join(_line(line, widths, numeric) for line in lines)
    notes = dict.fromkeys(report.notes)
    return "\n".join([body, *([""] if notes else []), *notes]) + "\n"


FORMATS: dict[str, Callable[[Report], str]] = {"json": as_json, "csv": as_csv, "table": as_table}


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return f"'{text}" if text.startswith(NEUTRALISED) else text


def _shown(value: Any, target: Any = None) -> str:
    """Four decimals, and never 0.8000 for a share below a target of 0.80."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _rounded(value, target)
    text = "; ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
    return " ".join(text.split())


def _rounded(value: float, target: Any) -> str:
    if isinstance(target, float) and 0 < target < 1 and 0 <= value <= 1:
        return str(rounded_beside(value, target, decimals=2).scaleb(-2))
    if abs(value) >= 10:
        return f"{value:.0f}" if value == int(value) else f"{value:.2f}"
    return f"{value:.4f}"


def _is_number(value: Any) -> bool:
    return value is None or isinstance(value, (int, float))


def _width(text: str) -> int:
    """Columns a text takes: Vietnamese marks that combine take none."""
    return sum(not unicodedata.combining(letter) for letter in text)


def _line(cells: Sequence[str], widths: Sequence[int], numeric: Sequence[bool]) -> str:
    padded = []
    for cell, width, right in zip(cells, widths, numeric, strict=True):
        gap = " " * (width - _width(cell))
        padded.append(gap + cell if right else cell + gap)
    return "  ".join(padded).rstrip()
