"""Which cells make up which unit, and how many dossiers stand behind each.

A parent is never the mean of its units' percentages: every cell counts with its dossiers
(statistics.md 2.3, mistake 7).
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from analysis.arguments import vector
from analysis.columns import Ints, labels, pairs, sum_by
from analysis.errors import InvalidDesign
from analysis.results import Floats
from analysis.tallies.tally import Tally


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The cells of a result table. Build it with `of`.

    cells : labels, each once
    units : names of the units in order; unit : each cell's place among them
    stratum : code of the stratum each cell belongs to; a stratum lies in one unit
    dossiers : N of each cell, None where unknown: then cells are not weighted
    sibling : code of the group in which a cell without respondents hands over its dossiers
    drawn : whether respondents were drawn from the dossiers, which alone allows a correction
    """

    cells: tuple[str, ...]
    units: tuple[str, ...]
    unit: Ints
    stratum: Ints
    dossiers: Floats | None
    sibling: Ints
    drawn: bool

    @classmethod
    def of(
        cls,
        cells: Any,
        *,
        units: Any = None,
        dossiers: Any = None,
        siblings: Any = None,
        strata: Any = None,
        drawn: bool = False,
    ) -> Self:
        """Check and build a frame; all columns have one entry per cell.

        Parameters
        ----------
        cells : column of labels
            Every cell there is, also those nobody answered in.
        units : column of labels, optional
            The unit each cell is rolled up to; without it every cell is a unit of its own.
        dossiers : column of numbers, optional
            Dossiers handled in the period; 0 only where nobody answered. Needed to
            roll several cells up to one unit; without it answers are added unweighted, which is
            a data check only.
        siblings : column of labels, optional
            Cells of one level and service. A cell without respondents hands its dossiers to the
            siblings of its unit; without the column to all cells of the unit.
        strata : column of labels, optional
            Cells whose clusters were drawn together; without it every cell is a stratum.
        drawn : bool
            Respondents are a random sample of the dossiers. Voluntary answers never are, however
            many there are (section 1).
        """
        names, codes = labels(cells, "cells")
        if len(names) < codes.size or not names:
            raise InvalidDesign("a frame needs cells, each named once")
        count = len(names)
        order = tuple(names[code] for code in codes.tolist())
        unit_names, unit = labels(order if units is None else units, "units", count)
        _, stratum = labels(order if strata is None else strata, "strata", count)
        _, sibling = labels([""] * count if siblings is None else siblings, "siblings", count)
        n = None if dossiers is None else vector("dossiers", dossiers, low=0.0, size=count)
        if drawn and n is None:
            raise InvalidDesign("a drawn sample needs the dossiers it was drawn from")
        return cls(
            order, unit_names, unit, _within(unit, stratum), n, _within(unit, sibling), drawn
        )


def _within(unit: Ints, group: Ints) -> Ints:
    """Codes of groups inside units: equal names in two units are two groups."""
    return pairs(unit, group, int(group.max()) + 1)[2]


@dataclass(frozen=True, slots=True, eq=False)
class CellWeights:
    """What each cell of a frame counts.

    responses : answers received, all of them
    represented : dossiers after those of empty cells were handed over
    weight : dossiers per respondent, 0 for an empty cell
    """

    responses: Floats
    represented: Floats
    weight: Floats


def weigh_cells(frame: Frame, responses: Floats) -> CellWeights:
    """Hand the dossiers of empty cells to their siblings, then share them among respondents."""
    answered = responses > 0
    safe = np.where(answered, responses, 1.0)
    if frame.dossiers is None:
        return CellWeights(responses, responses, answered.astype(np.float64))
    groups = int(frame.sibling.max()) + 1
    whole = sum_by(frame.sibling, frame.dossiers, groups)
    covered = sum_by(frame.sibling, np.where(answered, frame.dossiers, 0.0), groups)
    factor = np.where(covered > 0, whole / np.where(covered > 0, covered, 1.0), 0.0)
    represented = np.where(answered, frame.dossiers * factor[frame.sibling], 0.0)
    _refuse(frame, answered & (frame.dossiers == 0), "answers, but no dossiers")
    if frame.drawn:
        _refuse(frame, frame.dossiers < responses, "more respondents than dossiers to draw from")
    return CellWeights(responses, represented, represented / safe)


def _refuse(frame: Frame, wrong: NDArray[np.bool_], reason: str) -> None:
    if wrong.any():
        raise InvalidDesign(f"{frame.cells[int(wrong.argmax())]}: {reason}")


def place_rows(frame: Frame, tally: Tally) -> Ints:
    """Place of each row's cell in the frame; raises `InvalidDesign` for answers outside it."""
    cells = np.array(frame.cells, dtype=np.str_)
    order = np.argsort(cells)
    found = np.minimum(np.searchsorted(cells, tally.cells, sorter=order), cells.size - 1)
    place = order[found]
    outside: NDArray[np.bool_] = cells[place] != tally.cells
    if outside.any():
        raise InvalidDesign(f"answers in {tally.cells[outside][0]}, which is not in the frame")
    return place


def coverage(frame: Frame, responses: Floats) -> Floats | None:
    """Share of each unit's dossiers that lie in cells with respondents; None without dossiers.

    A unit that handled nothing has coverage 0.
    """
    if frame.dossiers is None:
        return None
    whole = sum_by(frame.unit, frame.dossiers, len(frame.units))
    covered = sum_by(frame.unit, np.where(responses > 0, frame.dossiers, 0.0), len(frame.units))
    return np.where(whole > 0, covered / np.where(whole > 0, whole, 1.0), 0.0)
