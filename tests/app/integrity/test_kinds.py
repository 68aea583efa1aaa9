"""Every kind of evidence finds what is planted for it, and lets honest counters be.

Truth leaned on: the simulated clerk and honest counters of `tests/simulation/clerks.py`, and what
is planted here.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from app.flag_rules import FLAG_RULES
from app.models import Mode
from app.services.integrity.finding import find_evidence
from app.services.integrity.kinds import KINDS
from app.services.integrity.sheets import MODE_NUMBERS, Dossiers, SurveySheets
from tests.simulation.clerks import (
    FACTORS,
    FIRST_DAY,
    LEAST,
    as_point,
    honest,
    simulate,
    stuffed,
)

COUNTERS, N = 14, 60


def crowded(point):
    """Twenty answers within ten minutes of a morning."""
    days, minutes = point.days.copy(), point.minutes.copy()
    days[:20], minutes[:20] = FIRST_DAY + 3, np.linspace(480, 490, 20)
    return replace(point, days=days, minutes=minutes)


def copied(point):
    """One sheet of sixteen different answers, eight times."""
    scores = point.scores.copy()
    scores[:8] = [1, 5, 2, 4, 1, 3, 5, 2, 4, 1, 3, 5, 2, 4, 1, 3]
    return replace(point, scores=scores)


def straight(point):
    """Three quarters of the sheets are all fours."""
    scores = point.scores.copy()
    scores[:45] = 4
    return replace(point, scores=scores)


def hasty(point):
    """Three quarters of the sheets took five seconds."""
    return replace(point, seconds=np.where(np.arange(N) < 45, 5.0, point.seconds))


def at_night(point):
    """A third of the answers came at ten in the evening."""
    return replace(point, minutes=np.where(np.arange(N) < 20, 1320.0, point.minutes))


def unasked(point):
    """Twenty verified answers are middling, all others the best there are."""
    scores, invited = np.full_like(point.scores, 5), np.arange(N) < 20
    scores[invited] = 3
    return replace(point, scores=scores, verified=invited)


def at_the_tablet(point):
    """Twenty answers by phone are middling, all of the kiosk the best there are."""
    modes = np.where(np.arange(N) < 20, MODE_NUMBERS[Mode.SELF_PHONE], MODE_NUMBERS[Mode.KIOSK])
    return replace(unasked(point), modes=modes, verified=np.zeros(N, dtype=bool))


PLANTED = {
    "burst": crowded,
    "repeated_sheet": copied,
    "straight_lining": straight,
    "too_fast_often": hasty,
    "outside_opening_hours": at_night,
    "open_beyond_verified": unasked,
    "kiosk_beyond_phone": at_the_tablet,
}


@pytest.fixture(scope="module")
def counters():
    """Like counters with sixteen ratings and one visitor at a time."""
    rng = np.random.default_rng(5)
    return [
        as_point(honest(rng, answers=N, group=2, items=16), number) for number in range(COUNTERS)
    ]


def listed(points, dossiers=()):
    survey = SurveySheets(points, FACTORS * 2, dossiers)
    return find_evidence(survey, least=LEAST)


def test_honest_counters_are_not_listed(counters):
    assert listed(counters) == {}


@pytest.mark.parametrize("rule", PLANTED)
def test_a_kind_finds_what_is_planted(counters, rule):
    evidence = listed([PLANTED[rule](counters[0]), *counters[1:]])
    assert set(evidence) == {0}
    assert len(dict(evidence[0])[rule].answers) >= 8


def test_more_answers_than_dossiers_are_found_at_each_point_of_the_unit(counters):
    first, last = date.fromordinal(FIRST_DAY), date.fromordinal(FIRST_DAY + 40)
    together = [counters[0], replace(counters[1], units=counters[0].units), *counters[2:]]
    few = [Dossiers(0, None, first, last, 70), Dossiers(2, None, first, last, N)]
    evidence = listed(together, few)
    assert set(evidence) == {0, 1}
    found = dict(evidence[1])["more_answers_than_dossiers"]
    assert (found.figures["n"], len(found.answers)) == (2 * N, N)


def test_every_kind_says_in_words_what_it_found(app, counters):
    first, last = date.fromordinal(FIRST_DAY), date.fromordinal(FIRST_DAY + 40)
    found = []
    for plant in PLANTED.values():
        found += listed([plant(counters[0]), *counters[1:]], [Dossiers(0, None, first, last, 9)])[0]
    clerk = stuffed(np.random.default_rng(1), honest(np.random.default_rng(2)))
    survey = SurveySheets([as_point(clerk)], FACTORS)
    found += find_evidence(survey, least=LEAST)[0]
    assert {rule for rule, _ in found} == set(KINDS) == set(KINDS) & set(FLAG_RULES)
    with app.test_request_context():
        for rule, item in found:
            assert str(item.figures["n"]) in KINDS[rule].sentence(item.figures)


def test_what_kiosks_are_better_by_everywhere_is_usual(counters):
    everywhere = [at_the_tablet(point) for point in counters]
    rules = {rule for items in listed(everywhere).values() for rule, _ in items}
    assert "kiosk_beyond_phone" not in rules


def test_nothing_rests_on_fewer_answers_than_may_be_shown(counters):
    survey = SurveySheets([copied(counters[0]), *counters[1:]], FACTORS * 2)
    assert find_evidence(survey, least=9) == {}


def test_people_at_home_answer_at_any_hour(counters):
    home = [replace(at_night(point), hours=None) for point in counters]
    assert listed(home) == {}


def test_no_answers_are_no_evidence():
    assert find_evidence(SurveySheets([], FACTORS), least=LEAST) == {}


def test_a_clerk_is_listed_and_honest_busy_days_are_not():
    tally = simulate(7, runs=20, counters=3)
    assert tally.caught >= 19
    assert tally.busy.total() + tally.wronged_counters <= 1
