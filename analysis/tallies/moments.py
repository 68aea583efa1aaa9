"""From tallies to moments: the same estimates a survey design gives, without the answers.

Cells are strata with weight N/n. Within a stratum the units of the variance are respondents, of
whom the sums of squares are known, or clusters, whose totals are the rows of the tally:

    V = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_u (t_u − t̄_h)² / (Σ w b)²,  Σ_{i∈c} e² = Σa² − 2RΣab + R²Σb²

(statistics.md 3.2). Squares are added up around the mean of each cell and then of each stratum,
so nothing is lost by subtracting large sums. A stratum with one unit out of more is compared with
0, the rule `adjust` of section 3.3. With clusters there is no population correction: a drawn
multistage sample belongs into `analysis.design.SurveyDesign`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.columns import Ints, pairs, sum_by
from analysis.domains import EQUAL
from analysis.errors import InvalidDesign
from analysis.results import Floats, Moments
from analysis.tallies.frame import Frame, coverage
from analysis.tallies.placed import PlacedRows, add_rows, placed_rows
from analysis.tallies.tally import AA, AB, BB, GIVEN, A, B, N, Tally

# A sum of squares below this share of its terms is rounding: everybody gave the same share.
ROUNDING = 1e-13


@dataclass(frozen=True, slots=True, eq=False)
class UnitMoments:
    """Moments of every unit and measure, in arrays of the shape units × measures.

    moments : n is 0 where nobody answered: there is no estimate then, whatever `value` holds
    simple_variance : of a simple random sample of n with replacement, for design effects
    answered_items : mean number of items answered by the respondents who count
    responses : answers received per unit, also those that count for no measure
    coverage : share of the dossiers that lie in cells with respondents, None without dossiers
    not_covered : cells nobody answered in, per unit
    """

    units: tuple[str, ...]
    tally: Tally
    frame: Frame
    moments: Moments
    simple_variance: Floats
    answered_items: Floats
    responses: Floats
    coverage: Floats | None
    not_covered: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Parts:
    """What the squares of a stratum are added up from: respondents of a cell, or one cluster.

    size : respondents, or 1; members : how many of these have answers
    mean : mean total per unit of the variance; within : squares around it
    """

    stratum: Ints
    size: Floats
    members: Floats
    mean: Floats
    within: Floats


def unit_moments(tally: Tally, frame: Frame) -> UnitMoments:
    """Compute estimate, variance and counts of every unit and measure at once.

    Parameters
    ----------
    tally : Tally
    frame : Frame
        Every cell of the tally must be in it.

    Raises
    ------
    InvalidDesign
        If a cell is missing from the frame, has answers but no dossiers, or a drawn sample is
        larger than its population or clustered.
    """
    if frame.drawn and tally.clusters is not None:
        raise InvalidDesign("a drawn sample of clusters needs analysis.design.SurveyDesign")
    rows = placed_rows(tally, frame)
    value, divisor = _ratios(rows)
    ratio = value[rows.unit]
    squares = _score_squares(rows, ratio)
    parts = _respondents(rows, ratio, squares) if rows.cluster is None else _clusters(rows, ratio)
    n = rows.by_unit(rows.sums[:, :, N])
    total_weight = rows.by_unit(rows.weight * rows.sums[:, :, N])
    simple = rows.by_unit(rows.weight * squares) / divisor**2 * total_weight
    given = rows.by_unit(rows.sums[:, :, GIVEN])
    return UnitMoments(
        units=frame.units,
        tally=tally,
        frame=frame,
        moments=_moments(rows, parts, value, divisor),
        simple_variance=np.where(n > 1, simple / np.maximum(n - 1, 1), 0.0),
        answered_items=given / np.maximum(n, 1.0),
        responses=sum_by(frame.unit, rows.weights.responses, len(frame.units)),
        coverage=coverage(frame, rows.weights.responses),
        not_covered=_not_covered(frame, rows.weights.responses),
    )


def _ratios(rows: PlacedRows) -> tuple[Floats, Floats]:
    """R and Σ w b, units × measures; 0 and 1 where there are no answers."""
    top = rows.by_unit(rows.weight * rows.sums[:, :, A])
    bottom = rows.by_unit(rows.weight * rows.sums[:, :, B])
    divisor = np.where(bottom > 0, bottom, 1.0)
    return top / divisor, divisor


def _score_squares(rows: PlacedRows, ratio: Floats) -> Floats:
    """Σ (a − R b)² over the respondents of each row."""
    sums = rows.sums
    squares = sums[:, :, AA] - 2 * ratio * sums[:, :, AB] + ratio**2 * sums[:, :, BB]
    noise = ROUNDING * (sums[:, :, AA] + ratio**2 * sums[:, :, BB])
    return np.where(squares > noise, squares, 0.0)


def _respondents(rows: PlacedRows, ratio: Floats, squares: Floats) -> _Parts:
    """One part a cell: the mean and the squares of its respondents' scores, weighted."""
    size = rows.weights.responses[rows.cell]
    total = rows.sums[:, :, A] - ratio * rows.sums[:, :, B]
    within = squares - total**2 / size[:, None]
    within = np.where(within > ROUNDING * squares, within, 0.0)
    return _Parts(
        stratum=rows.stratum,
        size=size,
        members=rows.sums[:, :, N],
        mean=rows.weight * total / size[:, None],
        within=rows.weight**2 * within,
    )


