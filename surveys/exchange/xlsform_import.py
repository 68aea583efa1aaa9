"""An XLSForm workbook as a draft document, or every construct of it that we cannot say.

What comes out is a draft: a form in one language still needs Vietnamese, and `check_draft` tells
what else. Codes are made of the names in the form.
"""

import json
from collections import Counter
from collections.abc import Mapping

from pyxform.xls2xform import convert

from surveys.answering_time import answering_minutes
from surveys.definitions import MAIN_LANGUAGE
from surveys.exchange.codes import code_of
from surveys.exchange.drafts import ImportedDraft
from surveys.exchange.problems import ImportRefused, Problem, ProblemCode
from surveys.exchange.workbooks import Row, Sheet, read_workbook
from surveys.exchange.xlsform_cells import OWN_FRAME
from surveys.exchange.xlsform_choices import read_lists
from surveys.exchange.xlsform_columns import (
    CHOICE_COLUMNS,
    SURVEY_COLUMNS,
    Cells,
    columns_of,
    language_code,
)
from surveys.exchange.xlsform_kinds import SURVEY, KindReader
from surveys.exchange.xlsform_questions import SurveyReader
from surveys.parsing import SCHEMA_VERSION, parse_questionnaire
from surveys.translations import JsonObject, text_places

CHOICES, SETTINGS = "choices", "settings"
_SETTINGS = frozenset({"form_title", "form_id", "default_language", "title", "id_string"})
_GRAVE_SHEETS = frozenset({"entities", "external_choices", "osm"})


def import_xlsform(
    content: bytes, *, language: str = MAIN_LANGUAGE, leave_out: bool = False
) -> ImportedDraft:
    """Read an XLSForm.

    Parameters
    ----------
    content
        The bytes of an XLSX workbook.
    language
        The language of texts that do not say theirs.
    leave_out
        Whether to go on without constructs that only decorate.

    Raises
    ------
    ImportRefused
        With every construct that cannot be carried over. Nothing is taken then.
    """
    sheets = {name.strip().lower(): sheet for name, sheet in read_workbook(content).items()}
    if SURVEY not in sheets:
        raise ImportRefused([Problem(ProblemCode.SHEET_MISSING, SURVEY)])
    reading = _Reading(sheets, language)
    document = reading.document()
    grave = [p for p in reading.problems if not (leave_out and p.may_leave_out)]
    if not grave:
        grave = _refused_by_pyxform(content)
    if grave:
        raise ImportRefused([*reading.problems, *(p for p in grave if p not in reading.problems)])
    return ImportedDraft(document, tuple(reading.problems), reading.renamed)


def _refused_by_pyxform(content: bytes) -> list[Problem]:
    """Ask the reference implementation whether this is an XLSForm at all."""
    try:
        convert(content, warnings=[], file_type=".xlsx")
    except Exception as error:  # pyxform lets errors of what it builds on through
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        about = {"format": "XLSForm", "reason": reason}
        return [Problem(ProblemCode.NOT_THIS_FORMAT, params=about)]
    return []


