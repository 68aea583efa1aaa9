"""Rows of a tally put in their place: cell, unit, stratum and weight of each."""

from dataclasses import dataclass

import numpy as np

from analysis.columns import Ints, sum_by
from analysis.results import Floats
from analysis.tallies.frame import CellWeights, Frame, place_rows, weigh_cells
from analysis.tallies.tally import Tally


@dataclass(frozen=True, slots=True, eq=False)
class PlacedRows:
    """Codes and weights of each row, and the sums of the tally as floats.

    weights : of the cells of the frame; cell, unit, stratum : codes of each row
    unit_of_stratum : code of the unit each stratum lies in
    weight : dossiers per respondent, a column; cluster : codes, None without clusters
    """

    frame: Frame
    weights: CellWeights
    cell: Ints
    unit: Ints
    stratum: Ints
    unit_of_stratum: Ints
    weight: Floats
    sums: Floats
    cluster: Ints | None

    def by_unit(self, values: Floats) -> Floats:
        """Add up the rows of each unit."""
        return add_rows(self.unit, values, len(self.frame.units))

    def strata_by_unit(self, values: Floats) -> Floats:
        """Add up the strata of each unit."""
        return add_rows(self.unit_of_stratum, values, len(self.frame.units))

    def by_stratum(self, of_cells: Floats) -> Floats:
        """Add up the cells of each stratum."""
        return sum_by(self.frame.stratum, of_cells, self.unit_of_stratum.size)


def add_rows(codes: Ints, values: Floats, count: int) -> Floats:
    """Sum the rows of a table by code."""
    added = np.zeros((count, values.shape[1]))
    for column in range(values.shape[1]):
        added[:, column] = sum_by(codes, values[:, column], count)
    return added


def placed_rows(tally: Tally, frame: Frame) -> PlacedRows:
    """Find the place of each row and the weight of its cell; see `unit_moments` for errors."""
    cell = place_rows(frame, tally)
    weights = weigh_cells(frame, sum_by(cell, tally.responses.astype(np.float64), len(frame.cells)))
    unit_of_stratum = np.zeros(int(frame.stratum.max()) + 1, dtype=np.intp)
    unit_of_stratum[frame.stratum] = frame.unit
    cluster = None
    if tally.clusters is not None:
        cluster = np.unique(tally.clusters, return_inverse=True)[1].reshape(-1)
    return PlacedRows(
        frame=frame,
        weights=weights,
        cell=cell,
        unit=frame.unit[cell],
        stratum=frame.stratum[cell],
        unit_of_stratum=unit_of_stratum,
        weight=weights.weight[cell][:, None],
        sums=tally.sums.astype(np.float64),
        cluster=cluster,
    )
