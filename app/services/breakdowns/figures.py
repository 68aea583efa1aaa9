"""Estimates of a part of every unit of a level: the same way as of the whole (`levels`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from analysis.disclosure.parts import Mask
from analysis.tallies.tally import Tally
from app.queries.populations import DossierCount, list_dossier_counts
from app.services.breakdowns.dimensions import SERVICE, Value
from app.services.breakdowns.hiding import Division
from app.services.reporting.data import ReportData
from app.services.reporting.dossiers import Dossiers, dossiers_of_units
from app.services.reporting.levels import Hidden, Level, build_level, figures
from app.services.reporting.records import Figure
from app.services.reporting.report import Report
from app.services.reporting.scope import added_upwards


@dataclass(frozen=True, slots=True, eq=False)
class PartFigures:
    """The figures of one part of all units of a level, and how they were put together."""

    figures: Mapping[int, Figure]
    level: Level | None


def value_figures(
    report: Report, measure: str, division: Division, kind: str, part: int
) -> PartFigures:
    """Estimate one part of every unit of a kind; the last part is that without a value."""
    key = ("part", measure, division.named.id, kind, part)
    found: PartFigures = report.once(key, lambda: _of_part(report, measure, division, kind, part))
    return found


def rest_figures(report: Report, measure: str, division: Division, kind: str) -> PartFigures:
    """Estimate what is hidden of every unit of a kind, all of it together."""
    key = ("rest", measure, division.named.id, kind)
    found: PartFigures = report.once(key, lambda: _of_rest(report, measure, division, kind))
    return found


def _of_rest(report: Report, measure: str, division: Division, kind: str) -> PartFigures:
    tally = division.tally.of_rows(_hidden(report, division, kind))
    # What is put together is of no unit below: all of a unit's weighs alike. Units that are hidden
    # stay out: their answers must not tell in the dispersion of the others.
    every = frozenset(report.data.scope.units)
    hidden = Hidden(report.hidden_units(measure), together=every)
    return _figures(report.data, measure, tally, kind, hidden)


def _of_part(report: Report, measure: str, division: Division, kind: str, part: int) -> PartFigures:
    tally = division.tally.of_rows(division.tally.parts == part)
    values, data = division.values, report.data
    if tally is not None and division.named.kind == SERVICE and part < len(values):
        data = _with_dossiers_of(report, values[part], tally)
    units = np.array(list(data.scope.units))
    unseen = frozenset(units[division.hidden[:, part]].tolist())
    return _figures(data, measure, tally, kind, Hidden(unseen | report.hidden_outside(measure)))


def _figures(
    data: ReportData, measure: str, tally: Tally | None, kind: str, hidden: Hidden
) -> PartFigures:
    if tally is None:
        return PartFigures({}, None)
    level = build_level(data, tally, kind, hidden)
    measured = tally.plan.measures[tally.plan.position(measure)]
    ends = measured.index.ends(tally.plan.scale)
    confidence = data.survey.confidence_level
    return PartFigures(figures(level, measure, ends, confidence), level)


def _hidden(report: Report, division: Division, kind: str) -> Mask:
    """Tell of each row of the tally whether the unit of the level above it hides its part."""
    scope = report.data.scope
    order = {unit_id: place for place, unit_id in enumerate(scope.units)}
    ids, which = np.unique(division.tally.units, return_inverse=True)
    owners = [scope.at_level(unit_id, kind) for unit_id in ids.tolist()]
    places = np.array([-1 if owner is None else order[owner] for owner in owners])
    place = places[which.reshape(-1)]
    found: Mask = (place >= 0) & division.hidden[place, division.tally.parts]
    return found


def _with_dossiers_of(report: Report, service: Value, tally: Tally) -> ReportData:
    """Weigh by the dossiers of a service, where they were counted for each unit that answered."""
    data = report.data
    answered = {int(c): int(n) for c, n in zip(tally.cells, tally.responses, strict=True)}
    counts = [c for c in _service_counts(report) if c.service_id == service.number]
    up = added_upwards(data.scope, answered)
    dossiers: dict[int, Dossiers] = dossiers_of_units(counts, data.scope, up) if counts else {}
    known = all(dossiers[u].handled if u in dossiers else False for u in answered)
    return replace(data, dossiers=dossiers) if known else data


def _service_counts(report: Report) -> list[DossierCount]:
    data = report.data
    found: list[DossierCount] = report.once(
        "service counts",
        lambda: [c for c in list_dossier_counts(data.first, data.last) if c.service_id is not None],
    )
    return found
