"""Many units of one level: the places each could hold, and two lists of those below the target.

Never a league table: by chance small units stand at both its ends (statistics.md 8.3).
"""

from collections.abc import Sequence
from typing import Any

from flask import current_app

from analysis.multiplicity import triage_list
from analysis.ranks import RankSets, rank_sets
from app.services.comparing.records import Placed, Placing
from app.services.reporting.differences import variance_of
from app.services.reporting.naming import chances_below, naming_of
from app.services.reporting.records import Figure, IndexRow
from app.services.reporting.report import Report
from app.short_cache import ShortCache

FEW_UNITS = 30
DRAWS = {True: 100_000, False: 10_000}
"""Simulated tables for at most so many units, and for more. A page is waited for: time grows with
the pairs, and 100,000 tables of 117 units take seconds. The chance that all places hold then
is itself exact to 0.4 points in place of 0.14."""
SECONDS, TABLES = 900.0, 32
UPPER, NEITHER, LOWER = 1, 2, 3


def place_units(report: Report, rows: Sequence[IndexRow]) -> Placing:
    """Place units of one kind among each other; their order stays."""
    shown = [(row, row.figure) for row in rows if row.figure is not None]
    hidden = tuple(row for row in rows if row.figure is None)
    if not shown:
        return Placing((), hidden, None, None)
    sets = _rank_sets(shown)
    figured = [row for row, _ in shown]
    naming, chances = naming_of(report, figured), chances_below(report, figured)
    named = {row.unit.id for row in naming.named}
    inspect = set(triage_list([chances.get(row.unit.id) for row in figured]))
    placed = tuple(
        Placed(
            row,
            found.best,
            found.worst,
            _group(found.best, found.worst, len(shown)),
            named=row.unit.id in named,
            inspect=place in inspect,
        )
        for place, ((row, _), found) in enumerate(zip(shown, sets.rows, strict=True))
    )
    return Placing(placed, hidden, sets.draws, naming)


def _group(best: int, worst: int, count: int) -> int:
    """Say in which half a unit surely stands, if in any."""
    if worst <= count / 2:
        return UPPER
    return LOWER if best > (count + 1) / 2 else NEITHER


def _rank_sets(shown: Sequence[tuple[IndexRow, Figure]]) -> RankSets:
    """Simulate the places once for the same figures."""
    level = shown[0][0].confidence_level
    figures = tuple((figure.share, variance_of(figure, level), figure.n_eff) for _, figure in shown)
    cache: ShortCache[Any, RankSets] = current_app.extensions.setdefault(
        "rank_sets", ShortCache(seconds=SECONDS, largest=TABLES)
    )
    values, variances, sizes = (list(column) for column in zip(*figures, strict=True))
    draws = DRAWS[len(shown) <= FEW_UNITS]
    return cache.get(
        (level, figures),
        lambda: rank_sets(values, variances, sizes=sizes, confidence_level=level, draws=draws),
    )
