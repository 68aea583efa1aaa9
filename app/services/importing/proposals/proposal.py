"""A whole mapping proposed for a file, ready to be corrected by a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.queries.units import UnitFacts
from app.services.importing.proposals.draft import DraftAnswer, MappingDraft
from app.services.importing.proposals.file_look import (
    GOOGLE_TIMES,
    KNOWN,
    ColumnLook,
    FileKind,
    FileLook,
)
from app.services.importing.proposals.labels import codes_of, matched_labels
from app.services.importing.proposals.option_columns import option_answers
from app.services.importing.proposals.questions import matched_items
from app.services.importing.proposals.unit_column import guess_unit_column
from app.services.importing.timestamps import NO_TIME_KEPT
from surveys.definitions import Question, Questionnaire, Role

SEPARATORS = {FileKind.GOOGLE_FORMS: ";", FileKind.KOBOTOOLBOX: " "}
"""How each program joins several choices; Google's spreadsheets write ", " instead."""
TIMES = {
    FileKind.GOOGLE_FORMS: GOOGLE_TIMES,
    FileKind.LIMESURVEY: ("submitdate", "Date submitted", "datestamp"),
    FileKind.KOBOTOOLBOX: ("end", "_submission_time", "start"),
    FileKind.OTHER: ("Thời gian", "Ngày", "Date", "Time", "Tháng", "Month"),
    FileKind.TALLY: ("Tháng", "Month", "Ngày", "Date"),
}


@dataclass(frozen=True)
class Setting:
    """What a file is set against: the survey's code, its questionnaire, the units it may name."""

    survey: str
    questionnaire: Questionnaire
    units: Sequence[UnitFacts]


def propose(look: FileLook, setting: Setting) -> tuple[FileKind, MappingDraft]:
    """Propose a mapping, and say which kind of file it is taken for."""
    tally = tally_columns(look, setting.questionnaire) if look.kind is FileKind.OTHER else None
    kind = FileKind.TALLY if tally else look.kind
    draft = with_time(MappingDraft(setting.survey), look, kind)
    draft = with_unit(draft, look, setting)
    if tally:
        item, columns = tally
        return kind, draft.changed(counts_item=item, counts=columns)
    if "startlanguage" in look.headings:
        draft = draft.changed(language_column="startlanguage")
    if "_uuid" in look.headings:
        draft = draft.changed(key_column="_uuid")
    return kind, draft.changed(answers=tuple(proposed_answers(look, draft, kind, setting)))


def with_time(draft: MappingDraft, look: FileLook, kind: FileKind) -> MappingDraft:
    """Propose where the time stands; KoboToolbox writes the time of sending in UTC.

    A column in which LimeSurvey kept no times is none: then a person chooses one day.
    """
    by_name = {heading.casefold(): heading for heading in look.headings}
    for name in TIMES[kind]:
        heading = by_name.get(name.casefold())
        if heading and not keeps_no_times(look.column(heading)):
            is_utc = heading == "_submission_time"
            return draft.changed(time_column=heading, zone="UTC" if is_utc else "")
    return draft


def keeps_no_times(column: ColumnLook | None) -> bool:
    """Tell whether LimeSurvey's mark for "no time kept" stands in every filled cell."""
    values = column.values if column else {}
    return bool(values) and all(value.startswith(NO_TIME_KEPT) for value in values)


def with_unit(draft: MappingDraft, look: FileLook, setting: Setting) -> MappingDraft:
    """Propose the column of the unit, or the only unit there is."""
    if guess := guess_unit_column(look, setting.units):
        return draft.changed(
            unit_column=guess.column, unit_kind=guess.kind, units=dict(guess.codes)
        )
    if len(setting.units) == 1:
        (unit,) = setting.units
        return draft.changed(unit_kind=unit.kind, unit_value=unit.code)
    return draft


def proposed_answers(
    look: FileLook, draft: MappingDraft, kind: FileKind, setting: Setting
) -> list[DraftAnswer]:
    """Propose which columns answer which items."""
    used = {draft.time_column, draft.unit_column, draft.key_column, draft.language_column, *KNOWN}
    free = [column for column in look.columns if column.heading not in used]
    # First the columns that tick one choice each: a choice can be called as another question is.
    ticked = list(option_answers(free, setting.questionnaire))
    left = {column.heading for column in free} - {answer.column for answer in ticked}
    items = matched_items(
        [column.heading for column in free if column.heading in left], setting.questionnaire
    )
    return ticked + [
        proposed_answer(column, items[column.heading], kind, setting.questionnaire)
        for column in free
        if column.heading in items
    ]


def proposed_answer(
    column: ColumnLook, item: str, kind: FileKind, questionnaire: Questionnaire
) -> DraftAnswer:
    """Propose the codes of a column's words."""
    question = questionnaire.questions[item]
    separator = separator_of(column, question, kind)
    words = words_of(column, separator)
    return DraftAnswer(
        column.heading, item, separator, matched_labels(words, question, questionnaire)
    )


def separator_of(column: ColumnLook, question: Question, kind: FileKind) -> str:
    """Tell how several choices are joined in a column; empty for a question of one answer."""
    if question.type != "several_choices":
        return ""
    if kind is FileKind.GOOGLE_FORMS and not any(";" in value for value in column.values):
        return ", "
    return SEPARATORS.get(kind, ", ")


def words_of(column: ColumnLook, separator: str) -> list[str]:
    """List the distinct answers of a column, lists taken apart."""
    if not separator:
        return list(column.values)
    mark = separator.strip() or separator
    parts = (part.strip() for value in column.values for part in value.split(mark))
    return list(dict.fromkeys(part for part in parts if part))


def tally_columns(
    look: FileLook, questionnaire: Questionnaire
) -> tuple[str, dict[str, str]] | None:
    """Find the item that columns of counts are headed by: at least three of its answers."""
    headings = [column.heading for column in look.columns if column.is_counts]
    for question in questionnaire:
        if question.role is Role.OVERALL and codes_of(question, questionnaire):
            columns = matched_labels(headings, question, questionnaire)
            if len(columns) >= 3:
                return question.code, columns
    return None
