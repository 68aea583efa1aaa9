"""A unit's verdicts survey by survey: under the target of the time, and under today's."""

from dataclasses import dataclass
from datetime import date

from app.models import Survey
from app.queries.surveys import list_surveys_of_unit
from app.queries.targets import list_targets
from app.scope import Scope as Visible
from app.services.reporting.chains import NOBODY
from app.services.reporting.judging import judge, target_for
from app.services.reporting.records import IndexRow, Outcome, TargetFacts
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows

MOST_SURVEYS = 12
"""Each is computed anew from its answers, so that corrections count; more would take seconds."""


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """One survey's line: judged as it was then, and by the target in force today."""

    survey: Survey
    row: IndexRow
    target_today: TargetFacts | None
    outcome_today: Outcome

    @property
    def would_change(self) -> bool:
        """Whether today's target would say something else."""
        return self.outcome_today is not self.row.outcome


def verdict_history(
    unit_id: int, formula: str, *, today: date, viewer: Visible = NOBODY
) -> list[PastVerdict]:
    """List the verdicts of the surveys that asked at a unit or below it, the latest first.

    Only surveys that publish the formula: verdicts of different formulas are not set side by side.
    """
    surveys = [s for s in list_surveys_of_unit(unit_id, today=today) if formula in s.formulas]
    targets = list_targets(today)
    found = []
    for survey in surveys[:MOST_SURVEYS]:
        row = _row_of(survey, unit_id, formula, viewer)
        if row is not None:
            target = target_for(targets, row.unit, formula)
            found.append(PastVerdict(survey, row, target, _judged_today(row, target)))
    return found


def _row_of(survey: Survey, unit_id: int, formula: str, viewer: Visible) -> IndexRow | None:
    report = open_report(survey, survey.opens_on, survey.closes_on, viewer=viewer)
    facts = report.data.scope.units.get(unit_id)
    if facts is None or formula not in report.formulas:
        return None
    return next(row for row in index_rows(report, formula, facts.kind) if row.unit.id == unit_id)


def _judged_today(row: IndexRow, target: TargetFacts | None) -> Outcome:
    if row.figure is None:
        return row.outcome
    return judge(row.figure, target, minimum_cell=row.minimum_cell)
