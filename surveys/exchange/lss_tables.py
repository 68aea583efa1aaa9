"""A LimeSurvey file (.lss) as the tables it is made of, and the plain words of its texts."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from surveys.exchange.problems import ProblemCode, refuse
from surveys.plain_text import clean

LARGEST = 5_000_000
MOST_ROWS = 20_000
Record = Mapping[str, str]
# The editor of LimeSurvey puts every text into such tags; they only part lines.
_LINES = re.compile(r"<\s*(?:/\s*(?:p|div|li|h[1-6])|br\s*/?)\s*>", re.IGNORECASE)
_PLAIN = re.compile(r"<\s*/?\s*(?:p|div|span|li|ul|ol|h[1-6])(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>]*>")


@dataclass(frozen=True)
class Tables:
    """The rows of each table of the file."""

    rows: Mapping[str, tuple[Record, ...]]

    def of(self, table: str) -> tuple[Record, ...]:
        """Return the rows of a table; none where there is no such table."""
        return self.rows.get(table, ())

    def texts(self, table: str, key: str, column: str) -> dict[str, dict[str, str]]:
        """Return a column of texts by the row's `key` and language."""
        found: dict[str, dict[str, str]] = {}
        for row in self.of(table):
            if row.get(key) and row.get(column) and row.get("language"):
                found.setdefault(row[key], {})[row["language"]] = row[column]
        return found


def read_tables(content: bytes) -> Tables:
    """Read the file.

    Raises
    ------
    ImportRefused
        If it is no LimeSurvey survey, too large, or declares a document type or entities.
    """
    if len(content) > LARGEST:
        raise refuse(ProblemCode.FILE_TOO_LARGE, maximum=LARGEST)
    try:
        root = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise refuse(ProblemCode.FILE_UNSAFE) from None
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        reason = " ".join(str(error).split())[:100]
        raise refuse(ProblemCode.NOT_THIS_FORMAT, format="LimeSurvey", reason=reason) from None
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or kind != "Survey":
        reason = f"LimeSurveyDocType {clean(kind)[:20]}"
        raise refuse(ProblemCode.NOT_THIS_FORMAT, format="LimeSurvey", reason=reason)
    tables = {table.tag: _rows(table) for table in root if table.find("rows") is not None}
    if sum(map(len, tables.values())) > MOST_ROWS:
        raise refuse(ProblemCode.TOO_MANY_ROWS, maximum=MOST_ROWS)
    return Tables(tables)


def _rows(table: Element) -> tuple[Record, ...]:
    return tuple(
        {cell.tag: (cell.text or "").strip() for cell in row} for row in table.findall("rows/row")
    )


def plain_words(text: str) -> tuple[str, bool]:
    """Return a text without tags, and whether any of them said more than where a line ends."""
    lines = _PLAIN.sub("", _LINES.sub("\n", text))
    marked = bool(_TAG.search(lines))
    words = html.unescape(_TAG.sub("", lines)).replace("\u00a0", " ")
    return clean("\n".join(filter(None, (line.strip() for line in words.splitlines())))), marked
