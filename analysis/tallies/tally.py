"""Tallies of answers: add a batch, merge batches in any order, lose nothing.

A tally holds, per cell and cluster, whole numbers only: how often each score and each kind of
missing answer occurred per item, and of each measure n, Σa, Σb, Σa², Σab, Σb² and the answers
given, over the respondents who count. Whole numbers add without rounding, so batches, threads and
machines in any order give the very same tally, and the same estimates as one pass over everything
(design.md section 7).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.answers import NOT_SHOWN, Scores, read_answers, sum_answers
from analysis.columns import Ints, labels, pairs
from analysis.errors import AnalysisError
from analysis.indices.base import who_counts
from analysis.tallies.plan import Measure, TallyPlan

Whole = NDArray[np.int64]
Texts = NDArray[np.str_]

# Where the sums of a measure stand on the last axis of `Tally.sums`.
N, A, B, AA, AB, BB, GIVEN = range(7)


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Sums per row, a row being one cell, or one cluster's part of a cell; rows are sorted.

    plan : what was tallied
    cells : label of each row's cell
    clusters : label of each row's cluster, None where respondents are the units
    responses : answers received, rows
    scores : how often each code occurred, rows × items × codes; code c stands at c - NOT_SHOWN
    sums : N, A, B, AA, AB, BB, GIVEN of each measure, rows × measures × 7
    """

    plan: TallyPlan
    cells: Texts
    clusters: Texts | None
    responses: Whole
    scores: Whole
    sums: Whole

    def score_counts(self, item: str, code: int) -> Whole:
        """How often `code` (a score or a missing code) was given to `item`, per row."""
        if not NOT_SHOWN <= code <= self.plan.scale.highest or item not in self.plan.items:
            raise AnalysisError(f"no answers {code} to {item!r} are tallied")
        counts: Whole = self.scores[:, self.plan.items.index(item), code - NOT_SHOWN]
        return counts


def tally_answers(plan: TallyPlan, answers: Any, cells: Any, clusters: Any = None) -> Tally:
    """Tally a batch of answers.

    Parameters
    ----------
    plan : TallyPlan
    answers : array, respondents × items of the plan
        See `analysis.answers`. int8 in Fortran order is read without a copy.
    cells : column of labels
        Cell of each respondent: the smallest group with a dossier count, such as a counter, or a
        counter's service. Small integers are the quickest.
    clusters : column of labels, optional
        Cluster of each respondent, where days, classes or villages were drawn and not people.

    Returns
    -------
    Tally

    Raises
    ------
    AnalysisError
        If columns differ in length or an answer is not on the scale.
    """
    sheet = read_answers(answers, plan.scale)
    rows, items = sheet.shape
    if items != len(plan.items):
        raise AnalysisError(f"answers: {items} columns for {len(plan.items)} items")
    cell_names, cell = labels(cells, "cells", rows)
    names, row = np.array(cell_names, dtype=np.str_), cell
    cluster_names: Texts | None = None
    if clusters is not None:
        own, cluster = labels(clusters, "clusters", rows)
        cell_of_row, cluster_of_row, row = pairs(cell, cluster, len(own))
        names = names[cell_of_row]
        cluster_names = np.array(own, dtype=np.str_)[cluster_of_row]
    scores = _score_counts(sheet, row, names.size, plan)
    sums = np.stack([_sums(m, plan, sheet, row, scores) for m in plan.measures], axis=1)
    responses = np.bincount(row, minlength=names.size).astype(np.int64)
    return _sorted(Tally(plan, names, cluster_names, responses, scores, sums))


def merge(tallies: Iterable[Tally]) -> Tally:
    """Add up tallies of one plan; the order does not matter.

    Raises
    ------
    AnalysisError
        If there is none, plans differ, or only some have clusters.
    """
    parts = list(tallies)
    if not parts:
        raise AnalysisError("there is no tally to merge")
    if any(part.plan != parts[0].plan for part in parts):
        raise AnalysisError("tallies of different plans cannot be merged")
    if len({part.clusters is None for part in parts}) > 1:
        raise AnalysisError("tallies with and without clusters cannot be merged")
    if len(parts) == 1:
        return parts[0]
    return _added(parts)


