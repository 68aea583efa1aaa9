"""Forms of the demonstration on their way: as many sent as there are answers, others given up."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import numpy as np
from sqlalchemy import insert

from app import clock
from app.extensions import db
from app.models import FunnelCount, FunnelStep, Mode, Survey
from app.services.funnel import Counted
from app.services.funnel.spans import span_of
from app.services.response_store.rows import NewResponse
from surveys.definitions import Questionnaire

OPENED_AND_SENT = 0.62
BEGUN_OF_UNSENT = 0.2
RETURNED = 0.08
"""How many of those sent were returned once before: the overall rating was left out."""
STILL_THERE = 0.5
"""Of those who leave a long form, the share that comes to one part more."""
FINISHED_AT_A_KIOSK = 0.85
ON_ONE_PAGE = 12
"""Questionnaires with more questions go part by part (`app.respond.sheets`)."""
BATCH = 5000

Place = tuple[int, int, date]


def add_forms(
    survey: Survey, questionnaire: Questionnaire, answers: Iterable[NewResponse], *, seed: int
) -> None:
    """Store the counts behind a survey's answers, drawn apart from everything else."""
    rng = np.random.default_rng([seed, survey.id])
    required = next(item for item, q in questionnaire.questions.items() if q.required)
    long = len(questionnaire.questions) > ON_ONE_PAGE
    steps = len(questionnaire.sections) if long else 1
    counts: Counter[Counted] = Counter()
    sent: Counter[Place] = Counter()
    delivered: Counter[Place] = Counter()
    for row in answers:
        if row.mode != Mode.ASSISTED:
            place = (row.point_id, row.unit_id, clock.local_day(row.answered_at))
            (delivered if row.mode == Mode.KIOSK else sent)[place] += 1
            counts[named(survey, place, FunnelStep.TOOK, span_of(row.duration or 0))] += 1
    for place, n in sent.items():
        for (step, detail), number in way_of(n, required, steps, rng).items():
            counts[named(survey, place, step, detail)] += number
    for place, n in delivered.items():
        left = int(rng.negative_binomial(n, FINISHED_AT_A_KIOSK))
        counts[named(survey, place, FunnelStep.DELIVERED, "")] += n
        counts[named(survey, place, FunnelStep.STARTED, "")] += n + left
        counts[named(survey, place, FunnelStep.GIVEN_UP, required)] += left
    rows = [{**counted._asdict(), "n": n} for counted, n in counts.items() if n]
    for start in range(0, len(rows), BATCH):
        db.session.execute(insert(FunnelCount), rows[start : start + BATCH])


def named(survey: Survey, place: Place, step: FunnelStep, detail: str) -> Counted:
    """Name a number of a point on a day."""
    point_id, unit_id, day = place
    return Counted(survey.id, day, point_id, unit_id, step, detail)


def way_of(
    sent: int, required: str, steps: int, rng: np.random.Generator
) -> Counter[tuple[FunnelStep, str]]:
    """Draw how many forms were opened for those that were sent, and where the others ended."""
    given_up = int(rng.negative_binomial(sent, OPENED_AND_SENT))
    begun = int(rng.binomial(given_up, BEGUN_OF_UNSENT))
    mended = int(rng.binomial(sent, RETURNED))
    # On one page, a form that was begun and never sent is one that was returned.
    returned = mended + (begun if steps == 1 else 0)
    found = Counter(
        {
            (FunnelStep.OPENED, ""): sent + given_up,
            (FunnelStep.STARTED, ""): sent + begun,
            (FunnelStep.REFUSED, "answers"): returned,
            (FunnelStep.QUESTION, f"{required}:required"): returned,
            (FunnelStep.MENDED, required): mended,
            (FunnelStep.PASSED, str(steps - 1)): sent,
            (FunnelStep.SENT, ""): sent,
        }
    )
    for step in range(1, steps):
        found[FunnelStep.PASSED, str(step - 1)] = sent + begun
        found[FunnelStep.REACHED, str(step)] = sent + begun
        begun = int(rng.binomial(begun, STILL_THERE))
    return found
