"""Verified answers weighed by the lists their samples were drawn from, stratum by stratum.

A sample takes more of one procedure's dossiers than of another's, so its answers must not weigh
alike. An answer does not know its invitation, only its point: the dossiers listed for a point are
the stratum's total, N_h / n_h each of its answers' weight (post-stratification, statistics.md 2.4).
Procedures whose invited people answer at one point cannot be told apart and are one stratum.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from analysis.tallies.tally import Tally, tally_answers
from app.queries.invitations import ListedDossiers
from app.queries.units import UnitFacts
from app.services.reporting.data import ReportData
from app.services.reporting.dossiers import Dossiers
from app.services.reporting.levels import Level
from app.services.reporting.lineage import Lineage
from app.services.reporting.records import Weighting
from app.services.reporting.scope import Scope, added_upwards
from app.services.reporting.sheets import SheetPlan
from app.services.reporting.tallying import whole_sheet
from app.services.reporting.today import Counted, dossiers_today

POINT = "point"
"""The kind of what stands below a unit here: its points, under their negative numbers."""


@dataclass(frozen=True, slots=True, eq=False)
class ByLists:
    """Verified answers by point, in a tree whose dossiers are those of the lists."""

    data: ReportData
    tally: Tally


def by_lists(data: ReportData, plan: SheetPlan) -> ByLists | None:
    """Let verified answers weigh by the lists of their samples, in place of dossier counts.

    None where a unit with verified answers has no list: then dossier counts weigh, as they do for
    all answers. Where a verified answer of a unit came at a point that no list names, all of that
    unit weigh alike.
    """
    columns = data.answers.columns
    rows = columns.verified & ~data.answers.excluded
    units, points = columns.units[rows], columns.points[rows]
    listed = {frame.place_id for frame in data.frames.values()}
    if not units.size or not set(units.tolist()) <= listed:
        return None
    divided = _divided(units.tolist(), points.tolist(), data.frames)
    cells = np.where(np.isin(units, list(divided)), -points, units)
    sheet = np.asfortranarray(whole_sheet(data, plan)[rows])
    tally = tally_answers(plan.tally, sheet, cells)
    lists = _Lists.of(data.frames, divided)
    if data.then is None or data.lineage is None:
        return ByLists(_in_the_period(data, lists), tally)
    direct = {int(c): int(n) for c, n in zip(tally.cells, tally.responses, strict=True)}
    return ByLists(_today(data, data.then, data.lineage, lists, direct), tally)


def _divided(
    units: list[int], points: list[int], frames: Mapping[int, ListedDossiers]
) -> frozenset[int]:
    """Find the units all of whose verified answers came at points of their own lists."""
    undivided = {
        unit
        for unit, point in set(zip(units, points, strict=True))
        if point not in frames or frames[point].place_id != unit
    }
    return frozenset(units) - undivided


@dataclass(frozen=True, slots=True)
class _Lists:
    """Listed dossiers by unit, or by point below it; the points below each unit."""

    direct: Mapping[int, int]
    below: Mapping[int, list[int]]

    @classmethod
    def of(cls, frames: Mapping[int, ListedDossiers], divided: Collection[int]) -> Self:
        below: dict[int, list[int]] = {unit: [] for unit in divided}
        direct: dict[int, int] = {}
        for point, frame in frames.items():
            inside = frame.place_id in below
            cell = -point if inside else frame.place_id
            direct[cell] = direct.get(cell, 0) + frame.count
            if inside:
                below[frame.place_id].append(cell)
        return cls(direct, below)


def _in_the_period(data: ReportData, lists: _Lists) -> ReportData:
    """Put the points of some units below them, and let every unit have the dossiers listed."""
    scope = _deeper(data.scope, lists.below)
    dossiers = {
        unit: Dossiers(count, 0, data.first, data.last, ())
        for unit, count in added_upwards(scope, lists.direct).items()
        if count and unit in scope.units
    }
    return replace(data, scope=scope, dossiers=dossiers)


def _today(
    data: ReportData, then: ReportData, lineage: Lineage, lists: _Lists, direct: Mapping[int, int]
) -> ReportData:
    """Do so in the tree of the period, and follow its units to the tree of today."""
    past = _in_the_period(then, lists)
    deeper = replace(lineage, then=past.scope, now=_deeper(lineage.now, lists.below))
    counted = Counted(past.dossiers, lists.direct.keys() & past.scope.units.keys(), direct)
    dossiers = dossiers_today(deeper, counted)
    return replace(data, scope=deeper.now, dossiers=dossiers, then=past, lineage=deeper)


def _deeper(scope: Scope, below: Mapping[int, list[int]]) -> Scope:
    parents = {cell: unit for unit, cells in below.items() for cell in cells}
    facts = {
        cell: UnitFacts(cell, "", "", None, POINT, scope.units[unit].sector, False)
        for cell, unit in parents.items()
    }
    children = {unit: scope.children.get(unit, ()) + tuple(cells) for unit, cells in below.items()}
    return replace(
        scope,
        units=scope.units | facts,
        parents=scope.parents | parents,
        children=scope.children | children,
        bottom_up=(*facts, *scope.bottom_up),
    )


def weighted_by_lists(level: Level, plain: Level) -> Level:
    """Say of a level that its weights are those of the lists; it covers what the `plain` one does.

    Lists know only the units they were drawn from, dossier counts know all.
    """
    named = {
        unit: Weighting.FRAMES if weighting is Weighting.DOSSIERS else weighting
        for unit, weighting in level.weighting.items()
    }
    return replace(level, weighting=named, coverage=plain.coverage)
