"""The form of a mapping, read back: fields are numbered as the file's columns and words are."""

from collections.abc import Mapping
from dataclasses import replace

from app.services.importing.mapping import NOTHING
from app.services.importing.proposals.draft import DraftAnswer, MappingDraft
from app.services.importing.proposals.file_look import ColumnLook, FileLook
from app.services.importing.proposals.labels import matched_labels
from app.services.importing.proposals.proposal import words_of
from app.services.importing.timestamps import ORDERS
from surveys.definitions import Questionnaire
from surveys.plain_text import one_line

Fields = Mapping[str, str]


def read_draft(
    fields: Fields, draft: MappingDraft, look: FileLook, questionnaire: Questionnaire
) -> MappingDraft:
    """Read what was filled in; a column that asks another item now gets its words proposed."""
    order = fields.get("order", "")
    changed = draft.changed(
        time_column=heading(fields, "time_column", look),
        time_value=one_line(fields.get("time_value", "")),
        order=order if order in ORDERS else ORDERS[0],
        zone="UTC" if fields.get("zone") == "UTC" else "",
        unit_kind=fields.get("unit_kind", ""),
        unit_column=heading(fields, "unit_column", look),
        unit_value=one_line(fields.get("unit_value", "")),
        key_column=heading(fields, "key_column", look),
    )
    changed = changed.changed(units=read_units(fields, changed, look))
    if draft.counts_item:
        return changed.changed(counts=read_counts(fields, look))
    return changed.changed(answers=tuple(read_answers(fields, draft, look, questionnaire)))


def heading(fields: Fields, name: str, look: FileLook) -> str:
    """Read which column was chosen, by its number; nothing if none was."""
    text = fields.get(name, "")
    if not (text.isascii() and text.isdecimal()) or int(text) >= len(look.columns):
        return ""
    return look.columns[int(text)].heading


def read_units(fields: Fields, draft: MappingDraft, look: FileLook) -> dict[str, str]:
    """Read the code of every word of the unit column; words without one are left out."""
    column = look.column(draft.unit_column)
    if column is None or column.has_more:
        return {}
    codes = {
        word: one_line(fields.get(f"unit-{place}", draft.units.get(word, "")))
        for place, word in enumerate(column.values)
    }
    return {word: code for word, code in codes.items() if code}


def read_counts(fields: Fields, look: FileLook) -> dict[str, str]:
    """Read what each column of counts stands for."""
    codes = {c.heading: fields.get(f"count-{place}", "") for place, c in enumerate(look.columns)}
    return {heading: code for heading, code in codes.items() if code}


def read_answers(
    fields: Fields, draft: MappingDraft, look: FileLook, questionnaire: Questionnaire
) -> list[DraftAnswer]:
    """Read which columns answer which items, and what their words stand for."""
    found = []
    for place, column in enumerate(look.columns):
        item = fields.get(f"item-{place}", "")
        if item in questionnaire.questions:
            before = draft.answer(column.heading)
            separator = fields.get(f"separator-{place}", "")
            found.append(
                read_labels(fields, place, column, replace(before, separator=separator))
                if before is not None and before.item == item
                else proposed_labels(column, DraftAnswer(column.heading, item), questionnaire)
            )
    return found


def read_labels(fields: Fields, place: int, column: ColumnLook, answer: DraftAnswer) -> DraftAnswer:
    """Read the code of each word of a column."""
    words = words_of(column, answer.separator)
    codes = {word: fields.get(f"label-{place}-{n}", "") for n, word in enumerate(words)}
    labels = {
        word: code for word, code in codes.items() if code or answer.labels.get(word) == NOTHING
    }
    return replace(answer, labels=labels)


def proposed_labels(
    column: ColumnLook, answer: DraftAnswer, questionnaire: Questionnaire
) -> DraftAnswer:
    """Propose the codes of a column whose item was chosen just now."""
    question = questionnaire.questions[answer.item]
    separator = ", " if question.type == "several_choices" else ""
    labels = matched_labels(words_of(column, separator), question, questionnaire)
    return DraftAnswer(answer.column, answer.item, separator, labels)
