"""An outsider with every publication and linear algebra tries to learn how few people answered.

Unknown is how many answered at each counter in each month; every figure in sight is an equation.
What the equations fix is known to whoever copied the files.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product

import numpy as np
from flask import Flask

from app.services.publishing import PublicationRefused, Wanted, plan_publication, publish
from app.services.reporting.records import IndexRow, Outcome
from tests.app.publishing.made import NOW, TODAY
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import ACTOR, create_unit

MONTHS, MINIMUM = 3, 5
SEED = 1
"""A world that comparing tables in pairs gave away."""
PERIODS = [(first, last) for first in range(MONTHS) for last in range(first, MONTHS)]
ENDS = [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]


def counts_of(rng: np.random.Generator) -> list[int]:
    """How many people answer at a counter in each month: often few."""
    return [int(n) for n in rng.choice([0, 2, 4, 6, 9, 30], size=MONTHS)]


def publish_whatever_is_allowed(survey, rng: np.random.Generator) -> Iterator[list[IndexRow]]:
    """Publish every period, level and index in some order, as far as nothing is refused."""
    choices = list(product(PERIODS, ["counter", "commune_centre"], ["people_top2"]))
    for place in rng.permutation(len(choices)):
        (first, last), level, formula = choices[place]
        wanted = Wanted(survey, date(2026, first + 1, 1), ENDS[last], level, formula)
        try:
            plan = plan_publication(wanted, today=TODAY)
            publish(plan, reason="", actor=ACTOR, now=NOW)
        except PublicationRefused:
            continue
        yield list(plan.rows)


def equation(units: dict[int, list[int]], counters: list[int], row: IndexRow) -> np.ndarray:
    """A figure in sight: which counters and months it counts."""
    return cell(units[row.unit.id], counters, row.first.month - 1, row.last.month - 1)


def cell(inside: list[int], counters: list[int], first: int, last: int) -> np.ndarray:
    """Some counters in some months, as a line of the unknowns."""
    table = np.zeros((len(counters), MONTHS))
    for unit_id in inside:
        table[counters.index(unit_id), first : last + 1] = 1
    return table.ravel()


def test_nobody_learns_from_all_publications_how_few_answered(app: Flask) -> None:
    rng = np.random.default_rng(SEED)
    survey = one_stop_survey()
    people: dict[int, list[int]] = {}
    units: dict[int, list[int]] = {}
    for _ in range(2):
        centre = create_unit(kind="commune_centre")
        units[centre.id] = []
        for _ in range(3):
            place = counter(survey, centre)
            units[place.id] = [place.id]
            units[centre.id].append(place.id)
            people[place.id] = counts_of(rng)
            for month, n in enumerate(people[place.id]):
                moment = datetime(2026, month + 1, 15, 3, tzinfo=UTC)
                answer(survey, place, n * 3 // 4, n, answered_at=moment)
    counters = list(people)
    seen = [
        equation(units, counters, row)
        for rows in publish_whatever_is_allowed(survey, rng)
        for row in rows
        if row.outcome is not Outcome.WITHHELD
    ]
    known = np.array(seen)
    rank = np.linalg.matrix_rank(known) if seen else 0
    learnt = []
    for unit_id, (first, last) in product(units, PERIODS):
        n = sum(sum(people[c][first : last + 1]) for c in units[unit_id])
        line = cell(units[unit_id], counters, first, last)
        if seen and 0 < n < MINIMUM and np.linalg.matrix_rank(np.vstack([known, line])) == rank:
            learnt.append((unit_id, first, last, n))
    assert len(seen) > 0
    assert not learnt
