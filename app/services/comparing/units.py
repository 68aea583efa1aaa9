"""Many units of one level: the places each could hold, and two lists of those below the target.

Never a league table: by chance small units stand at both its ends (statistics.md 8.3).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app

from analysis.intervals import company_dispersion
from analysis.intervals.testing import p_values
from analysis.multiplicity import naming_list, triage_list
from analysis.ranks import RankSets, rank_sets
from app.services.comparing.records import Placed, Placing
from app.services.reporting.differences import variance_of
from app.services.reporting.records import Figure, IndexRow, Outcome
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name
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
        return Placing((), hidden, None, 0)
    sets = _rank_sets(shown)
    chances = chances_below(report, [row for row, _ in shown])
    level = report.data.survey.confidence_level
    in_order = [chances.get(row.unit.id) for row, _ in shown]
    named = set(naming_list(in_order, confidence_level=level))
    inspect = set(triage_list(in_order))
    placed = tuple(
        Placed(
            row,
            found.best,
            found.worst,
            _group(found.best, found.worst, len(shown)),
            named=place in named and row.outcome is Outcome.NOT_MET,
            inspect=place in inspect,
        )
        for place, ((row, _), found) in enumerate(zip(shown, sets.rows, strict=True))
    )
    return Placing(placed, hidden, sets.draws, sum(p is not None for p in in_order))


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


def chances_below(report: Report, rows: Sequence[IndexRow]) -> Mapping[int, float]:
    """Give each unit with a target its p-value for "at the target or above"."""
    measure = measure_name(rows[0].formula.id, rows[0].formula.factor)
    level = report.level(measure, rows[0].unit.kind)
    if level is None:
        return {}
    moments = level.moments(measure)
    company, place = company_dispersion(moments), {u: k for k, u in enumerate(level.unit_ids)}
    by_target = {
        target: p_values(moments, target, company=company)[1]
        for target in {row.target.value for row in rows if row.target}
    }
    return {
        row.unit.id: float(by_target[row.target.value][place[row.unit.id]])
        for row in rows
        if row.target
    }
