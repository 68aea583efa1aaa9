"""A translator's sheet as a workbook or a PO file, out and back in.

Each text goes by the key of `surveys.translations`, beside its Vietnamese words. What comes back is
taken only where the Vietnamese is still the same, or the caller leaves the others out.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from surveys.definitions import MAIN_LANGUAGE
from surveys.exchange.problems import ImportRefused, Problem, ProblemCode, refuse
from surveys.exchange.workbooks import LARGEST, Row, read_workbook, write_workbook
from surveys.plain_text import clean
from surveys.translations import JsonObject, Sheet, extract_sheet, with_sheets

SHEET = "texts"
KEY = "key"
PO_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


@dataclass(frozen=True)
class TranslatedTexts:
    """Translations read from a file, by language and key, with what was left out of it."""

    sheets: Mapping[str, Sheet]
    left_out: tuple[Problem, ...] = field(default=())

    def put_into(self, document: JsonObject) -> JsonObject:
        """Return a document with these translations; its other texts stay."""
        declared = document.get("languages", [])
        added = [language for language in self.sheets if language not in declared]
        filled, _strays = with_sheets({**document, "languages": [*declared, *added]}, self.sheets)
        return filled


def write_translation_workbook(document: JsonObject, languages: list[str]) -> bytes:
    """Write the texts of a document as a workbook: key, Vietnamese, and a column per language."""
    others = [language for language in languages if language != MAIN_LANGUAGE]
    source = extract_sheet(document, MAIN_LANGUAGE)
    sheets = [extract_sheet(document, language) for language in others]
    rows = [
        [key, words, *(sheet.get(key, "") for sheet in sheets)] for key, words in source.items()
    ]
    return write_workbook({SHEET: [[KEY, MAIN_LANGUAGE, *others], *rows]})


def read_translation_workbook(
    content: bytes, document: JsonObject, *, leave_out: bool = False
) -> TranslatedTexts:
    """Read a translator's workbook against the document it is for.

    Raises
    ------
    ImportRefused
        With every row that has no place, or whose Vietnamese has changed, unless `leave_out`.
    """
    sheets = read_workbook(content)
    sheet = sheets.get(SHEET)
    if sheet is None:
        raise ImportRefused([Problem(ProblemCode.SHEET_MISSING, SHEET)])
    missing = [name for name in (KEY, MAIN_LANGUAGE) if name not in sheet.headings]
    if missing:
        raise ImportRefused([Problem(ProblemCode.COLUMN_MISSING, SHEET, 1, c) for c in missing])
    reading = _Reading(document)
    for language in sheet.headings:
        if language not in (KEY, MAIN_LANGUAGE):
            reading.take(language, _entries(sheet.rows, language))
    return reading.result(sheet.problems, leave_out=leave_out)


def _entries(rows: tuple[Row, ...], language: str) -> "Iterator[_Entry]":
    for row in rows:
        words = row.cells.get(language, "")
        if words:
            key, source = row.cells.get(KEY, ""), row.cells.get(MAIN_LANGUAGE, "")
            yield _Entry(
                key, source, words, Problem(ProblemCode.TEXT_UNKNOWN, SHEET, row.number, language)
            )


def write_po_file(document: JsonObject, language: str) -> bytes:
    """Write the texts of one language as PO: the key as context, the Vietnamese as source."""
    # No header with a time of day: the same texts give the same bytes.
    catalog = Catalog(locale=None, fuzzy=False)
    there = extract_sheet(document, language)
    for key, words in extract_sheet(document, MAIN_LANGUAGE).items():
        catalog.add(words, there.get(key, ""), context=key)
    file = io.BytesIO()
    write_po(file, catalog, width=0, omit_header=True)
    return PO_HEADER.format(language=language).encode() + file.getvalue()


def read_po_file(
    content: bytes, document: JsonObject, language: str, *, leave_out: bool = False
) -> TranslatedTexts:
    """Read a translator's PO file against the document it is for.

    Raises
    ------
    ImportRefused
        If it is no PO file, and with every entry that has no place, or whose Vietnamese has
        changed, unless `leave_out`.
    """
    if len(content) > LARGEST:
        raise refuse(ProblemCode.FILE_TOO_LARGE, maximum=LARGEST)
    try:
        lines = io.StringIO(content.decode("utf-8-sig"))
        catalog = read_po(lines, ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError, IndexError, KeyError) as error:
        reason = type(error).__name__
        raise refuse(ProblemCode.NOT_THIS_FORMAT, format="PO", reason=reason) from error
    reading = _Reading(document)
    reading.take(
        language,
        (
            _Entry(
                message.context or "",
                str(message.id),
                message.string,
                Problem(ProblemCode.TEXT_UNKNOWN, "PO", message.lineno, language),
            )
            for message in catalog
            if message.id
            and isinstance(message.string, str)
            and message.string
            and not message.fuzzy
        ),
    )
    return reading.result((), leave_out=leave_out)


@dataclass(frozen=True)
class _Entry:
    key: str
    source: str
    words: str
    place: Problem

    def problem(self, code: ProblemCode, *, may_leave_out: bool = True) -> Problem:
        place = self.place
        about = {"key": clean(self.key)[:100]}
        return Problem(code, place.sheet, place.row, place.column, about, may_leave_out)


class _Reading:
    def __init__(self, document: JsonObject) -> None:
        self.source = extract_sheet(document, MAIN_LANGUAGE)
        self.sheets: dict[str, Sheet] = {}
        self.problems: list[Problem] = []

    def take(self, language: str, entries: Iterator[_Entry]) -> None:
        sheet = self.sheets.setdefault(language, {})
        for entry in entries:
            if entry.key not in self.source:
                self.problems.append(entry.problem(ProblemCode.TEXT_UNKNOWN))
            elif clean(entry.source) != clean(self.source[entry.key]):
                self.problems.append(entry.problem(ProblemCode.SOURCE_CHANGED))
            elif entry.key in sheet:
                self.problems.append(entry.problem(ProblemCode.TEXT_TWICE, may_leave_out=False))
            else:
                sheet[entry.key] = clean(entry.words)

    def result(self, others: tuple[Problem, ...], *, leave_out: bool) -> TranslatedTexts:
        problems = (*others, *self.problems)
        if any(not (leave_out and problem.may_leave_out) for problem in problems):
            raise ImportRefused(problems)
        return TranslatedTexts({k: v for k, v in self.sheets.items() if v}, problems)
