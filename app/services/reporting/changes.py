"""What changed since the survey before: the difference of two figures with its interval.

The two surveys asked different people, so their figures are independent. Overlapping intervals are
no test of a difference; the interval of the difference is (statistics.md 9.1).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.change import Difference, difference
from analysis.change import Figure as Side
from analysis.results import Interval
from app.models import Survey
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import surveys_of_questionnaire
from app.services.reporting.records import Figure, IndexRow
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows
from surveys.trends import trend_marks

SMALL = 0.05
"""A change that is surely smaller, as a share of the scale, is called none."""
NORMAL_95 = 1.959963984540054


class Direction(StrEnum):
    """What can be said of a change."""

    BETTER = "better"
    WORSE = "worse"
    UNCHANGED = "unchanged"
    CANNOT_TELL = "cannot_tell"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A unit's line of now, its figure of before, and the difference of the two.

    `difference` is None where one of the figures is withheld or not there.
    """

    row: IndexRow
    earlier: Figure | None
    difference: Difference | None
    direction: Direction


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes since an earlier survey. `earlier` is None where there was none to compare;
    `broken` says that its questionnaire measured this index in another way."""

    earlier: Survey | None
    broken: bool
    rows: tuple[ChangeRow, ...]


def changes_since(survey: Survey, rows: list[IndexRow], *, today: date) -> Changes:
    """Compare rows of a survey with the same units and index in the survey before."""
    earlier = previous_survey(survey, today)
    if earlier is None or not rows:
        return Changes(earlier, broken=False, rows=())
    formula = rows[0].formula.id
    if formula not in earlier.formulas or is_broken(earlier, survey, formula):
        return Changes(earlier, broken=True, rows=())
    report = open_report(earlier, earlier.opens_on, earlier.closes_on)
    before = {row.unit.id: row.figure for row in index_rows(report, formula, rows[0].unit.kind)}
    return Changes(earlier, False, tuple(change_from(before.get(row.unit.id), row) for row in rows))


def previous_survey(survey: Survey, today: date) -> Survey | None:
    """Find the survey of the same questionnaire that ended last before this one began."""
    same = surveys_of_questionnaire(survey.version.questionnaire.code)
    before = [s for s in same if s.opened_at is not None and s.closes_on < survey.opens_on <= today]
    return max(before, key=lambda s: s.closes_on, default=None)


def is_broken(earlier: Survey, later: Survey, formula: str) -> bool:
    """Tell whether two surveys measured an index in ways that cannot be compared."""
    if earlier.version_id == later.version_id:
        return False
    old, new = get_questionnaire(earlier.version_id), get_questionnaire(later.version_id)
    mark = trend_marks(old, new).formulas.get(formula)
    return mark is not None and mark.broken


def change_from(earlier: Figure | None, row: IndexRow) -> ChangeRow:
    """Compare a unit's row with its figure of an earlier time, from other people's answers."""
    if row.figure is None or earlier is None:
        return ChangeRow(row, earlier, None, Direction.NOT_SHOWN)
    level = row.confidence_level
    found = difference(_side(row.figure, level), _side(earlier, level))
    return ChangeRow(row, earlier, found, direction_of(found.interval))


def _side(figure: Figure, level: float) -> Side:
    spread = (figure.share_high - figure.share_low) / (2 * NORMAL_95)
    interval = Interval(figure.share_low, figure.share_high, level, figure.method)
    return Side(figure.share, spread**2, interval)


def direction_of(interval: Interval) -> Direction:
    """Say what an interval of a change shows."""
    if interval.low > 0:
        return Direction.BETTER
    if interval.high < 0:
        return Direction.WORSE
    inside = interval.low >= -SMALL and interval.high <= SMALL
    return Direction.UNCHANGED if inside else Direction.CANNOT_TELL