class _Reading:
    def __init__(self, sheets: Mapping[str, Sheet], language: str) -> None:
        self.problems: list[Problem] = [p for sheet in sheets.values() for p in sheet.problems]
        self.renamed: Mapping[str, str] = {}
        self.settings = self._settings(sheets.get(SETTINGS))
        named = language_code(self.settings.get("default_language", ""))
        self.language = named or language
        self.sheets = sheets
        for name, sheet in sheets.items():
            if name not in (SURVEY, CHOICES, SETTINGS) and sheet.rows:
                leave = name not in _GRAVE_SHEETS
                problem = Problem(ProblemCode.SHEET_UNKNOWN, sheet.name, may_leave_out=leave)
                self.problems.append(problem)

    def document(self) -> JsonObject:
        """Put the document together, noting problems on the way."""
        rows = self._rows(CHOICES, CHOICE_COLUMNS)
        self.problems += [problem for row in rows for problem in row.problems]
        frame = self._own_frame()
        ours = frame is not None
        lists = read_lists(rows, self.problems, ours=ours)
        kinds = KindReader(lists, self.problems)
        reader = SurveyReader(kinds, self.problems, ours)
        reader.read(self._rows(SURVEY, SURVEY_COLUMNS))
        self.renamed = reader.renamed
        document = {**self._frame(frame), "sections": list(reader.outline.filled())}
        self._put_scales(document, kinds)
        na_text = next((each.na_text for each in lists.values() if each.na_text), None)
        if na_text:
            document.setdefault("na_text", na_text)
        return self._completed(document)

    def _put_scales(self, document: JsonObject, kinds: KindReader) -> None:
        """Put in the scales: those our own columns name, in their order, and shared lists."""
        told = document.pop("scales", None)
        order = told if isinstance(told, list) else []
        wanted = [code for code in order if isinstance(code, str) and code in kinds.lists]
        named = dict.fromkeys([*wanted, *sorted(kinds.scales)])
        scales = {code: {"code": code, "options": kinds.lists[code].options} for code in named}
        shared_lists(document["sections"], scales)
        if scales:
            document["scales"] = list(scales.values())

    def _rows(self, name: str, known: frozenset[str]) -> list[Cells]:
        sheet = self.sheets.get(name)
        if sheet is None:
            return []
        columns = columns_of(sheet, known, self.language)
        self.problems += columns.problems
        return [columns.cells(row) for row in sheet.rows]

    def _settings(self, sheet: Sheet | None) -> dict[str, str]:
        rows: tuple[Row, ...] = sheet.rows if sheet else ()
        cells = {name.lower(): cell for name, cell in rows[0].cells.items()} if rows else {}
        for heading, cell in cells.items():
            if heading not in _SETTINGS and not heading.startswith(OWN_FRAME):
                about = {"value": cell[:60]}
                place = (SETTINGS, rows[0].number, heading)
                self.problems.append(
                    Problem(ProblemCode.SETTING_UNKNOWN, *place, about, may_leave_out=True)
                )
        return cells

    def _frame(self, own: JsonObject | None) -> JsonObject:
        """Return what stands around the questions: ours, or as much of it as XLSForm has."""
        title = self.settings.get("form_title") or self.settings.get("title", "")
        name = self.settings.get("form_id") or self.settings.get("id_string") or title
        if own is not None:
            text = own.get("title")
            if title and isinstance(text, dict):
                own["title"] = {**text, MAIN_LANGUAGE: title}
            return own
        return {
            "schema_version": SCHEMA_VERSION,
            "code": code_of(name) or "imported",
            "languages": [MAIN_LANGUAGE],
            "title": {self.language: title} if title else {},
            "introduction": {},
            "readers": {},
            "source": {"programme": {}, "note": {}},
        }

    def _own_frame(self) -> JsonObject | None:
        numbered = sorted(
            (int(name.removeprefix(f"{OWN_FRAME}_")), cell)
            for name, cell in self.settings.items()
            if name.removeprefix(f"{OWN_FRAME}_").isascii()
            and name.removeprefix(f"{OWN_FRAME}_").isdigit()
        )
        if not numbered:
            return None
        try:
            own = json.loads("".join(cell for _number, cell in numbered))
        except (ValueError, RecursionError):
            own = None
        if isinstance(own, dict):
            return own
        self.problems.append(
            Problem(ProblemCode.OWN_COLUMN_BROKEN, SETTINGS, column=OWN_FRAME, may_leave_out=True)
        )
        return None

    def _completed(self, document: JsonObject) -> JsonObject:
        """Declare the languages there are, and state the minutes where nobody has."""
        languages = document.get("languages")
        declared = list(languages) if isinstance(languages, list) else [MAIN_LANGUAGE]
        for _key, holder, name in text_places(document):
            text = holder.get(name)
            if isinstance(text, dict):
                declared += [language for language in text if language not in declared]
        document["languages"] = declared
        if "minutes" not in document:
            document["minutes"] = answering_minutes(
                parse_questionnaire({**document, "minutes": 1})[0]
            )
        return document


def shared_lists(sections: list[JsonObject], scales: dict[str, JsonObject]) -> None:
    """Make a scale of every list that several questions use; the others keep their options."""
    questions = [question for section in sections for question in section["questions"]]
    used = Counter(question["list"] for question in questions if "list" in question)
    for question in questions:
        name = question.pop("list", "")
        code = code_of(name)
        if (
            used[name] > 1
            and code
            and scales.get(code, {}).get("options", question["options"]) == question["options"]
        ):
            scales[code] = {"code": code, "options": question.pop("options")}
            question["scale"] = code
