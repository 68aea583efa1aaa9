"""What can be wrong with a questionnaire or with answers; every error is a `SurveysError`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from surveys.error_codes import ANSWER_ENGLISH, MISTAKE_ENGLISH, AnswerCode, MistakeCode

Param = str | int | float
Params = Mapping[str, Param]


class SurveysError(ValueError):
    """Base of every error that `surveys` raises on purpose."""


@dataclass(frozen=True)
class Mistake:
    """One mistake of a document: where it is, which, and what the sentence about it needs."""

    path: str
    code: MistakeCode
    params: Params = field(default_factory=dict)

    def __str__(self) -> str:
        """Say the mistake in English, for developers and command lines."""
        sentence = MISTAKE_ENGLISH[self.code].format(**self.params)
        return f"{self.path}: {sentence}" if self.path else sentence


class InvalidQuestionnaire(SurveysError):
    """The document is no questionnaire; `mistakes` names every reason with its place."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(str(mistake) for mistake in self.mistakes))


@dataclass(frozen=True)
class AnswerError:
    """What is wrong with one answer. It never holds what a person wrote as free text."""

    code: AnswerCode
    params: Params = field(default_factory=dict)

    def __str__(self) -> str:
        """Say the error in English, for developers and command lines."""
        return ANSWER_ENGLISH[self.code].format(**self.params)


class InvalidAnswer(SurveysError):
    """One raw value is no answer to its question."""

    def __init__(self, code: AnswerCode, **params: Param) -> None:
        self.error = AnswerError(code, params)
        super().__init__(str(self.error))


class InvalidAnswers(SurveysError):
    """A submission was refused: `errors` by item code, `form_error` about it as a whole."""

    def __init__(
        self, errors: Mapping[str, AnswerError], form_error: AnswerError | None = None
    ) -> None:
        self.errors = dict(errors)
        self.form_error = form_error
        whole = [str(form_error)] if form_error else []
        super().__init__("; ".join(whole + [f"{item}: {e}" for item, e in self.errors.items()]))


class UnknownFormula(SurveysError):
    """The questionnaire version does not support the formula, or has no such factor or item."""


class UnknownCatalogueCode(SurveysError):
    """No questionnaire of this code is shipped."""
