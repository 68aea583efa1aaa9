"""The survey design: who was drawn from what, with which weight.

A design describes the whole sample. Subgroups are domains of it and never a smaller design: a
cluster without a member of the domain still counts as drawn (statistics.md 3.1, mistake 2).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from analysis.arguments import choice, whole_number
from analysis.columns import Ints, complete, labels, numbers, positive, sum_by
from analysis.errors import InvalidDesign
from analysis.results import Floats, Notice
from analysis.stages import SampleColumns, Stage, build_stages

MOST_ROWS = 100_000_000
LONELY_RULES = ("adjust", "remove", "average", "fail")
SOURCES = ("drawn", "voluntary")


@dataclass(frozen=True, slots=True, eq=False)
class CalibrationBasis:
    """What the residual variance of calibrated weights needs (statistics.md 3.1).

    `basis` has orthonormal columns that span the calibration variables times the root of the
    design weights; `root` is that root.
    """

    basis: Floats
    root: Floats


@dataclass(frozen=True, slots=True, eq=False)
class SurveyDesign:
    """A sample of respondents, one row each. Build it with `from_columns`.

    weights : one positive number per row
    stages : outer to inner, see `analysis.stages`
    lonely : how a group of which one unit was drawn is treated, one of `LONELY_RULES`
    source : `drawn` from a list, or `voluntary` answers, which claim only "of those who answer"
    clustered : whether the units of the first stage are clusters and not respondents
    calibration : set by `analysis.calibration` when the weights meet known totals
    """

    weights: Floats
    stages: tuple[Stage, ...]
    lonely: str
    clustered: bool
    source: str
    calibration: CalibrationBasis | None = None

    @classmethod
    def from_columns(
        cls,
        rows: int,
        *,
        weights: Any = None,
        strata: Any = None,
        clusters: Sequence[Any] = (),
        population: Sequence[Any] = (),
        lonely: str = "adjust",
        nested: bool = False,
        source: str | None = None,
    ) -> Self:
        """Check the columns of a sample and build its design.

        Parameters
        ----------
        rows : int
            Number of respondents, at least 1.
        weights : column of numbers, optional
            Design weights, above 0. Without them every weight is 1, or the product of N/n over
            the stages whose population counts are given.
        strata : column of labels, optional
            Stratum of each row; without it the sample is one stratum.
        clusters : sequence of columns of labels, optional
            Clusters from the outermost to the innermost; none for a sample of respondents.
            A name of an inner cluster belongs to its outer one and may be used again in another.
        population : sequence of columns of numbers, optional
            For each stage, on every row, how many units the row's group holds (R's ``fpc``); one
            entry more than there are clusters says that respondents are the last stage. Only for
            a drawn sample: voluntary answers have no population correction (section 1).
        lonely : {"adjust", "remove", "average", "fail"}
            Rule for a group of which one unit was drawn (section 3.3).
        nested : bool
            Whether names of the outermost clusters are used again in each stratum.
        source : {"drawn", "voluntary"}, optional
            How answers came about; without it "drawn" if population counts are given, and the
            weaker claim "voluntary" if not.

        Raises
        ------
        InvalidDesign
            If the columns contradict each other.
        AnalysisError
            If a column cannot be read; both name the column.
        """
        if rows < 1:
            raise InvalidDesign("a design needs at least one respondent")
        rows = whole_number("rows", rows, high=MOST_ROWS)
        choice("rule for lonely clusters", lonely, LONELY_RULES)
        if len(population) > len(clusters) + 1:
            raise InvalidDesign("more population columns than stages")
        claim = _source(source, bool(population))
        stages = build_stages(_columns(rows, strata, clusters, population, nested))
        given = (
            _default_weights(stages, rows) if weights is None else numbers(weights, "weights", rows)
        )
        return cls(positive(given, "weights"), stages, lonely, bool(clusters), claim)

    @property
    def rows(self) -> int:
        """Number of respondents in the whole sample."""
        return self.weights.size

    def notices(self) -> tuple[Notice, ...]:
        """What a reader of results from this design should know, as data."""
        return tuple(
            Notice("lonely_cluster", name) for name in lonely_strata(self) if self.lonely != "fail"
        )

    def with_weights(self, weights: Floats, calibration: CalibrationBasis | None) -> Self:
        """Return the same sample with other weights."""
        return replace(self, weights=positive(weights, "weights"), calibration=calibration)


def _source(source: str | None, counted: bool) -> str:
    """A population correction on voluntary answers is wrong at any response rate (section 1)."""
    if source is None:
        return "drawn" if counted else "voluntary"
    if choice("source", source, SOURCES) == "voluntary" and counted:
        raise InvalidDesign("voluntary answers have no population correction: give weights instead")
    return source


def lonely_strata(design: SurveyDesign) -> tuple[str, ...]:
    """Names of the strata of which one unit was drawn although there are, or may be, more."""
    first = design.stages[0]
    return tuple(first.names[g] for g in np.flatnonzero(first.lonely).tolist())


def collapse(strata: Any, merges: Mapping[str, str]) -> tuple[str, ...]:
    """Merge strata into named siblings before a design is built from them.

    This is the best treatment of a lonely cluster when it is planned before the answers are seen
    (statistics.md 3.3). Population counts of merged strata must be added up by the caller, with
    `collapsed_population`.

    Parameters
    ----------
    strata : column of labels
    merges : mapping
        From the stratum to give up to the one that takes it in; chains are followed.

    Raises
    ------
    InvalidDesign
        If a name is not a stratum, or merges run in a circle.
    """
    names, codes = labels(strata, "strata")
    unknown = (set(merges) | set(merges.values())) - set(names)
    if unknown:
        raise InvalidDesign(f"cannot merge what is not a stratum: {', '.join(sorted(unknown))}")
    final = [_follow(name, merges) for name in names]
    return tuple(final[code] for code in codes.tolist())


def collapsed_population(strata: Any, merged: Any, population: Any) -> Floats:
    """Population count of each row's merged stratum: the sum over the strata merged into it."""
    names, codes = labels(strata, "strata")
    counts = complete(numbers(population, "population", codes.size), "population")
    merged_names, merged_codes = labels(merged, "merged strata", codes.size)
    first_row = np.zeros(len(names), dtype=np.intp)
    first_row[codes[::-1]] = np.arange(codes.size - 1, -1, -1)
    if (counts != counts[first_row][codes]).any():
        raise InvalidDesign("population: two counts for one stratum")
    sums = sum_by(merged_codes[first_row], counts[first_row], len(merged_names))
    return sums[merged_codes]


