"""A clerk who stuffs the box: one afternoon, twenty answers, all of them the best there is.

So that a newcomer sees what the review list finds. The answers are drawn apart from all others,
which stay what they are without them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

import numpy as np

from app import clock
from app.services.demonstration.fieldings import Fielding, given_at
from app.services.demonstration.opinions import one_person, seconds_taken
from app.services.demonstration.organisation import Place
from app.services.response_store.rows import NewResponse

SEED = 20
COUNTER = "07894-HCC-03"
"""A commune's counter with about forty honest answers and a share below the target."""
INVENTED, BEST = 20, 5
DAYS_BEFORE_LAST = 6
SEATED = time(14)
MINUTES_APART = 6


def invented_answers(field: Fielding, places: Sequence[Place]) -> Iterator[NewResponse]:
    """Make the clerk's answers in a survey; none where it has too few days or not that counter."""
    place = next((place for place in places if place.unit.code == COUNTER), None)
    if place is None or len(field.days) <= DAYS_BEFORE_LAST:
        return
    day, point = field.days[-1 - DAYS_BEFORE_LAST], field.points[place.unit.id][0]
    moment = datetime.combine(day, SEATED, tzinfo=clock.local_zone())
    rng = np.random.default_rng([SEED, field.survey.opens_on.toordinal()])
    for _ in range(INVENTED):
        moment += timedelta(seconds=int(rng.integers(60, 60 * MINUTES_APART)))
        answers = one_person(field.questionnaire, BEST, field.shifts, straight=True, rng=rng)
        yield NewResponse(
            **given_at(field.survey, point, rng),
            language="vi",
            answered_at=moment,
            duration=seconds_taken(True, len(answers), rng),
            answers=answers,
        )