def _clusters(rows: PlacedRows, ratio: Floats) -> _Parts:
    """One part a cluster: its weighted total over the cells of the stratum."""
    cluster = np.zeros(0, dtype=np.intp) if rows.cluster is None else rows.cluster
    stratum, _, part = pairs(rows.stratum, cluster, int(cluster.max(initial=0)) + 1)
    total = rows.weight * (rows.sums[:, :, A] - ratio * rows.sums[:, :, B])
    members = add_rows(part, rows.sums[:, :, N], stratum.size) > 0
    return _Parts(
        stratum=stratum,
        size=np.ones(stratum.size),
        members=members.astype(np.float64),
        mean=add_rows(part, total, stratum.size),
        within=np.zeros(members.shape),
    )


def _moments(rows: PlacedRows, parts: _Parts, value: Floats, divisor: Floats) -> Moments:
    strata = rows.unit_of_stratum.size
    squares = _stratum_squares(rows, parts)
    members = add_rows(parts.stratum, parts.members, strata)
    occupied = rows.strata_by_unit((members > 0).astype(np.float64))
    units = rows.strata_by_unit(members)
    not_taken = _not_taken(rows)
    n, correction, effect = _weight_moments(rows, not_taken)
    plain = _is_binary(rows, n) & (occupied <= 1) & (effect <= 1 + EQUAL)
    size = np.ones_like(n) if rows.cluster is None else n / np.maximum(units, 1.0)
    return Moments.of(
        value,
        rows.strata_by_unit(squares) / divisor**2,
        n,
        units - occupied,
        variance=rows.strata_by_unit(squares * not_taken[:, None]) / divisor**2,
        correction=correction,
        weight_effect=effect,
        cluster_size=np.maximum(size, 1.0),
        simple=plain.astype(np.float64) * (rows.cluster is None),
    )


def _stratum_squares(rows: PlacedRows, parts: _Parts) -> Floats:
    """n/(n−1) Σ (t − t̄)² of each stratum; a lonely one around 0, a census of one adds nothing."""
    strata = rows.unit_of_stratum.size
    size = sum_by(parts.stratum, parts.size, strata)
    mean = add_rows(parts.stratum, parts.size[:, None] * parts.mean, strata)
    mean = np.where(size[:, None] > 1, mean / np.maximum(size, 1.0)[:, None], 0.0)
    between = parts.size[:, None] * (parts.mean - mean[parts.stratum]) ** 2
    squares = add_rows(parts.stratum, parts.within + between, strata)
    census = (size == 1) & (rows.by_stratum(rows.weights.represented) <= 1) & rows.frame.drawn
    factor = np.where(census, 0.0, size / np.maximum(size - 1.0, 1.0))
    return squares * factor[:, None]


def _not_taken(rows: PlacedRows) -> Floats:
    """1 − f of each stratum; 1 for voluntary answers (mistake 4)."""
    if not rows.frame.drawn:
        return np.ones(rows.unit_of_stratum.size)
    taken = rows.by_stratum(rows.weights.responses)
    whole = rows.by_stratum(rows.weights.represented)
    return np.where(whole > 0, 1.0 - taken / np.where(whole > 0, whole, 1.0), 1.0)


def _weight_moments(rows: PlacedRows, not_taken: Floats) -> tuple[Floats, Floats, Floats]:
    """n, g = Σw²(1−f)/Σw² and Kish's n Σw²/(Σw)², each over the respondents who count."""
    members = rows.sums[:, :, N]
    n = rows.by_unit(members)
    total = rows.by_unit(rows.weight * members)
    squares = rows.by_unit(rows.weight**2 * members)
    free = rows.by_unit(rows.weight**2 * members * not_taken[rows.stratum][:, None])
    some = n > 0
    correction = np.where(some, free / np.where(some, squares, 1.0), 1.0)
    effect = np.where(some, n * squares / np.where(some, total, 1.0) ** 2, 1.0)
    return n, correction, np.maximum(effect, 1.0)


def _is_binary(rows: PlacedRows, n: Floats) -> NDArray[np.bool_]:
    """Units in which everyone who counts gave one answer and it is 0 or 1."""
    a, b, aa, bb = (rows.by_unit(rows.sums[:, :, k]) for k in (A, B, AA, BB))
    return np.asarray((b == n) & (bb == n) & (a == aa))


def _not_covered(frame: Frame, responses: Floats) -> tuple[tuple[str, ...], ...]:
    empty: list[list[str]] = [[] for _ in frame.units]
    for cell in np.flatnonzero(responses == 0).tolist():
        empty[frame.unit[cell]].append(frame.cells[cell])
    return tuple(tuple(cells) for cells in empty)
