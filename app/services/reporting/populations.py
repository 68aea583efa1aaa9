"""The population behind each unit's answers: dossiers, rates, coverage."""

from collections.abc import Sequence

import numpy as np

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
    The exact number would be that of a period which nobody can ask for, so it is rounded to the
    minimum cell wherever it is not that of all answers.
    """
    answers, scope = data.answers, data.scope
    units = answers.columns.units
    order = {unit_id: place for place, unit_id in enumerate(unit_ids)}
    owner = np.full(int(units.max(initial=0)) + 1, -1)
    for cell in np.flatnonzero(np.bincount(units)).tolist():
        owner[cell] = order.get(scope.at_level(cell, kind) or 0, -1)
    # One place more, so that -1, a cell of no unit, looks up a day range nobody is in.
    first = np.full(len(unit_ids) + 1, np.datetime64("9999-12-31"), dtype="datetime64[D]")
    last = np.full(len(unit_ids) + 1, np.datetime64("0001-01-01"), dtype="datetime64[D]")
    for unit_id, place in order.items():
        if dossiers := data.dossiers.get(unit_id):
            first[place], last[place] = np.datetime64(dossiers.first), np.datetime64(dossiers.last)
    row = owner[units]
    days = answers.columns.days
    counts = ~answers.excluded & (row >= 0)
    inside = counts & (days >= first[row]) & (days <= last[row])
    every, found = (
        np.bincount(row[which], minlength=len(unit_ids)).tolist() for which in (counts, inside)
    )
    base = data.survey.minimum_cell
    return {
        unit_id: n if n == whole else rounded_count(n, base=base)
        for unit_id, n, whole in zip(unit_ids, found, every, strict=True)
    }
