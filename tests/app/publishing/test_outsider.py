"""What equations fix, on made-up tables; no database needed."""

from datetime import date

from app.services.publishing.outsider import InSight, People, few_people_known, stretches_of

QUARTER = (date(2026, 1, 1), date(2026, 3, 31))
HALF = (date(2026, 1, 1), date(2026, 6, 30))
CENTRE, A, B, C = 1, 2, 3, 4


def known(people: dict[int, list[int]], *seen: tuple[int, tuple[date, date]]) -> dict[int, int]:
    """What is known of a centre with counters in two quarters."""
    places = {CENTRE: list(people), **{place: [place] for place in people}}
    truth = People(stretches_of([QUARTER, HALF]), people, places)
    figures = [InSight(unit, *period) for unit, period in seen]
    return few_people_known(figures, truth, minimum=5)


def test_time_is_cut_where_a_period_begins_or_ends() -> None:
    assert stretches_of([QUARTER, HALF]) == [QUARTER, (date(2026, 4, 1), date(2026, 6, 30))]


def test_two_hidden_counters_protect_each_other_in_one_period() -> None:
    people = {A: [3, 9], B: [6, 9], C: [30, 9]}
    assert known(people, (CENTRE, QUARTER), (C, QUARTER)) == {}
    assert known(people, (CENTRE, QUARTER), (C, QUARTER), (B, QUARTER)) == {A: 3}


def test_another_hidden_pair_in_another_period_gives_the_first_away() -> None:
    people = {A: [3, 9], B: [6, 9], C: [30, 9]}
    first = [(CENTRE, QUARTER), (C, QUARTER)]
    half = [(A, HALF), (B, HALF), (C, HALF)]
    later = (date(2026, 4, 1), date(2026, 6, 30))
    assert known(people, *first, *half) == {}
    assert known(people, *first, *half, (B, later)) == {A: 3}


def test_where_nobody_answered_counts_as_known() -> None:
    assert known({A: [3, 9], B: [0, 9]}, (CENTRE, QUARTER)) == {CENTRE: 3, A: 3}
