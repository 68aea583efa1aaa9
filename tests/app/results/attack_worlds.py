"""Small random worlds, and every figure that an evaluator can get to see of them.

A line of what is in sight is a set of cells: places and months whose people a figure counts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import combinations_with_replacement

import numpy as np

from app.models import Survey, Unit
from app.services.organisation.changing import carry_out
from app.services.organisation.creating import NewUnit
from app.services.organisation.merging import propose_merger
from app.services.organisation.moving import propose_move
from app.services.organisation.reading import read_tree
from app.services.reporting.readable_periods import Calendar, Period
from app.services.reporting.report import Report, open_report
from app.services.reporting.sheets import measure_name
from tests.app.organisation.trees import ACTOR, unit
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_unit

TODAY, DAY = date(2026, 7, 10), date(2026, 7, 1)
NOW = datetime(2026, 7, 10, 3, tzinfo=UTC)
FEW = ([0, 0, 2, 4, 6, 9, 30], [0, 3, 7, 30, 60], [0, 0, 1, 5, 12, 40])
FORMULA = "people_top2"

Cell = tuple[int, int]


@dataclass
class World:
    """A survey of half a year; `people` are n and satisfied of each place and month."""

    survey: Survey
    people: dict[Cell, tuple[int, int]]

    @property
    def periods(self) -> list[Period]:
        """Every period that may be asked for."""
        months = Calendar.of(self.survey).months
        pairs = combinations_with_replacement(months, 2)
        return [(first[0], last[1]) for first, last in pairs]

    def line(self, report: Report, unit_id: int, period: Period) -> frozenset[Cell]:
        """The cells with people that a unit's figure counts."""
        scope = report.data.scope
        places = {place for place, _ in self.people if unit_id in scope.upwards(place)}
        return frozenset(
            (place, month)
            for (place, month), (n, _) in self.people.items()
            if n and place in places and period[0].month <= month <= period[1].month
        )


def make_world(seed: int) -> World:
    """Communes of a province with counters; some answers are given at those above."""
    rng = np.random.default_rng(seed)
    survey = one_stop_survey(closes_on=date(2026, 6, 30))
    top = create_unit(code="25", kind="province")
    places: list[Unit] = []
    for k in range(int(rng.integers(2, 5))):
        commune = create_unit(code=f"0{k}", kind="commune", parent=top)
        counters = range(int(rng.integers(0, 4)))
        places += [counter(survey, commune, code=f"0{k}-{c}") for c in counters]
        if not counters or rng.random() < 0.3:
            places.append(commune)
    pick, good = FEW[int(rng.integers(3))], float(rng.choice([0.5, 0.8, 0.95]))
    people: dict[Cell, tuple[int, int]] = {}
    for place in places:
        for month in range(1, 7):
            n = int(rng.choice(pick))
            people[place.id, month] = n, int(rng.binomial(n, good))
            moment = datetime(2026, month, 15, 3, tzinfo=UTC)
            answer(survey, place, people[place.id, month][1], n, answered_at=moment)
    _change_the_tree(rng)
    return World(survey, people)


def _change_the_tree(rng: np.random.Generator) -> None:
    """Merge two communes, or move a counter to another one."""
    tree = read_tree()
    first, second = (tree.key_of(unit(code).id) for code in ("00", "01"))
    if rng.random() < 0.5:
        parent = tree.key_of(unit("25").id)
        into = NewUnit("commune", "administration", "M", "Xã hợp nhất", None, parent)
        proposal = propose_merger(tree, [first, second], into, DAY)
    else:
        below = [key for key, record in tree.records.items() if record.latest.parent == first]
        if not below:
            return
        proposal = propose_move(tree, below[0], second, DAY)
    if not proposal.reasons(today=TODAY):
        carry_out(proposal, actor=ACTOR, now=NOW)


def in_sight(world: World) -> Iterator[frozenset[Cell]]:
    """Everything shown: all units in every period and both trees."""
    for period in world.periods:
        for tree_of in (None, TODAY):
            yield from shown(world, open_report(world.survey, *period, tree_of=tree_of))


def shown(world: World, report: Report) -> Iterator[frozenset[Cell]]:
    """The lines of one report: of all units with people that are not hidden."""
    measure, period = measure_name(FORMULA, None), (report.data.first, report.data.last)
    hidden = report.hidden(measure)
    for unit_id in report.data.scope.units:
        line = world.line(report, unit_id, period)
        if line and unit_id not in hidden:
            yield line
