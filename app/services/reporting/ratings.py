"""How the five levels of a rating were chosen, question by question, for one unit.

A level's share is the difference of two shares "this level or a better one", each estimated as the
share satisfied is: a parent's answers are weighted by dossiers, and the levels that count as
satisfied add up to the figure that every other page shows.
"""

from dataclasses import dataclass
from itertools import pairwise

from analysis.answers import NOT_APPLICABLE, SKIPPED
from analysis.tallies.plan import TallyPlan
from app.services.reporting.levels import build_level
from app.services.reporting.records import Kept
from app.services.reporting.report import Report
from app.services.reporting.sheets import SATISFIED_OR_NOT, SheetPlan, measure_name
from app.services.reporting.tallying import tallied
from surveys.definitions import NA, Question, Questionnaire, StoredValue
from surveys.formulas import Feeds
from surveys.scoring import numeric_score

LEVELS = (1, 2, 3, 4, 5)
RATING = "rating5"


@dataclass(frozen=True, slots=True)
class RatingRow:
    """Shares of the five levels of one question, the worst first; they add up to 1.

    `satisfied` says which levels count as satisfied. `shares` is None where nobody rated, and
    where `withheld` says so.
    """

    code: str
    satisfied: tuple[bool, ...]
    withheld: bool
    shares: tuple[float, ...] | None
    n: int | None


@dataclass(frozen=True, slots=True)
class AtLeast(SheetPlan):
    """A sheet of whether each rating reaches a level; a reversed question is turned first."""

    level: int = LEVELS[0]

    def score(self, question: Question, stored: StoredValue | None) -> int:
        """Tell whether a stored rating reaches the level."""
        if stored is None:
            return SKIPPED
        if stored == NA:
            return NOT_APPLICABLE
        number = numeric_score(question, stored)
        return SKIPPED if number is None else int(number >= self.level)


def rating_rows(report: Report, unit_id: int, formula: str) -> list[RatingRow]:
    """List the scored five-point questions of a unit in the order asked.

    A unit whose index by `formula` is withheld shows no question either, as on its own page.
    """
    rows = report.once(("ratings", unit_id, formula), lambda: _rows(report, unit_id, formula))
    return list(rows)


def _rows(report: Report, unit_id: int, formula: str) -> list[RatingRow]:
    questions = rated_questions(report.data.questionnaire)
    if unit_id in report.hidden(measure_name(formula, None)):
        return [RatingRow(q.code, _good(q), withheld=True, shares=None, n=None) for q in questions]
    reached = _reached(report, unit_id, [question.code for question in questions])
    return [_row(report, unit_id, question, reached) for question in questions]


def rated_questions(questionnaire: Questionnaire) -> list[Question]:
    """List the scored questions with five levels."""
    return [q for q in questionnaire if q.type == RATING and q.satisfied]


def _reached(report: Report, unit_id: int, codes: list[str]) -> list[dict[str, float]]:
    """Give the share of each question that reaches level 2, 3, 4 and 5.

    Each question is put together as its own figure is: another one may be shown of more units.
    """
    if not codes:
        return []
    tally_plan = TallyPlan.of(codes, scale=SATISFIED_OR_NOT)
    kind, found = report.data.scope.units[unit_id].kind, []
    alike = {report.together(code): report.collapsed(code) for code in codes}
    for level in LEVELS[1:]:
        tally = tallied(report.data, AtLeast(tally_plan, Feeds.SATISFIED, level)).kept.get(
            Kept.COUNTED
        )
        if tally is None:
            return []
        built = {
            measures: build_level(report.data, tally, kind, hidden)
            for measures, hidden in alike.items()
        }
        levels = {code: built[report.together(code)] for code in codes}
        found.append(
            {
                code: float(one.moments(code).value[one.unit_ids.index(unit_id)])
                for code, one in levels.items()
                if unit_id in one.unit_ids
            }
        )
    return found


def _row(
    report: Report, unit_id: int, question: Question, reached: list[dict[str, float]]
) -> RatingRow:
    code, good = question.code, _good(question)
    if unit_id in report.hidden(code):
        return RatingRow(code, good, withheld=True, shares=None, n=None)
    figure = report.figures(code, report.data.scope.units[unit_id].kind).get(unit_id)
    if figure is None or not all(code in shares for shares in reached) or not reached:
        return RatingRow(code, good, withheld=False, shares=None, n=None)
    steps = [1.0, *(shares[code] for shares in reached), 0.0]
    return RatingRow(
        code,
        good,
        withheld=False,
        shares=tuple(max(at - above, 0.0) for at, above in pairwise(steps)),
        n=figure.n,
    )


def _good(question: Question) -> tuple[bool, ...]:
    """Say which levels count as satisfied, the worst first."""
    stored = tuple(reversed(LEVELS)) if question.reversed else LEVELS
    return tuple(level in question.satisfied for level in stored)
