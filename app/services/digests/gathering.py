"""What there is to tell of units: one report a survey, whatever the number of heads."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.models import Sector, Survey
from app.queries.surveys import list_surveys
from app.services.digests.alarms import Alarm, find_alarms
from app.services.integrity.evidence import survey_evidence
from app.services.reporting.changes import ChangeRow, changes_since
from app.services.reporting.records import IndexRow, Population
from app.services.reporting.report import Report, open_report
from app.services.reporting.rows import index_rows
from app.services.reporting.running import Running, running_verdict
from app.services.reporting.silent_points import told_points

TOLD_AFTER = timedelta(days=14)
"""So many days after its last day a survey is still told of: its verdict is final then."""
COUNTED_AFTER = timedelta(days=10)
"""So many days after its end a month's dossiers should have been counted."""


@dataclass(frozen=True, slots=True)
class Looks:
    """What needs a look at a unit and below it.

    points, silent : how many points ask, as far as it is told, and how many of them nobody answered
        at
    waiting : entries of the review list that nobody has decided
    counts_end : last day whose dossiers are counted, None where none are
    counts_due : last day whose dossiers should be counted by now, None where they are
    """

    points: int
    silent: int
    waiting: int
    counts_end: date | None
    counts_due: date | None


@dataclass(frozen=True, slots=True)
class UnitNews:
    """What there is to tell of a unit in a survey; `change` is None without a survey before."""

    survey: Survey
    earlier: Survey | None
    row: IndexRow
    change: ChangeRow | None
    running: Running | None
    alarm: Alarm | None
    looks: Looks


def gather_news(
    unit_ids: Collection[int], reviewed: Collection[int], *, today: date
) -> dict[int, list[UnitNews]]:
    """Gather what there is to tell of units, by unit; review lists only of those in `reviewed`."""
    found: dict[int, list[UnitNews]] = {}
    for survey in told_surveys(today) if unit_ids else ():
        for news in survey_news(survey, unit_ids, reviewed, today=today):
            found.setdefault(news.row.unit.id, []).append(news)
    return found


def told_surveys(today: date) -> list[Survey]:
    """List the surveys that run, or ended a short while ago; the last to close first."""
    return [
        survey
        for survey in list_surveys()
        if survey.opened_at is not None and survey.opens_on < today <= survey.closes_on + TOLD_AFTER
    ]


def survey_news(
    survey: Survey, unit_ids: Collection[int], reviewed: Collection[int], *, today: date
) -> list[UnitNews]:
    """Gather what there is to tell of units in one survey."""
    report = open_report(survey, survey.opens_on, survey.closes_on)
    tree = report.data.scope.units
    wanted = frozenset(unit_ids) & tree.keys()
    if not report.formulas or not wanted:
        return []
    formula, found = report.formulas[0], []
    alarms: dict[int, Alarm] = {}
    for kind in sorted({tree[unit_id].kind for unit_id in wanted}):
        rows = [row for row in index_rows(report, formula, kind) if row.unit.id in wanted]
        changes = changes_since(survey, rows, today=today)
        changed = {change.row.unit.id: change for change in changes.rows}
        if survey.closes_on >= today:
            alarms = find_alarms(report, formula, [r.unit.id for r in rows], changes, today=today)
        found += [
            (row, changed.get(row.unit.id), changes.earlier, alarms.get(row.unit.id))
            for row in rows
        ]
    looks = look_at(report, [row for row, *_ in found], frozenset(reviewed) & wanted, today=today)
    return [
        UnitNews(
            survey=survey,
            earlier=earlier,
            row=row,
            change=change,
            running=running_verdict(report, row, today=today),
            alarm=alarm,
            looks=looks[row.unit.id],
        )
        for row, change, earlier, alarm in found
    ]


def look_at(
    report: Report, rows: Iterable[IndexRow], reviewed: Collection[int], *, today: date
) -> dict[int, Looks]:
    """Count at each unit and below it what needs a look."""
    data = report.data
    evidence = survey_evidence(data.survey) if reviewed else {}
    # Where a sector counts no dossiers at all, it is not for want of looking.
    counts = bool(data.counted) or data.survey.sector == Sector.ADMINISTRATION
    points, silent, waiting = (dict.fromkeys(data.scope.units, 0) for _ in range(3))
    for one in told_points(report):
        entries = evidence[one.point.id].open_items if one.point.id in evidence else 0
        for unit_id in data.scope.upwards(one.place.id):
            points[unit_id] += one.is_silent is not None
            silent[unit_id] += one.is_silent or False
            waiting[unit_id] += entries if unit_id in reviewed else 0
    return {
        row.unit.id: Looks(
            points=points[row.unit.id],
            silent=silent[row.unit.id],
            waiting=waiting[row.unit.id],
            counts_end=row.population.last if row.population else None,
            counts_due=counts_due(row.population, data.survey, today) if counts else None,
        )
        for row in rows
    }


def counts_due(population: Population | None, survey: Survey, today: date) -> date | None:
    """Give the end of the last month whose dossiers should be counted and are not."""
    month_end = (today - COUNTED_AFTER).replace(day=1) - timedelta(days=1)
    due = min(month_end, survey.closes_on)
    if due < survey.opens_on or (population is not None and population.last >= due):
        return None
    return due
