"""Weights of a parent's figure: its answering units count by their dossiers, not their answers.

statistics.md 2.3. A unit without answers has no weight of its own: its dossiers go to its
answering siblings of the same kind, in proportion to theirs, and coverage tells how much was
really asked. A kind without any answer is not represented and only lowers the coverage.

Strata of units whose figures are hidden are collapsed: all that hangs below a unit and is not in a
figure of its own is one stratum, with the dossiers and the answers of all. So the figure of a unit
follows from sums that may be known; Σ N_h R_h / Σ N_h with a small h would tell R_h, for N_h is
public. Collapsed strata are the usual answer to strata of one (Cochran 1977, 5A.12; Wolter 2007,
chapter 2); the estimate is as if all of the collapsed strata had been sampled at one rate.
"""

from collections.abc import Iterable, Mapping, Set
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


@dataclass(frozen=True, slots=True)
class Part:
    """A stratum, and whether it waits to be collapsed with others at the next shown unit above."""

    stratum: Stratum
    is_loose: bool = True


@dataclass(frozen=True)
class Weights:
    """What is needed to weight: the tree, its dossiers, and where answers came from.

    hidden : units whose strata are collapsed
    answered : answers in each unit and below it
    direct : answers given at a unit itself
    cells : units with answers, in each unit and below it
    """

    scope: Scope
    dossiers: Mapping[int, Dossiers]
    answered: Mapping[int, int]
    direct: Mapping[int, int]
    cells: Mapping[int, tuple[int, ...]]
    hidden: Set[int]

    @classmethod
    def of(
        cls,
        scope: Scope,
        dossiers: Mapping[int, Dossiers],
        direct: Mapping[int, int],
        hidden: Set[int] = frozenset(),
    ) -> Self:
        """Weigh answers that were counted at each unit."""
        answered, cells = added_upwards(scope, direct), cells_in(scope, direct)
        return cls(scope, dossiers, answered, direct, cells, hidden)

    def strata(self, unit_id: int) -> list[Stratum]:
        """Split a unit's answers into strata as far down as dossier counts and figures reach."""
        return [part.stratum for part in self.collapsed(unit_id, self.split(unit_id, 1.0))]

    def collapsed(self, unit_id: int, parts: Iterable["Part"]) -> list["Part"]:
        """Make one stratum of a unit of what belongs to no figure below it."""
        every = list(parts)
        loose = [part.stratum for part in every if part.is_loose]
        if not loose:
            return every
        total = sum(stratum.total for stratum in loose)
        cells = tuple(cell for stratum in loose for cell in stratum.cells)
        own = Part(Stratum(unit_id, total, cells), is_loose=False)
        return [own, *(part for part in every if not part.is_loose)]

    def below_or_own(self, unit_id: int, parts: list["Part"]) -> list["Part"]:
        """Collapse what is left over at a unit, unless it is hidden: then it goes further up."""
        return parts if unit_id in self.hidden else self.collapsed(unit_id, parts)

    def split(self, unit_id: int, total: float) -> list["Part"]:
        """Split a unit's answers; what belongs to no figure below it stays loose."""
        answering = [c for c in self.scope.children.get(unit_id, ()) if self.answered.get(c, 0)]
        if not answering or self.direct.get(unit_id, 0) or not all(map(self.handled, answering)):
            return [Part(Stratum(unit_id, total, self.cells.get(unit_id, ())))]
        represented = self._by_kind(unit_id, answering)
        alike = dict.fromkeys(represented, 0)
        for child in answering:
            alike[self.scope.units[child].kind] += self.handled(child)
        whole = sum(represented.values())
        return [
            part
            for child in answering
            for part in self.below_or_own(
                child, self.split(child, total * self._part(child, represented, alike) / whole)
            )
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
