"""Two background questions in the demonstration's form for counters: sex and age group.

They stand where the longer shipped form has them, in its words, and each may be answered with "I
prefer not to say" or left out. Nothing finer is asked: ethnicity is sensitive, and sex by age by
commune would name people. What people say of themselves is drawn apart from their other answers.
"""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.models import Survey
from app.services.response_store.rows import NewResponse
from surveys.catalogue import load_catalogue_questionnaire
from surveys.definitions import Option, Question, Questionnaire, Text

MODEL = "one_stop_long"
ASKED = ("sex", "age_group")
UNSAID = Option("unsaid", Text.of({"vi": "Không muốn trả lời", "en": "I prefer not to say"}))
SEED = 30
SATISFIED = 4
"""From this overall rating on."""
SHARES: dict[str, dict[bool, tuple[float, ...]]] = {
    "sex": {True: (0.53, 0.42, 0.0, 0.05), False: (0.49, 0.45, 0.0, 0.06)},
    "age_group": {True: (0.19, 0.35, 0.27, 0.14, 0.05), False: (0.31, 0.37, 0.18, 0.07, 0.07)},
}
"""How often each option is chosen, by whether the person is satisfied: the young are less so."""
LEFT_OUT = 0.04
STILL_THERE = 6
"""Who answered fewer questions broke off, or does not want to say much."""


def with_background(questionnaire: Questionnaire) -> Questionnaire:
    """Add the questions in a section of their own, before the one for comments."""
    section = next(
        section
        for section in load_catalogue_questionnaire(MODEL).sections
        if ASKED[0] in {question.code for question in section.questions}
    )
    asked = tuple(offering(q) for q in section.questions if q.code in ASKED)
    *before, comment = questionnaire.sections
    return replace(questionnaire, sections=(*before, replace(section, questions=asked), comment))


def offering(question: Question) -> Question:
    """Offer not to say."""
    return replace(question, options=(*question.options, UNSAID))


def of_themselves(survey: Survey, responses: Iterable[NewResponse]) -> list[NewResponse]:
    """Let most people of a survey say what they are."""
    rng = np.random.default_rng([SEED, survey.opens_on.toordinal()])
    asked = with_background(load_catalogue_questionnaire(survey.version.questionnaire.code))
    options = {item: [o.code for o in asked.questions[item].options] for item in ASKED}
    return [one_person(row, options, rng.random((len(ASKED), 2))) for row in responses]


def one_person(
    row: NewResponse, options: dict[str, list[str]], chance: NDArray[np.float64]
) -> NewResponse:
    """Add what one person says; `chance` is whether and what, a line a question."""
    if len(row.answers) < STILL_THERE:
        return row
    satisfied = row.answers["overall"] >= SATISFIED
    said = {
        item: options[item][int(np.searchsorted(np.cumsum(SHARES[item][satisfied]), what))]
        for item, (whether, what) in zip(ASKED, chance, strict=True)
        if whether >= LEFT_OUT
    }
    return replace(row, answers={**row.answers, **said})
