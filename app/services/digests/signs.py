"""Signs of a fall and running verdicts of many units: what mails tell, for a page to list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.services.digests.alarms import Alarm, running_alarms
from app.services.reporting.changes import changes_since
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.running import Running, running_verdict


@dataclass(frozen=True, slots=True)
class Sign:
    """What may be said of a unit while its survey goes on.

    running : None where there is nothing to judge, such as a withheld figure or no target
    """

    row: IndexRow
    alarm: Alarm | None
    running: Running | None


def list_signs(
    report: Report, formula: str, levels: Iterable[Sequence[IndexRow]], *, today: date
) -> list[Sign] | None:
    """List what may be said of units, those with a sign of a fall first.

    Parameters
    ----------
    levels
        Rows of one kind of unit each; signs rest on what each unit had in the survey before.
    today
        Signs are of the days before it.

    Returns
    -------
    list[Sign] | None
        None but for the whole of a survey that runs, in the tree of its time: nothing is followed
        elsewhere. Signs are followed in the survey's first index alone.
    """
    data = report.data
    is_whole = (data.first, data.last) == (data.survey.opens_on, data.survey.closes_on)
    if not is_whole or not data.first <= today <= data.last or data.tree_of:
        return None
    found = []
    for rows in levels:
        changes = changes_since(data.survey, rows, today=today)
        alarms = running_alarms(report, formula, rows, changes) or {}
        found += [
            Sign(row, alarms.get(row.unit.id), running_verdict(report, row, today=today))
            for row in rows
        ]
    return sorted(found, key=lambda sign: sign.alarm is None)
