"""The stages of a sample: which units were drawn from which groups, out of how many.

A group is what a draw was made from: the stratum at the first stage, the unit of the stage before
at later ones. Elements are the last stage where their population counts are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Ints, count_by, integer_codes, pairs
from analysis.errors import InvalidDesign
from analysis.results import Floats


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One stage of sampling.

    unit : code of the sampled unit of each row; group : code of the group of each unit
    sampled, population : units drawn from each group and in it (inf where unknown)
    reach : product of the sampling fractions of the stages before, per group
    reach_wr : the same for the variance with replacement, where only a unit that is its whole
        stratum hands its variance on to the next stage
    names : a name for each group, for messages
    """

    unit: Ints
    group: Ints
    sampled: Floats
    population: Floats
    reach: Floats
    reach_wr: Floats
    names: tuple[str, ...]

    @property
    def fraction(self) -> Floats:
        """Sampling fraction f = n/N of each group, 0 where N is unknown."""
        return self.sampled / self.population

    @property
    def take_all_single(self) -> NDArray[np.bool_]:
        """Groups of one unit, which was drawn: a census that adds nothing at this stage."""
        return np.asarray((self.sampled == 1) & (self.population <= 1))

    @property
    def lonely(self) -> NDArray[np.bool_]:
        """Groups of which one unit was drawn although there are, or may be, more."""
        return np.asarray((self.sampled == 1) & ~self.take_all_single)


@dataclass(frozen=True, slots=True, eq=False)
class SampleColumns:
    """The coded columns stages are built from; `elements` where rows are the last stage."""

    strata: Ints
    stratum_names: tuple[str, ...]
    clusters: tuple[Ints, ...]
    population: tuple[Floats, ...]
    nested: bool


def build_stages(columns: SampleColumns) -> tuple[Stage, ...]:
    """Code the stages from the outside in; raises `InvalidDesign` naming stage and group."""
    stages: list[Stage] = []
    names = columns.stratum_names
    group_of_row = columns.strata
    reach = reach_wr = np.ones(len(names))
    for depth, ids in enumerate(_unit_columns(columns)):
        counts = columns.population[depth] if depth < len(columns.population) else None
        nested = depth > 0 or columns.nested
        stage = _stage(ids, group_of_row, counts, (reach, reach_wr), names, nested, depth)
        stages.append(stage)
        reach = (stage.reach * stage.fraction)[stage.group]
        reach_wr = (stage.reach_wr * stage.take_all_single)[stage.group]
        names = _names(stage) if depth + 1 < _depth(columns) else ()
        group_of_row = stage.unit
    return tuple(stages)


def _names(stage: Stage) -> tuple[str, ...]:
    return tuple(f"{stage.names[g]} unit {u + 1}" for u, g in enumerate(stage.group.tolist()))


def _depth(columns: SampleColumns) -> int:
    """Number of stages: the clusters, and the elements if they are the first or are counted."""
    clusters = len(columns.clusters)
    return clusters if clusters and len(columns.population) <= clusters else clusters + 1


def _unit_columns(columns: SampleColumns) -> Sequence[Ints | None]:
    """The unit ids of each stage; None stands for the rows themselves."""
    ids: list[Ints | None] = list(columns.clusters)
    return ids if len(ids) == _depth(columns) else [*ids, None]


def _stage(
    ids: Ints | None,
    group_of_row: Ints,
    counts: Floats | None,
    reach: tuple[Floats, Floats],
    names: tuple[str, ...],
    nested: bool,
    depth: int,
) -> Stage:
    groups = len(names)
    if ids is None:
        unit, group = np.arange(group_of_row.size, dtype=np.intp), group_of_row
    else:
        group, cluster, unit = _nest(ids, group_of_row)
        if not nested:
            _check_apart(cluster, unit)
    sampled = count_by(group, groups)
    population = _population(counts, group_of_row, sampled, names, depth)
    return Stage(unit, group, sampled, population, reach[0], reach[1], names)


def _check_apart(cluster: Ints, unit: Ints) -> None:
    """A cluster belongs to one stratum, unless names are used again in each."""
    if integer_codes(cluster)[0].size == cluster.size:
        return
    first = np.unique(cluster, return_index=True)[1]
    again = np.setdiff1d(np.arange(cluster.size), first)
    raise InvalidDesign(
        "a cluster lies in two strata; say `nested` if its name is used again in each",
        column="cluster of stage 1",
        row=int(np.isin(unit, again).argmax()),
    )


def _nest(ids: Ints, group_of_row: Ints) -> tuple[Ints, Ints, Ints]:
    return pairs(group_of_row, ids, int(ids.max()) + 1 if ids.size else 1)


def _population(
    counts: Floats | None, group_of_row: Ints, sampled: Floats, names: tuple[str, ...], depth: int
) -> Floats:
    """One population count per group, checked against the rows and the sample."""
    if counts is None:
        return np.full(sampled.size, np.inf)
    population = np.zeros(sampled.size)
    population[group_of_row[::-1]] = counts[::-1]  # the first row of a group sets its count
    column = f"population of stage {depth + 1}"
    differing = population[group_of_row] != counts
    if differing.any():
        row = int(differing.argmax())
        name = names[group_of_row[row]]
        raise InvalidDesign(f"{column}: two counts for {name}", column=column, row=row)
    short = population < sampled
    if short.any():
        group = int(short.argmax())
        raise InvalidDesign(
            f"{column}: {population[group]:g} for {names[group]}, "
            f"of which {sampled[group]:g} were drawn",
            column=column,
            row=int(np.flatnonzero(group_of_row == group)[0]),
        )
    return population
