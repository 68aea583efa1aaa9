"""What an outsider can work out from every publication together: linear algebra over n.

Unknown is how many answered at each place in each stretch of time between the ends of published
periods; every figure in sight is an equation. What the equations fix is known to whoever copied the
tables, however they were hidden one by one. Where nobody answered is taken as known, which is
more than most outsiders know.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

LARGE = 200
"""An equation over more unknowns joins no groups: it is used where all but one group are known."""
EXACT = 1e-8

Vector = NDArray[np.float64]
Atoms = frozenset[int]


@dataclass(frozen=True, slots=True)
class InSight:
    """A figure that everybody saw: of a unit, in a period."""

    unit_id: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class People:
    """The truth: people by place and stretch, and the places at and below each unit."""

    stretches: Sequence[tuple[date, date]]
    at: Mapping[int, Sequence[int]]
    places: Mapping[int, Sequence[int]]

    def atoms(self, unit_id: int, first: int, last: int) -> list[tuple[int, int]]:
        """List place and stretch wherever somebody answered at or below a unit."""
        return [
            (place, k)
            for place in self.places.get(unit_id, ())
            for k in range(first, last + 1)
            if self.at[place][k]
        ]


def stretches_of(periods: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Cut time where any period begins or ends."""
    one_day = timedelta(days=1)
    cuts = sorted({day for first, last in periods for day in (first, last + one_day)})
    return [(begin, end - one_day) for begin, end in pairwise(cuts)]


def few_people_known(seen: Sequence[InSight], people: People, *, minimum: int) -> dict[int, int]:
    """Find the units of which it is known how many answered in some time, though too few did.

    Gives for each how many; 0 < n < `minimum`.
    """
    numbers: dict[tuple[int, int], int] = {}
    lines = [frozenset(_numbered(people, one, numbers)) for one in seen]
    groups = _groups([line for line in lines if line])
    found: dict[int, int] = {}
    for unit_id, atoms in _small(people, minimum):
        line = frozenset(numbers[atom] for atom in atoms if atom in numbers)
        parts = _parts(line, groups)
        if len(line) == len(atoms) and all(group.knows(part) for group, part in parts):
            n = sum(people.at[place][k] for place, k in atoms)
            found[unit_id] = min(n, found.get(unit_id, n))
    return found


def _numbered(people: People, one: InSight, numbers: dict[tuple[int, int], int]) -> Iterator[int]:
    inside = [
        k
        for k, (first, last) in enumerate(people.stretches)
        if one.first <= first and last <= one.last
    ]
    for atom in people.atoms(one.unit_id, inside[0], inside[-1]):
        yield numbers.setdefault(atom, len(numbers))


def _small(people: People, minimum: int) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Go through units and runs of stretches in which somebody answered, but too few."""
    count = len(people.stretches)
    for unit_id in people.places:
        for first in range(count):
            for last in range(first, count):
                atoms = people.atoms(unit_id, first, last)
                if 0 < sum(people.at[place][k] for place, k in atoms) < minimum:
                    yield unit_id, atoms


class _Group:
    """Unknowns that equations join, and what these fix."""

    def __init__(self, lines: Sequence[Atoms]) -> None:
        self.columns = {atom: k for k, atom in enumerate(sorted(frozenset().union(*lines)))}
        self.basis = np.zeros((0, len(self.columns)))
        self.learn(lines)

    def vector(self, line: Atoms) -> Vector:
        """Write a sum of unknowns as a line of numbers."""
        vector = np.zeros(len(self.columns))
        vector[[self.columns[atom] for atom in line]] = 1.0
        return vector

    def learn(self, lines: Iterable[Atoms]) -> None:
        """Take in equations."""
        stacked = np.vstack([self.basis, *(self.vector(line) for line in lines)])
        _, sizes, rows = np.linalg.svd(stacked, full_matrices=False)
        self.basis = rows[sizes > EXACT]

    def knows(self, line: Atoms) -> bool:
        """Tell whether a sum of unknowns follows from the equations."""
        vector = self.vector(line)
        rest = vector - self.basis.T @ (self.basis @ vector)
        return bool(np.abs(rest).max() < EXACT)


def _groups(lines: Sequence[Atoms]) -> list[_Group]:
    joined: list[tuple[set[int], list[Atoms]]] = []
    for line in sorted(set(lines), key=len):
        if len(line) > LARGE:
            continue
        touched = [entry for entry in joined if entry[0] & line]
        joined = [entry for entry in joined if not entry[0] & line]
        atoms = set(line).union(*(entry[0] for entry in touched))
        joined.append((atoms, [line, *(one for entry in touched for one in entry[1])]))
    loose = frozenset().union(*lines) - frozenset().union(*(atoms for atoms, _ in joined))
    groups = [_Group(own) for _, own in joined] + [_Unseen([frozenset({a})]) for a in loose]
    large = [line for line in lines if len(line) > LARGE]
    while any(_fixed_by(line, groups) for line in large):
        pass
    return groups


class _Unseen(_Group):
    """An unknown that stands in large equations alone: nothing fixes it yet."""

    def __init__(self, lines: Sequence[Atoms]) -> None:
        super().__init__(lines)
        self.basis = self.basis[:0]


def _fixed_by(line: Atoms, groups: Sequence[_Group]) -> bool:
    """Use a large equation where all of its groups but one are known; tell whether it taught."""
    unknown = [(group, part) for group, part in _parts(line, groups) if not group.knows(part)]
    if len(unknown) != 1:
        return False
    group, part = unknown[0]
    group.learn([part])
    return True


def _parts(line: Atoms, groups: Sequence[_Group]) -> list[tuple[_Group, Atoms]]:
    parts = ((group, line & group.columns.keys()) for group in groups)
    return [(group, frozenset(part)) for group, part in parts if part]
