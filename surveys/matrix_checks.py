"""What can be wrong between a matrix and its rows: their place, type, scale and rule."""

from collections.abc import Iterator, Sequence

from surveys.definitions import Question, Questionnaire
from surveys.error_codes import MistakeCode
from surveys.errors import Mistake

LEAST_ROWS = 2


def check_matrices(questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield the mistakes of every matrix; its rows stand right below it in its section."""
    for number, section in enumerate(questionnaire.sections):
        yield from _check_section(f"sections[{number}].questions", section.questions)


def _check_section(path: str, questions: Sequence[Question]) -> Iterator[Mistake]:
    head: Question | None = None
    for index, question in enumerate(questions):
        if question.matrix is None:
            head = question if question.type == "matrix5" else None
            if head is not None and _rows_below(head, questions[index + 1 :]) < LEAST_ROWS:
                yield Mistake(f"{path}[{index}]", MistakeCode.MATRIX_EMPTY)
        elif head is None or question.matrix != head.code:
            place = f"{path}[{index}].matrix"
            yield Mistake(place, MistakeCode.MATRIX_NOT_ABOVE, {"value": question.matrix})
        else:
            yield from _check_row(f"{path}[{index}]", question, head)


def _rows_below(head: Question, questions: Sequence[Question]) -> int:
    for count, question in enumerate(questions):
        if question.matrix != head.code:
            return count
    return len(questions)


def _check_row(path: str, row: Question, head: Question) -> Iterator[Mistake]:
    if row.type != "rating5":
        yield Mistake(f"{path}.type", MistakeCode.MATRIX_ROW_TYPE)
    elif row.options != head.options:
        yield Mistake(f"{path}.scale", MistakeCode.MATRIX_ROW_SCALE)
    if row.shown_if != head.shown_if:
        yield Mistake(f"{path}.shown_if", MistakeCode.MATRIX_ROW_RULE)
