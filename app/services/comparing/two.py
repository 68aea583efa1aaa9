"""Two things of one's own choice: two parts of a unit's answers, or two units.

Parts hold different people, so their estimates are independent, also where both are weighted over
the same units: weights are dossiers, not answers, and within a unit nobody is in both parts. Over
several places they are compared where both occur (`shared`). Two units are independent too, unless
one contains the other: then it is a part and its whole.
"""

from dataclasses import replace

import numpy as np

from app.services.breakdowns.hiding import Division, divisions
from app.services.comparing.groups import over_shared_places, with_gap
from app.services.comparing.parents import compare_with_parent
from app.services.comparing.records import Apart, Pair
from app.services.comparing.shared import Group, is_one_place
from app.services.reporting.differences import Direction
from app.services.reporting.records import IndexRow, PartKind
from app.services.reporting.report import Report
from app.services.reporting.sheets import measure_name


def compare_parts(report: Report, one: IndexRow, other: IndexRow) -> Pair:
    """Compare two parts of one unit's answers."""
    if one.part is None or other.part is None or is_one_place(report, one.unit.id):
        return compare_apart(one, other)
    measure = measure_name(one.formula.id, one.formula.factor)
    division = divisions(report, measure)[one.part.dimension]
    groups = [_group(report, division, row) for row in (one, other)]
    pair = replace(_pair(one, other), coverages=(one.part.coverage, other.part.coverage))
    if groups[0] is None or groups[1] is None:
        mixed = PartKind.TOGETHER in (one.part.kind, other.part.kind)
        return replace(pair, apart=Apart.PUT_TOGETHER if mixed else Apart.NO_SHARED_PLACE)
    return over_shared_places(report, measure, pair, groups[0], groups[1])


def _group(report: Report, division: Division, row: IndexRow) -> Group | None:
    """Take a part's answers; what is put together at a unit is no part of the places below it."""
    part = row.part
    if part is None or part.kind is PartKind.TOGETHER:
        return None
    ids = [value.id for value in division.values]
    place = len(ids) if part.kind is PartKind.MISSING else ids.index(part.id)
    tally = division.tally.of_rows(division.tally.parts == place)
    units = np.array(list(report.data.scope.units))
    hidden = frozenset(units[division.hidden[:, place]].tolist())
    return Group(tally, hidden) if tally else None


def compare_apart(one: IndexRow, other: IndexRow) -> Pair:
    """Compare two figures that rest on different people."""
    return with_gap(_pair(one, other), one.figure, other.figure, one.confidence_level)


def _pair(one: IndexRow, other: IndexRow) -> Pair:
    return Pair(
        one.unit,
        other.unit,
        one.formula,
        one.figure,
        other.figure,
        None,
        Direction.NOT_SHOWN,
        part=one.part,
        other_part=other.part,
    )


def compare_units(report: Report, one: IndexRow, other: IndexRow) -> Pair:
    """Compare two units; the one that is part of the other stands first."""
    tree = report.data.scope
    if tree.is_below(one.unit.id, other.unit.id):
        return compare_with_parent(report, [one], other)[0]
    if tree.is_below(other.unit.id, one.unit.id):
        return compare_with_parent(report, [other], one)[0]
    return compare_apart(one, other)
