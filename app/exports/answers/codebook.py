"""The codebook: each column, what was asked in Vietnamese and English, and what its codes mean."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext

from app.exports.answers.lead_columns import LEAD, OWN, LeadColumn, OwnColumn
from app.services.answer_files.items import ItemColumn
from app.services.registers.columns import SheetColumn
from surveys.definitions import NA, Code, Role

NOTHING = lazy_gettext("Empty for what is true of no single value.")
COLUMNS = [
    SheetColumn("column", lazy_gettext("Column"), lazy_gettext("As the files call it.")),
    SheetColumn("questionnaire", lazy_gettext("Questionnaire"), lazy_gettext("Its code.")),
    SheetColumn("version", lazy_gettext("Version"), lazy_gettext("Its number.")),
    SheetColumn("item", lazy_gettext("Item code"), lazy_gettext("The same in every version.")),
    SheetColumn("type", lazy_gettext("Type"), lazy_gettext("Type of the question.")),
    SheetColumn(
        "role", lazy_gettext("Role of the question"), lazy_gettext("What the question is for.")
    ),
    SheetColumn("factor", lazy_gettext("Factor"), lazy_gettext("Side of the service.")),
    SheetColumn("text_vi", lazy_gettext("Text in Vietnamese"), lazy_gettext("As it was asked.")),
    SheetColumn("text_en", lazy_gettext("Text in English"), lazy_gettext("As it was asked.")),
    SheetColumn("value", lazy_gettext("Value"), lazy_gettext("What stands in the cell.")),
    SheetColumn("label_vi", lazy_gettext("Label in Vietnamese"), NOTHING),
    SheetColumn("label_en", lazy_gettext("Label in English"), NOTHING),
    SheetColumn(
        "satisfied",
        lazy_gettext("Counts as satisfied"),
        lazy_gettext("1 for values that indices of satisfied answers count."),
    ),
]


class CodebookLine(NamedTuple):
    """One line: a column, or one value of it, in the order of `COLUMNS`."""

    column: str
    questionnaire: str | None = None
    version: int | None = None
    item: str | None = None
    type: str | None = None
    role: str | None = None
    factor: str | None = None
    text_vi: str | None = None
    text_en: str | None = None
    value: Code | None = None
    label_vi: str | None = None
    label_en: str | None = None
    satisfied: int | None = None


def codebook(
    items: Mapping[int, Sequence[ItemColumn]],
    versions: Mapping[int, tuple[str, int]],
    language: str,
) -> Iterator[CodebookLine]:
    """Give the lines of the columns before the questions, then those of the questions."""
    for column in (*LEAD, *OWN):
        yield from _of_lead(column, language)
    for version, found in items.items():
        for item in found:
            yield from _of_item(item, versions[version][0])


def _of_lead(column: LeadColumn | OwnColumn, language: str) -> Iterator[CodebookLine]:
    line, about = CodebookLine(column.id), f"{column.heading}. {column.explanation}"
    is_english = language == "en"
    yield line._replace(text_en=about) if is_english else line._replace(text_vi=about)
    for code, word in (column.words or {}).items():
        value, text = line._replace(value=str(code)), str(word)
        yield value._replace(label_en=text) if is_english else value._replace(label_vi=text)


def _of_item(item: ItemColumn, questionnaire: str) -> Iterator[CodebookLine]:
    question = item.question
    line = CodebookLine(
        item.id,
        questionnaire,
        item.version,
        question.code,
        question.type,
        question.role.value if question.role is not Role.ITEM else None,
        question.factor,
        item.text("vi"),
        item.text("en"),
    )
    yield line
    english = item.words("en")
    for code, text in item.words("vi").items():
        yield line._replace(
            value=code,
            label_vi=text,
            label_en=english[code],
            satisfied=int(code in question.satisfied) if question.satisfied else None,
        )
    if question.na_allowed:
        yield line._replace(value=NA, label_vi="Không áp dụng", label_en="Not applicable")