def _follow(name: str, merges: Mapping[str, str]) -> str:
    seen = {name}
    while name in merges:
        name = merges[name]
        if name in seen:
            raise InvalidDesign(f"strata are merged in a circle: {', '.join(sorted(seen))}")
        seen.add(name)
    return name


def _columns(
    rows: int, strata: Any, clusters: Sequence[Any], population: Sequence[Any], nested: bool
) -> SampleColumns:
    names: tuple[str, ...] = ("the sample",)
    codes: Ints = np.zeros(rows, dtype=np.intp)
    if strata is not None:
        names, codes = labels(strata, "strata", rows)
    ids = tuple(labels(c, f"cluster of stage {i + 1}", rows)[1] for i, c in enumerate(clusters))
    counts = tuple(
        positive(numbers(c, f"population of stage {i + 1}", rows), f"population of stage {i + 1}")
        for i, c in enumerate(population)
    )
    return SampleColumns(codes, names, ids, counts, nested)


def _default_weights(stages: tuple[Stage, ...], rows: int) -> Floats:
    """The product of N/n over the stages whose counts are known (section 2.1), else 1."""
    weights = np.ones(rows)
    for stage in stages:
        known = np.isfinite(stage.population)
        factor = np.where(known, stage.population / stage.sampled, 1.0)
        weights *= factor[stage.group][stage.unit]
    return weights
