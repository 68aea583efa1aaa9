"""What looks wrong in dossier counts: found by rule, told in words, decided by people.

The rules look at counts in force only. None of them changes anything.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from app.queries.answer_counts import count_answers
from app.queries.populations import DossierCount, list_counts_in_scope
from app.queries.units import parents_on
from app.scope import Scope

LOOK_BACK = timedelta(days=730)
JUMP = 2.5
"""A count this many times the one before, or the other way round, is a jump."""
NOISE = 4.0
"""A jump must also be this many times the square root of the larger count: 3 after 1 is chance."""
SILENCE = timedelta(days=45)
"""A unit whose last counted day is further back has stopped reporting."""

Period = tuple[date, date]
Series = tuple[int, int | None]
"""Unit and service: counts of these follow one another."""


class FindingKind(StrEnum):
    """What can look wrong."""

    MORE_ANSWERS = "more_answers"
    MISSING = "missing"
    STOPPED = "stopped"
    JUMP = "jump"
    CHANNELS = "channels"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that looks wrong: what, where, when, and the two numbers that disagree.

    one, other : answers and dossiers; the count before and this one; channels counted and usual;
    zero where there are none
    """

    kind: FindingKind
    unit_id: int
    service_id: int | None
    first: date
    last: date
    one: int = 0
    other: int = 0


def check_counts(scope: Scope, *, today: date) -> list[Finding]:
    """Look through the counts of the last two years, the latest periods first."""
    counts = list_counts_in_scope(scope, since=today - LOOK_BACK)
    found = [
        *more_answers_than_dossiers(counts, today=today),
        *by_series(counts, today=today),
        *missing_channels(counts),
    ]
    return sorted(found, key=lambda f: (f.kind, -f.last.toordinal(), f.unit_id))


def by_series(counts: Sequence[DossierCount], *, today: date) -> Iterator[Finding]:
    """Run the rules that follow a unit's counts through time."""
    for (unit_id, service_id), totals in totals_by_series(counts).items():
        periods = sorted(totals)
        yield from missing_periods(unit_id, service_id, periods)
        yield from stopped_reporting(unit_id, service_id, periods, today=today)
        yield from jumps(unit_id, service_id, totals)


def totals_by_series(counts: Iterable[DossierCount]) -> dict[Series, dict[Period, int]]:
    """Give what was handled in each period; a count of all channels goes before their sum."""
    whole: dict[Series, dict[Period, int]] = defaultdict(dict)
    summed: dict[Series, dict[Period, int]] = defaultdict(lambda: defaultdict(int))
    for count in counts:
        series, period = (count.unit_id, count.service_id), (count.first, count.last)
        if count.channel is None:
            whole[series][period] = count.handled
        else:
            summed[series][period] += count.handled
    return {s: {**summed.get(s, {}), **whole.get(s, {})} for s in {*whole, *summed}}


def more_answers_than_dossiers(counts: Sequence[DossierCount], *, today: date) -> Iterator[Finding]:
    """Name counts of all services with more answers, at the unit and below it, than dossiers."""
    totals = {
        (unit_id, period): handled
        for (unit_id, service_id), periods in totals_by_series(counts).items()
        if service_id is None
        for period, handled in periods.items()
    }
    answers = count_answers({period for _, period in totals})
    below = with_those_below(answers, parents_on(today))
    for (unit_id, period), handled in totals.items():
        given = below.get((period, unit_id), 0)
        if given > handled:
            yield Finding(FindingKind.MORE_ANSWERS, unit_id, None, *period, given, handled)


def with_those_below(
    answers: Mapping[tuple[Period, int], int], parents: Mapping[int, int]
) -> dict[tuple[Period, int], int]:
    """Add each unit's answers to all units above it."""
    totals: dict[tuple[Period, int], int] = defaultdict(int)
    for (period, unit_id), given in answers.items():
        at: int | None = unit_id
        passed = set()
        while at is not None and at not in passed:
            passed.add(at)
            totals[period, at] += given
            at = parents.get(at)
    return totals


def missing_periods(
    unit_id: int, service_id: int | None, periods: Sequence[Period]
) -> Iterator[Finding]:
    """Name the days between two counts that no count covers."""
    covered: date | None = None
    for first, last in periods:
        if covered and first > covered + timedelta(days=1):
            gap = covered + timedelta(days=1), first - timedelta(days=1)
            yield Finding(FindingKind.MISSING, unit_id, service_id, *gap)
        covered = max(covered or last, last)


def stopped_reporting(
    unit_id: int, service_id: int | None, periods: Sequence[Period], *, today: date
) -> Iterator[Finding]:
    """Name a unit that was counted before and is not any more."""
    last = max(last for _, last in periods)
    if last < today - SILENCE:
        since = last + timedelta(days=1)
        yield Finding(FindingKind.STOPPED, unit_id, service_id, since, today)


def jumps(unit_id: int, service_id: int | None, totals: Mapping[Period, int]) -> Iterator[Finding]:
    """Name counts far from the one before of like length (28 to 31 days are alike)."""
    before: dict[int, int] = {}
    for first, last in sorted(totals):
        handled, length = totals[first, last], round(((last - first).days + 1) / 30.4)
        earlier = before.get(length)
        if earlier is not None and is_jump(earlier, handled):
            kind = FindingKind.JUMP
            yield Finding(kind, unit_id, service_id, first, last, earlier, handled)
        before[length] = handled


def is_jump(before: int, now: int) -> bool:
    """Tell whether two counts differ by more than growth and chance explain."""
    small, large = sorted((before, now))
    return large > JUMP * small and large - small > NOISE * sqrt(large)


def missing_channels(counts: Sequence[DossierCount]) -> Iterator[Finding]:
    """Name periods counted by channel that lack a channel the unit has in other periods."""
    channels: dict[Series, dict[Period, set[str | None]]] = defaultdict(lambda: defaultdict(set))
    for count in counts:
        channels[count.unit_id, count.service_id][count.first, count.last].add(count.channel)
    for (unit_id, service_id), periods in channels.items():
        usual = {c for found in periods.values() for c in found if c is not None}
        for period, found in periods.items():
            if None not in found and found < usual:
                kind = FindingKind.CHANNELS
                yield Finding(kind, unit_id, service_id, *period, len(found), len(usual))
