"""Signs of a fall and running verdicts of many units: what mails tell, for a page to list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    same : rows of units below it that have the very same answers, so that the same holds of them
    """

    row: IndexRow
    alarm: Alarm | None
    running: Running | None
    same: tuple[IndexRow, ...] = ()

    @property
    def is_now(self) -> bool:
        """Whether there is a sign of a fall that is not over."""
        return self.alarm is not None and not self.alarm.is_over

    @property
    def units(self) -> int:
        """How many units it is said of."""
        return 1 + len(self.same)


def list_signs(
    report: Report, formula: str, levels: Iterable[Sequence[IndexRow]], *, today: date
) -> list[Sign] | None:
    """List what may be said of units: signs of a fall, the newest first, then earlier ones.

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
    return in_order(found, data.scope.parents)


def in_order(signs: Sequence[Sign], parents: Mapping[int, int]) -> list[Sign]:
    """Put signs of now first and earlier ones second, the newest first; one line for one stream.

    A unit whose answers are those of a unit above it stands on the line of the topmost such one.
    """
    by_unit = {sign.row.unit.id: sign for sign in signs}
    lines: dict[int, list[Sign]] = {}
    for sign in signs:
        lines.setdefault(_top_of(sign, by_unit, parents), []).append(sign)
    found = []
    for top, group in lines.items():
        below = tuple(sign.row for sign in group if sign.row.unit.id != top)
        found.append(replace(by_unit[top], same=below))
    return sorted(found, key=_standing)


def _top_of(sign: Sign, by_unit: Mapping[int, Sign], parents: Mapping[int, int]) -> int:
    top = place = sign.row.unit.id
    while (above := parents.get(place)) is not None:
        place = above
        if place in by_unit and _is_same(by_unit[place], sign):
            top = place
    return top


def _is_same(above: Sign, below: Sign) -> bool:
    """Tell whether all answers of a unit are of one below it, and the same is said of both."""
    return above.row.figure is not None and _said(above) == _said(below)


def _said(sign: Sign) -> tuple[object, ...]:
    row, figure = sign.row, sign.row.figure
    people = (figure.n, round(figure.share, 9)) if figure else None
    target = row.target.value if row.target else None
    running = sign.running.outcome if sign.running else None
    return (people, row.outcome, target, sign.alarm, running)


def _standing(sign: Sign) -> tuple[bool, bool, int]:
    alarm = sign.alarm
    return (not sign.is_now, alarm is None, -alarm.last.toordinal() if alarm else 0)
