"""Which units may be named in public as not meeting their target, with the others in mind.

Each verdict by itself is wrong now and then; a list of names is wrong as soon as one of them is
(statistics.md 8.1).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.intervals.testing import p_values
from analysis.multiplicity import naming_list
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


@dataclass(frozen=True, slots=True)
class Naming:
    """The units that may be named, and what the list is worth.

    others : how many more miss their target, each looked at by itself
    tested : how many units were tested together
    chance : that even one of the names is wrong, at most
    """

    named: tuple[IndexRow, ...]
    others: int
    tested: int
    chance: float


def naming_of(report: Report, rows: Sequence[IndexRow]) -> Naming:
    """Choose among the rows of one page; those without a figure or a target are not tested."""
    chances = chances_below(report, rows)
    level = report.data.survey.confidence_level
    in_order = [chances.get(row.unit.id) for row in rows]
    places = naming_list(in_order, confidence_level=level)
    named = tuple(rows[k] for k in places if rows[k].outcome is Outcome.NOT_MET)
    missing = sum(row.outcome is Outcome.NOT_MET for row in rows)
    return Naming(named, missing - len(named), len(chances), (1 - level) / 2)


def chances_below(report: Report, rows: Sequence[IndexRow]) -> Mapping[int, float]:
    """Give each unit with a figure and a target its p-value for "at the target or above"."""
    tested = [row for row in rows if row.figure is not None and row.target is not None]
    kinds = dict.fromkeys((row.unit.kind, row.formula.id, row.formula.factor) for row in tested)
    found: dict[int, float] = {}
    for kind, formula, factor in kinds:
        measure = measure_name(formula, factor)
        level = report.level(measure, kind)
        if level is None:
            continue
        moments = level.moments(measure)
        company, place = level.company(measure), {u: k for k, u in enumerate(level.unit_ids)}
        mine = {row.unit.id: row.target.value for row in tested if row.target}
        mine = {unit_id: goal for unit_id, goal in mine.items() if unit_id in place}
        for goal in dict.fromkeys(mine.values()):
            below = p_values(moments, goal, company=company)[1]
            found |= {u: float(below[place[u]]) for u, of in mine.items() if of == goal}
    return found