def put_together(tally: Tally, groups: Any) -> Tally:
    """Make one cell of all cells of a group, whose sums tell nothing of how they were divided.

    Estimates are the same, to the last digit for every division: rounding tells nothing either.

    Parameters
    ----------
    tally : Tally
        Without clusters.
    groups : column of labels
        Of each row; the new cells.
    """
    names, row = labels(groups, "groups", tally.cells.size)
    order = np.argsort(row, kind="stable")
    starts = np.searchsorted(row[order], np.arange(len(names)))
    arrays = (
        np.add.reduceat(getattr(tally, name)[order], starts, axis=0)
        for name in ("responses", "scores", "sums")
    )
    return _sorted(Tally(tally.plan, np.array(names, dtype=np.str_), None, *arrays))


def _added(parts: list[Tally]) -> Tally:
    cells, cell = np.unique(np.concatenate([p.cells for p in parts]), return_inverse=True)
    clusters, cluster = np.unique(
        np.concatenate([p.cells if p.clusters is None else p.clusters for p in parts]),
        return_inverse=True,
    )
    cell_of_row, cluster_of_row, position = pairs(cell, cluster, clusters.size)
    arrays = []
    for name in ("responses", "scores", "sums"):
        first = getattr(parts[0], name)
        total = np.zeros((cell_of_row.size, *first.shape[1:]), dtype=np.int64)
        start = 0
        for part in parts:  # a row occurs once in a tally, so += needs no bincount
            total[position[start : start + part.cells.size]] += getattr(part, name)
            start += part.cells.size
        arrays.append(total)
    own = None if parts[0].clusters is None else clusters[cluster_of_row]
    return Tally(parts[0].plan, cells[cell_of_row], own, *arrays)


def _sorted(tally: Tally) -> Tally:
    """Rows in the order of their labels, which is the order `merge` gives."""
    keys = (tally.cells,) if tally.clusters is None else (tally.clusters, tally.cells)
    order = np.lexsort(keys)
    clusters = None if tally.clusters is None else tally.clusters[order]
    arrays = (tally.responses[order], tally.scores[order], tally.sums[order])
    return Tally(tally.plan, tally.cells[order], clusters, *arrays)


def _score_counts(sheet: Scores, row: Ints, rows: int, plan: TallyPlan) -> Whole:
    codes = plan.scale.highest - NOT_SHOWN + 1
    start = row * codes - NOT_SHOWN
    counts = np.empty((rows, sheet.shape[1], codes), dtype=np.int64)
    for item, column in enumerate(sheet.T):
        found = np.bincount(start + column, minlength=rows * codes)
        counts[:, item, :] = found.reshape(rows, codes)
    return counts


def _sums(measure: Measure, plan: TallyPlan, sheet: Scores, row: Ints, scores: Whole) -> Whole:
    places = [plan.items.index(item) for item in measure.items]
    if len(places) == 1:
        return _sums_of_one_item(measure, plan, scores[:, places[0], :])
    person = sum_answers(sheet[:, places], plan.scale)
    counted = who_counts(person, plan.least_answered)
    a, b = (
        np.where(counted, x, 0).astype(np.float64) for x in measure.index.pairs(person, plan.scale)
    )
    given = np.where(counted, person.answered, 0).astype(np.float64)
    columns = (counted.astype(np.float64), a, b, a * a, a * b, b * b, given)
    # sums of whole numbers below 2**53 are exact in float64
    added = [np.bincount(row, column, scores.shape[0]) for column in columns]
    return np.stack(added, axis=1).astype(np.int64)


def _sums_of_one_item(measure: Measure, plan: TallyPlan, scores: Whole) -> Whole:
    """Everybody who gave one score has the same a and b: no second look at the answers."""
    codes = np.arange(NOT_SHOWN, plan.scale.highest + 1)
    one_each = codes[:, None].astype(np.int8)
    person = sum_answers(np.where(_on_scale(one_each, plan), one_each, -1), plan.scale)
    counted = who_counts(person, plan.least_answered)
    a, b = (np.where(counted, x, 0) for x in measure.index.pairs(person, plan.scale))
    one = np.stack([counted, a, b, a * a, a * b, b * b, person.answered], axis=1).astype(np.int64)
    return scores @ one


def _on_scale(codes: Scores, plan: TallyPlan) -> NDArray[np.bool_]:
    return codes >= plan.scale.lowest
