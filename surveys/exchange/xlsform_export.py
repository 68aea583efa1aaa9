"""A questionnaire as an XLSForm workbook.

What XLSForm cannot say stands in columns and settings that begin with "ln_", which other programs
pass over: with them the way back loses nothing, and without them the form still asks the same.
"""

import json
from collections.abc import Iterator

from surveys.definitions import MAIN_LANGUAGE, NA, Questionnaire
from surveys.documents import to_document
from surveys.exchange.workbooks import write_workbook
from surveys.exchange.xlsform_cells import (
    OWN_COLUMN,
    OWN_EXCLUSIVE,
    OWN_FRAME,
    OWN_SCORE,
    OWN_TEXT,
    heading,
    kind_cells,
    list_name,
    quoted_for_xlsform,
)
from surveys.exchange.xpath_writing import write_rule, xls_name
from surveys.translations import JsonObject

Cells = dict[str, str]
LONGEST_CELL = 30_000
# Said by columns of XLSForm itself.
_SAID = {"code", "text", "help", "options", "required"}


def export_xlsform(questionnaire: Questionnaire) -> bytes:
    """Return the workbook; the same questionnaire gives the same bytes."""
    document = to_document(questionnaire)
    rules = {
        question.code: write_rule(question.shown_if, _kinds(questionnaire))
        for question in questionnaire.on_page()
        if question.shown_if is not None
    }
    survey = [
        row
        for section in document["sections"]  # type: ignore[attr-defined]
        for row in _section_rows(section, document, rules)
    ]
    return write_workbook(
        {
            "survey": _table(survey, ("type", "name")),
            "choices": _table(list(_choice_rows(document)), ("list_name", "name")),
            "settings": _table([_settings(document)], ("form_title", "form_id")),
        }
    )


def _kinds(questionnaire: Questionnaire) -> dict[str, str]:
    return {question.code: question.type for question in questionnaire}


def _table(rows: list[Cells], first: tuple[str, ...]) -> list[list[str]]:
    found = dict.fromkeys([*first, *(name for row in rows for name in row)])
    return [list(found), *([row.get(name, "") for name in found] for row in rows)]


def _section_rows(section: JsonObject, document: JsonObject, rules: Cells) -> Iterator[Cells]:
    own = {"section": section["code"]}
    name = f"section_{section['code']}"
    yield {
        "type": "begin_group",
        "name": name,
        **_texts("label", section.get("title")),
        OWN_COLUMN: _json(own),
    }
    inside = ""
    for question in section["questions"]:
        if inside and question.get("matrix") != inside:
            yield {"type": "end_group"}
            inside = ""
        yield _question_row(question, document, rules)
        if question["type"] == "matrix5":
            inside = question["code"]
    if inside:
        yield {"type": "end_group"}
    yield {"type": "end_group"}


def _question_row(question: JsonObject, document: JsonObject, rules: Cells) -> Cells:
    alone = [o["code"] for o in options_of(question, document) if o.get("exclusive")]
    kind = kind_cells(question, alone)
    own = {key: value for key, value in question.items() if key not in _SAID}
    cells = {
        "type": kind.type,
        "name": xls_name(question["code"]),
        **_texts("label", question["text"]),
        **_texts("hint", question.get("help")),
        "required": "yes" if question.get("required") else "",
        "relevant": rules.get(question["code"], ""),
        "constraint": kind.constraint,
        "appearance": kind.appearance,
        OWN_COLUMN: _json({"code": question["code"], **own}),
    }
    return {name: text for name, text in cells.items() if text}


def options_of(question: JsonObject, document: JsonObject) -> list[JsonObject]:
    """Return the options of a question document, its own or those of its scale."""
    if "scale" not in question:
        return list(question.get("options", ()))
    scales = {scale["code"]: scale["options"] for scale in document.get("scales", ())}
    return list(scales.get(question["scale"], ()))


def _choice_rows(document: JsonObject) -> Iterator[Cells]:
    lists = {scale["code"]: list(scale["options"]) for scale in document.get("scales", ())}
    for section in document["sections"]:
        for question in section["questions"]:
            options = options_of(question, document)
            name = list_name(question)
            if options and question["type"] != "matrix5":
                na = {"code": NA, "text": document.get("na_text", {})}
                lists[name] = [*options, na] if name.endswith(f"-or-{NA}") else options
    for name, options in lists.items():
        for option in options:
            yield {
                "list_name": name,
                "name": option["code"],
                **_texts("label", option["text"]),
                OWN_SCORE: _json(option["score"]) if "score" in option else "",
                OWN_EXCLUSIVE: "yes" if option.get("exclusive") else "",
            }


def _texts(column: str, text: dict[str, str] | None) -> Cells:
    """Write a text per language; one with words for a missing answer stands in full beside it."""
    cells = {}
    for language, words in (text or {}).items():
        written = quoted_for_xlsform(words)
        cells[heading(column, language)] = written
        if written.replace("${", "{") != words:
            cells[heading(f"{OWN_TEXT}{column}", language)] = words
    return cells


def _settings(document: JsonObject) -> Cells:
    own = {k: v for k, v in document.items() if k not in ("sections", "scales")}
    own["scales"] = [scale["code"] for scale in document.get("scales", ())]
    frame = _json(own)
    pieces = [frame[at : at + LONGEST_CELL] for at in range(0, len(frame), LONGEST_CELL)]
    return {
        "form_title": document["title"][MAIN_LANGUAGE],
        "form_id": xls_name(document["code"]),
        "default_language": heading("", MAIN_LANGUAGE).removeprefix("::"),
        **{f"{OWN_FRAME}_{number}": piece for number, piece in enumerate(pieces, start=1)},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
