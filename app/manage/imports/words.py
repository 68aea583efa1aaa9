"""What pages call the programs that files come from, and the columns whose words need codes."""

from dataclasses import dataclass

from flask_babel import lazy_gettext

from app.services.importing.proposals.draft import DraftAnswer, MappingDraft
from app.services.importing.proposals.file_look import ColumnLook, FileKind, FileLook
from app.services.importing.proposals.labels import codes_of
from app.services.importing.proposals.proposal import words_of
from surveys.definitions import Question, Questionnaire

FILE_KINDS = {
    FileKind.GOOGLE_FORMS: lazy_gettext("Answers of Google Forms"),
    FileKind.LIMESURVEY: lazy_gettext("Answers of LimeSurvey"),
    FileKind.KOBOTOOLBOX: lazy_gettext("Answers of KoboToolbox"),
    FileKind.TALLY: lazy_gettext("A tally: how many people gave each answer"),
    FileKind.OTHER: lazy_gettext("A table with one answer sheet a row"),
}


@dataclass(frozen=True)
class CodedColumn:
    """A column whose words stand for codes: its place, its question, its words."""

    place: int
    column: ColumnLook
    answer: DraftAnswer
    question: Question
    codes: dict[str, str]
    words: list[str]


def coded_columns(
    draft: MappingDraft, look: FileLook, questionnaire: Questionnaire
) -> list[CodedColumn]:
    """List the columns that answer a question with options."""
    found = []
    for place, column in enumerate(look.columns):
        answer = draft.answer(column.heading)
        question = questionnaire.questions.get(answer.item) if answer else None
        codes = codes_of(question, questionnaire) if question else {}
        if answer and question and codes:
            words = words_of(column, answer.separator)
            found.append(CodedColumn(place, column, answer, question, codes, words))
    return found
