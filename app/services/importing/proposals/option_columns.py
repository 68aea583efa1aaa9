"""Several choices with a column for each, as LimeSurvey writes them and KoboToolbox can.

"channels[online]" or "channels/online" holds Y, 1 or nothing. Such columns are read as lists of one
choice; those of one question are put together.
"""

from collections.abc import Iterator, Sequence

from app.queries.point_list import without_marks
from app.services.importing.proposals.draft import DraftAnswer
from app.services.importing.proposals.file_look import ColumnLook
from app.services.importing.proposals.labels import NO, YES, spellings
from app.services.importing.proposals.questions import NEAR, likeness, matched_items
from surveys.definitions import Question, Questionnaire

SEPARATOR = ";"
TICKED = YES | {"x"}
MARKS = TICKED | NO


def option_answers(
    columns: Sequence[ColumnLook], questionnaire: Questionnaire
) -> Iterator[DraftAnswer]:
    """Propose the columns that tick one choice each, of questions no column answers as a whole."""
    whole = [c.heading for c in columns if question_and_option(c.heading) is None]
    done = set(matched_items(whole, questionnaire).values())
    questions = [q for q in questionnaire if q.type == "several_choices" and q.code not in done]
    for column in columns:
        parts = question_and_option(column.heading)
        if parts is None or column.has_more or not is_ticks(column):
            continue
        for question in questions:
            code = option_code(question, questionnaire, *parts)
            if code:
                yield DraftAnswer(column.heading, question.code, SEPARATOR, labels(column, code))
                break


def question_and_option(heading: str) -> tuple[str, str] | None:
    """Take a heading apart; None for one that names no option."""
    if heading.endswith("]") and "[" in heading:
        question, _, option = heading[:-1].rpartition("[")
        return question.strip(), option.strip()
    question, slash, option = heading.rpartition("/")
    return (question.strip(), option.strip()) if slash else None


def is_ticks(column: ColumnLook) -> bool:
    """Tell whether nothing but ticks stands in a column; an empty one may be one nobody ticked."""
    return all(without_marks(value) in MARKS for value in column.values)


def option_code(
    question: Question, questionnaire: Questionnaire, asked: str, option: str
) -> str | None:
    """Give the code of a choice if the question is the one asked."""
    if likeness(asked, question, questionnaire.languages) < NEAR:
        return None
    return spellings(question, questionnaire).get(without_marks(option))


def labels(column: ColumnLook, code: str) -> dict[str, str]:
    """Say what each mark stands for: the choice, or nothing."""
    return {
        value: code if without_marks(value) in TICKED else ""
        for value in (column.values or {"Y": 0})
    }
