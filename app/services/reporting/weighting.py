"""Weights of a parent's figure: its answering units count by their dossiers, not their answers.

statistics.md 2.3. A unit without answers has no weight of its own: its dossiers go to its
answering siblings of the same kind, in proportion to theirs, and coverage tells how much was
really asked. A kind without any answer is not represented and only lowers the coverage.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from app.services.reporting.dossiers import Dossiers
from app.services.reporting.scope import Scope, added_upwards, cells_in


@dataclass(frozen=True, slots=True)
class Stratum:
    """Answers of a unit and everything below it that share one weight.

    `total` is the stratum's share of the dossiers of the unit that is estimated, `cells` are the
    units where its answers were given.
    """

    unit_id: int
    total: float
    cells: tuple[int, ...]


@dataclass(frozen=True)
class Weights:
    """What is needed to weight: the tree, its dossiers, and where answers came from.

    answered : answers in each unit and below it
    direct : answers given at a unit itself
    cells : units with answers, in each unit and below it
    """

    scope: Scope
    dossiers: Mapping[int, Dossiers]
    answered: Mapping[int, int]
    direct: Mapping[int, int]
    cells: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, scope: Scope, dossiers: Mapping[int, Dossiers], direct: Mapping[int, int]) -> Self:
        """Weigh answers that were counted at each unit."""
        return cls(scope, dossiers, added_upwards(scope, direct), direct, cells_in(scope, direct))

    def strata(self, unit_id: int, total: float = 1.0) -> list[Stratum]:
        """Split a unit's answers into strata as far down as dossier counts reach."""
        answering = [c for c in self.scope.children.get(unit_id, ()) if self.answered.get(c, 0)]
        if not answering or self.direct.get(unit_id, 0) or not all(map(self.handled, answering)):
            return [Stratum(unit_id, total, self.cells.get(unit_id, ()))]
        represented = self._by_kind(unit_id, answering)
        alike = dict.fromkeys(represented, 0)
        for child in answering:
            alike[self.scope.units[child].kind] += self.handled(child)
        whole = sum(represented.values())
        return [
            stratum
            for child in answering
            for stratum in self.strata(child, total * self._part(child, represented, alike) / whole)
        ]

    def coverage(self, unit_id: int) -> float | None:
        """Compute the share of the unit's dossiers that belong to units with answers."""
        whole = max(self.handled(unit_id), self.below(unit_id))
        return self.covered(unit_id) / whole if whole else None

    def covered(self, unit_id: int) -> float:
        """Add up the dossiers of the units with answers."""
        if not self.answered.get(unit_id, 0):
            return 0.0
        below = [c for c in self.scope.children.get(unit_id, ()) if self.handled(c)]
        if self.direct.get(unit_id, 0) or not below:
            return float(self.handled(unit_id))
        return sum(map(self.covered, below))

    def below(self, unit_id: int) -> int:
        """Add up the dossiers of the units directly below one."""
        return sum(map(self.handled, self.scope.children.get(unit_id, ())))

    def handled(self, unit_id: int) -> int:
        """Give the dossiers of a unit; 0 where none were counted."""
        counted = self.dossiers.get(unit_id)
        return counted.handled if counted else 0

    def _by_kind(self, unit_id: int, answering: list[int]) -> dict[str, int]:
        """Dossiers of all children of each kind that has an answer."""
        kinds = {self.scope.units[child].kind: 0 for child in answering}
        for child in self.scope.children.get(unit_id, ()):
            if (kind := self.scope.units[child].kind) in kinds:
                kinds[kind] += self.handled(child)
        return kinds

    def _part(self, child: int, represented: Mapping[str, int], alike: Mapping[str, int]) -> float:
        """A child's dossiers, and its part of those of the silent ones of its kind.

        `alike` are the dossiers of the answering ones of each kind.
        """
        kind = self.scope.units[child].kind
        return represented[kind] * self.handled(child) / alike[kind]
