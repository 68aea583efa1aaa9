"""The population behind each unit's answers: dossiers, rates, coverage."""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from analysis.disclosure.publications import rounded_count
from app.services.reporting.data import ReportData
from app.services.reporting.levels import Level
from app.services.reporting.records import Population


def populations(
    data: ReportData, kind: str, unit_ids: Sequence[int], level: Level | None
) -> dict[int, Population]:
    """Give every unit that has dossier counts its population."""
    known = any(unit_id in data.dossiers for unit_id in unit_ids)
    counted = answers_to_set_against(data, kind, unit_ids) if known else {}
    coverage = level.coverage if level else {}
    found = {}
    for unit_id in unit_ids:
        dossiers = data.dossiers.get(unit_id)
        if dossiers is None:
            continue
        handled = dossiers.handled
        found[unit_id] = Population(
            dossiers=handled,
            first=dossiers.first,
            last=dossiers.last,
            on_time_rate=dossiers.on_time_rate,
            response_rate=counted[unit_id] / handled if handled else None,
            coverage=coverage.get(unit_id, 0.0 if handled else None),
            sources=dossiers.sources,
        )
    return found


def answers_to_set_against(data: ReportData, kind: str, unit_ids: Sequence[int]) -> dict[int, int]:
    """Count each unit's answers on the days whose dossiers were counted.

    A period may go on after the last count: then later answers have no dossiers to be set against.
    Their exact number would be that of a period which nobody can ask for, so it is rounded to the
    minimum cell. They are the same ones whatever the period, so no two periods tell more.
    """
    columns, counts = data.answers.columns, ~data.answers.excluded
    place = {unit_id: k for k, unit_id in enumerate(unit_ids)}
    cells = np.bincount(columns.units[counts], minlength=int(columns.units.max(initial=0)) + 1)
    owner = np.full(cells.size, len(unit_ids))  # one place more, for cells of no unit
    for cell in np.flatnonzero(cells).tolist():
        owner[cell] = place.get(data.scope.at_level(cell, kind) or 0, len(unit_ids))
    every = np.bincount(owner, cells, minlength=len(unit_ids) + 1).astype(int)
    inside = {u: every[k] for u, k in place.items()} | _counted_partly(data, place, owner)
    base = data.survey.minimum_cell
    return {
        unit_id: max(whole - rounded_count(whole - int(n), base=base), 0)
        for unit_id, n in inside.items()
        for whole in [int(every[place[unit_id]])]
    }


def _counted_partly(
    data: ReportData, place: Mapping[int, int], owner: NDArray[np.int64]
) -> dict[int, int]:
    """Count the answers on days with dossiers of the units that have answers on other days too.

    `owner` gives the place of the unit to which the answers of each cell belong.
    """
    columns, counts = data.answers.columns, ~data.answers.excluded
    if not counts.any():
        return {}
    begin, end = columns.days.min().astype(date), columns.days.max().astype(date)
    spans = {u: (d.first, d.last) for u in place if (d := data.dossiers.get(u))}
    partly = {u: span for u, span in spans.items() if span[0] > begin or span[1] < end}
    if not partly:
        return {}
    # A cell of no such unit looks up a span nobody is in.
    first = np.full(len(place) + 1, np.datetime64("9999-12-31"), dtype="datetime64[D]")
    last = np.full(len(place) + 1, np.datetime64("0001-01-01"), dtype="datetime64[D]")
    for unit_id, span in partly.items():
        first[place[unit_id]], last[place[unit_id]] = map(np.datetime64, span)
    row = owner[columns.units]
    inside = counts & (columns.days >= first[row]) & (columns.days <= last[row])
    found = np.bincount(row[inside], minlength=len(place) + 1)
    return {unit_id: int(found[place[unit_id]]) for unit_id in partly}
