"""Dossiers and weights in the tree as it is today: sums over the units of the time."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from app.services.reporting.dossiers import Dossiers, added_up
from app.services.reporting.lineage import Lineage
from app.services.reporting.scope import added_upwards, cells_in
from app.services.reporting.weighting import Part, Stratum, Weights

Cells = Mapping[int, tuple[int, ...]]


@dataclass(frozen=True)
class WeightsToday(Weights):
    """Weights of a unit that came of others: each of those counts by its dossiers of the time.

    past : the weights as they were
    formers : the units of the time that each unit of today came of
    """

    past: Weights
    formers: Mapping[int, tuple[int, ...]]

    @classmethod
    def following(
        cls,
        past: Weights,
        lineage: Lineage,
        dossiers: Mapping[int, Dossiers],
        hidden: Set[int] = frozenset(),
    ) -> "WeightsToday":
        """Carry weights as they were over to the tree of today."""
        plain = Weights.of(lineage.now, dossiers, past.direct, hidden)
        return cls(
            plain.scope,
            plain.dossiers,
            plain.answered,
            plain.direct,
            plain.cells,
            plain.hidden,
            past,
            lineage.formers,
        )

    def split(self, unit_id: int, total: float) -> list[Part]:
        """Split a unit's answers as they were split at the time."""
        olds = [old for old in self._formers(unit_id) if self.past.answered.get(old, 0)]
        if not olds:
            return super().split(unit_id, total)
        handled = {old: self.past.handled(old) for old in olds}
        if len(olds) > 1 and not all(handled.values()):
            return [Part(Stratum(unit_id, total, self.cells.get(unit_id, ())))]
        whole = sum(handled.values())
        return [
            part
            for old in olds
            for part in self.past.below_or_own(
                old, self.past.split(old, total * (handled[old] / whole if whole else 1))
            )
        ]

    def coverage(self, unit_id: int) -> float | None:
        """Compute the share of the dossiers that belong to units of the time with answers."""
        olds = self._formers(unit_id)
        if not olds:
            return super().coverage(unit_id)
        whole = sum(max(self.past.handled(old), self.past.below(old)) for old in olds)
        return sum(map(self.past.covered, olds)) / whole if whole else None

    def _formers(self, unit_id: int) -> tuple[int, ...]:
        """Give the units of the time, if their answers are exactly those of the unit of today."""
        olds = self.formers.get(unit_id, ())
        return olds if same_cells(olds, self.past.cells, self.cells.get(unit_id, ())) else ()


def same_cells(olds: Iterable[int], then: Cells, now: Iterable[int]) -> bool:
    """Tell whether some units of the time together are exactly one of today."""
    found = [cell for old in olds for cell in then.get(old, ())]
    return len(found) == len(set(found)) and set(found) == set(now)


def cells_now(lineage: Lineage, counted: Iterable[int]) -> Cells:
    """Tell for each unit of today which units of the time count in it."""
    found: dict[int, list[int]] = {}
    for cell in counted:
        start = cell if cell in lineage.now.units else lineage.place[cell]
        for unit_id in lineage.now.upwards(start):
            found.setdefault(unit_id, []).append(cell)
    return {unit_id: tuple(inside) for unit_id, inside in found.items()}


@dataclass(frozen=True)
class Counted:
    """What was counted in units of the time.

    dossiers : of every unit that has any
    own : units whose own dossiers were counted, not only those below them
    direct : answers given at a unit itself
    """

    dossiers: Mapping[int, Dossiers]
    own: Set[int]
    direct: Mapping[int, int]


def dossiers_today(lineage: Lineage, counted: Counted) -> dict[int, Dossiers]:
    """Find the dossiers of every unit of today.

    They are left out where a unit has answers and no count, as in the tree as it was.
    """
    cells = counted.own | counted.direct.keys()
    past, now = cells_in(lineage.then, cells), cells_now(lineage, cells)
    answered = added_upwards(lineage.then, counted.direct)
    answered_now = added_upwards(lineage.now, counted.direct)
    found: dict[int, Dossiers] = {}
    for unit_id in lineage.now.bottom_up:
        olds = (unit_id,) if unit_id in lineage.now.parts else lineage.formers.get(unit_id, ())
        if unit_id in lineage.now.parts or same_cells(olds, past, now.get(unit_id, ())):
            total = whole_of(olds, counted.dossiers, answered)
        else:
            # It came of parts of several: what is below it today, and what was its own.
            own = {u: counted.dossiers[u] for u in olds if u in counted.own}
            below = lineage.now.children.get(unit_id, ())
            total = whole_of({**own, **dict.fromkeys(below)}, {**own, **found}, answered_now)
        if total is not None:
            found[unit_id] = total
    return found


def whole_of(
    units: Iterable[int], dossiers: Mapping[int, Dossiers], answered: Mapping[int, int]
) -> Dossiers | None:
    """Add up dossiers of units; None where one has answers and no count, or none has a count."""
    chosen = list(units)
    known = [dossiers[unit] for unit in chosen if unit in dossiers]
    if not known or any(answered.get(unit, 0) and unit not in dossiers for unit in chosen):
        return None
    return added_up(known)
