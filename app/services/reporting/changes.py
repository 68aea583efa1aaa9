"""What changed since the survey before: the difference of two figures with its interval.

The two surveys asked different people, so their figures are independent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analysis.change import Difference
from app.models import Survey
from app.queries.questionnaires import get_questionnaire
from app.queries.surveys import surveys_of_questionnaire
from app.scope import Scope as Visible
from app.services.reporting.chains import NOBODY
from app.services.reporting.differences import Direction, Gap, gaps_of
from app.services.reporting.records import Figure, IndexRow
from app.services.reporting.report import Report, open_report
from app.services.reporting.sheets import measure_name
from surveys.question_changes import Difference as VersionDifference
from surveys.trends import trend_marks


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A unit's line of now, its figure of before, and the difference of the two.

    `difference` is None where one of the figures is withheld or not there.
    """

    row: IndexRow
    earlier: Figure | None
    difference: Difference | None
    direction: Direction


class Obstacle(StrEnum):
    """Why two figures cannot be set side by side."""

    OTHER_FORMULAS = "other_formulas"
    OTHER_QUESTIONS = "other_questions"
    OTHER_LEVEL = "other_level"
    OTHER_QUESTIONNAIRE = "other_questionnaire"
    SHARED_DAYS = "shared_days"
    TWO_FORMULAS = "two_formulas"
    SAME_THING = "same_thing"
    NOT_DIVIDED = "not_divided"


@dataclass(frozen=True, slots=True)
class Incomparable:
    """What stands in the way, and the differences between the questionnaires if it is they."""

    obstacle: Obstacle
    differences: tuple[VersionDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes since an earlier survey. `earlier` is None where there was none to compare;
    `broken` says that it measured this index in another way, and `reason` in which."""

    earlier: Survey | None
    broken: bool
    rows: tuple[ChangeRow, ...]
    reason: Incomparable | None = None


def changes_since(
    survey: Survey, rows: Sequence[IndexRow], *, today: date, viewer: Visible = NOBODY
) -> Changes:
    """Compare rows of a survey with the same units and index in the survey before."""
    earlier = previous_survey(survey, today)
    if earlier is None or not rows:
        return Changes(earlier, broken=False, rows=())
    formula = rows[0].formula.id
    reason = why_incomparable(earlier, survey, formula)
    if reason is not None:
        return Changes(earlier, broken=True, rows=(), reason=reason)
    report = open_report(earlier, earlier.opens_on, earlier.closes_on, viewer=viewer)
    before = shown_figures(report, formula, {row.unit.kind for row in rows})
    return Changes(earlier, False, tuple(changes_from(before, rows)))


def shown_figures(report: Report, formula: str, kinds: Iterable[str]) -> dict[int, Figure]:
    """Give the figures of the units of some kinds, without those that are withheld."""
    measure = measure_name(formula, None)
    hidden = report.hidden(measure)
    return {
        unit_id: figure
        for kind in kinds
        for unit_id, figure in report.figures(measure, kind).items()
        if unit_id not in hidden
    }


def previous_survey(survey: Survey, today: date) -> Survey | None:
    """Find the survey of the same questionnaire that ended last before this one began."""
    same = surveys_of_questionnaire(survey.version.questionnaire.code)
    before = [s for s in same if s.opened_at is not None and s.closes_on < survey.opens_on <= today]
    return max(before, key=lambda s: s.closes_on, default=None)


def why_incomparable(earlier: Survey, later: Survey, formula: str) -> Incomparable | None:
    """Tell why two surveys' figures of an index are not the same measurement; None if they are."""
    if earlier.version.questionnaire_id != later.version.questionnaire_id:
        return Incomparable(Obstacle.OTHER_QUESTIONNAIRE)
    if formula not in earlier.formulas or formula not in later.formulas:
        return Incomparable(Obstacle.OTHER_FORMULAS)
    if earlier.confidence_level != later.confidence_level:
        return Incomparable(Obstacle.OTHER_LEVEL)
    if earlier.version_id == later.version_id:
        return None
    old, new = get_questionnaire(earlier.version_id), get_questionnaire(later.version_id)
    mark = trend_marks(old, new).formulas.get(formula)
    if mark is None or not mark.broken:
        return None
    return Incomparable(Obstacle.OTHER_QUESTIONS, mark.differences)


def change_from(earlier: Figure | None, row: IndexRow) -> ChangeRow:
    """Compare a unit's row with its figure of an earlier time, from other people's answers."""
    return changes_from({row.unit.id: earlier} if earlier else {}, [row])[0]


def changes_from(before: Mapping[int, Figure], rows: Sequence[IndexRow]) -> list[ChangeRow]:
    """Compare rows with the figures of an earlier time, by unit; other people answered then."""
    pairs = {
        row.unit.id: (row.figure, before[row.unit.id])
        for row in rows
        if row.figure is not None and row.unit.id in before
    }
    level = rows[0].confidence_level if rows else 0.0
    gaps = dict(zip(pairs, gaps_of(list(pairs.values()), level), strict=True))
    return [_change(row, before.get(row.unit.id), gaps.get(row.unit.id)) for row in rows]


def _change(row: IndexRow, earlier: Figure | None, gap: Gap | None) -> ChangeRow:
    if gap is None:
        return ChangeRow(row, earlier, None, Direction.NOT_SHOWN)
    return ChangeRow(row, earlier, gap.difference, gap.direction)
