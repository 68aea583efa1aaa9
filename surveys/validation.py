"""From what was sent to what is stored: one rule for the web form, import files and paper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from surveys.definitions import NA, Question, Questionnaire, StoredValue
from surveys.error_codes import AnswerCode
from surveys.errors import AnswerError, InvalidAnswer, InvalidAnswers
from surveys.question_types import type_of
from surveys.routing import is_shown, may_be_na


@dataclass(frozen=True)
class Answers:
    """One accepted submission.

    Attributes
    ----------
    values
        What is stored by item code, "na" included, without free text.
    texts
        Free text by item code. It is personal data and is stored apart from `values`.
    not_applicable
        Items answered with "na".
    skipped
        Items that were asked and left blank (item nonresponse).
    hidden
        Items that routing did not ask; whatever was sent for them is dropped.
    """

    values: Mapping[str, StoredValue] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    not_applicable: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


def check_answer(question: Question, raw: object) -> StoredValue | None:
    """Turn one raw value into what is stored; None when an optional question was skipped.

    Raises
    ------
    InvalidAnswer
        If the value is no answer to the question, or a required one is missing.
    """
    value = type_of(question).answer(question, raw)
    if value is None and question.required:
        raise InvalidAnswer(AnswerCode.REQUIRED)
    return value


def check_answers(
    questionnaire: Questionnaire, raw: Mapping[str, object], *, refuse_unknown: bool = False
) -> Answers:
    """Check a whole submission.

    Parameters
    ----------
    questionnaire
        The version that was answered.
    raw
        Raw values by item code: strings or lists as HTML forms give them, JSON values, or cells
        of a file. Items that are missing, None, blank or an empty list were skipped.
    refuse_unknown
        Whether codes the questionnaire does not have are errors: for an import file, whose column
        would lead nowhere; a web form carries other fields too.

    Returns
    -------
    Answers
        Only the answers to questions that routing asks; nothing of the rest.

    Raises
    ------
    InvalidAnswers
        With an error code for each item that is wrong, and `nothing_answered` for the whole when
        there is no answer and no error in it.
    """
    check = _Check()
    for question in questionnaire:
        check.question(question, raw.get(question.code))
    if refuse_unknown:
        known = questionnaire.questions
        for item in raw:
            if item not in known:
                check.errors[str(item)] = AnswerError(AnswerCode.UNKNOWN_ITEM)
    return check.result()


def _says_na(question: Question, value: StoredValue | None) -> bool:
    return value == NA and not type_of(question).is_text


class _Check:
    """The answers so far, while going through the questions in the order they are asked."""

    def __init__(self) -> None:
        self.given: dict[str, StoredValue] = {}
        self.texts: dict[str, str] = {}
        self.skipped: list[str] = []
        self.hidden: list[str] = []
        self.errors: dict[str, AnswerError] = {}

    def question(self, question: Question, raw: object) -> None:
        """Check one question. A wrong answer opens no further question."""
        code = question.code
        if not is_shown(question, self.given):
            self.hidden.append(code)
            return
        try:
            value = check_answer(question, raw)
            if _says_na(question, value) and not may_be_na(question, self.given):
                raise InvalidAnswer(AnswerCode.NA_NOT_NOW)
        except InvalidAnswer as refused:
            self.errors[code] = refused.error
            return
        if value is None:
            self.skipped.append(code)
            return
        self.given[code] = value
        if type_of(question).is_text:
            self.texts[code] = str(value)

    def result(self) -> Answers:
        """Return the accepted answers or raise `InvalidAnswers`."""
        codes = {error.code for error in self.errors.values()}
        if not self.given and codes <= {AnswerCode.REQUIRED}:
            raise InvalidAnswers(self.errors, AnswerError(AnswerCode.NOTHING_ANSWERED))
        if self.errors:
            raise InvalidAnswers(self.errors)
        values = {c: v for c, v in self.given.items() if c not in self.texts}
        return Answers(
            values=values,
            texts=self.texts,
            not_applicable=tuple(c for c, v in values.items() if v == NA),
            skipped=tuple(self.skipped),
            hidden=tuple(self.hidden),
        )
