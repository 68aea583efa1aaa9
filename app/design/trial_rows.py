"""Answers of a trial in words, as the designer reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.design.rule_words import answer_words, question_name
from app.models import TrialAnswer
from app.services.drafting.documents import Document


@dataclass(frozen=True)
class TrialRow:
    """One answer: when, how long it took, and what was answered to which question."""

    answered_at: datetime
    seconds: int
    language: str
    revision: int
    answers: Sequence[tuple[str, str]]


def trial_rows(document: Document, answers: Sequence[TrialAnswer]) -> list[TrialRow]:
    """Put answers into words; a question that is gone goes by its code."""
    return [
        TrialRow(
            one.answered_at,
            one.seconds,
            one.language,
            one.revision,
            [
                (question_name(document, item), said(document, item, value))
                for item, value in one.answers.items()
            ],
        )
        for one in answers
    ]


def said(document: Document, item: str, value: Any) -> str:
    """Say one stored answer."""
    values = value if isinstance(value, list) else [value]
    return ", ".join(answer_words(document, item, each) for each in values)
