"""The index formulas a questionnaire can declare, and which items each may work on.

What is computed from them is the business of the statistics; here stands only what feeds them.
The ids are part of every published result and never change their meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from surveys.definitions import Formula, Question, Questionnaire, Role
from surveys.question_types import QUESTION_TYPES


class Feeds(StrEnum):
    """What a formula reads of an answer."""

    SATISFIED = "satisfied"  # whether the answer is among the item's satisfied codes
    FIVE_LEVELS = "five_levels"  # its number on a scale from 1 to 5
    NUMBER = "number"  # its number on a scale whose ends are known


@dataclass(frozen=True)
class FormulaKind:
    """A formula: what it reads, which unit it counts, and where its items come from."""

    feeds: Feeds
    counts: str  # "person" or "answer"
    one_item: bool = False
    by_factor: bool = False


FORMULAS: dict[str, FormulaKind] = {
    "people_top2": FormulaKind(Feeds.SATISFIED, "person", one_item=True),
    "mean_100": FormulaKind(Feeds.NUMBER, "person", one_item=True),
    "items_top2": FormulaKind(Feeds.SATISFIED, "answer"),
    "all_items_top2": FormulaKind(Feeds.SATISFIED, "person"),
    "mean_5": FormulaKind(Feeds.FIVE_LEVELS, "answer"),
    "factor_items_top2": FormulaKind(Feeds.SATISFIED, "answer", by_factor=True),
    "factor_all_items_top2": FormulaKind(Feeds.SATISFIED, "person", by_factor=True),
    "factor_mean_100": FormulaKind(Feeds.NUMBER, "answer", by_factor=True),
    "factor_mean_5": FormulaKind(Feeds.FIVE_LEVELS, "answer", by_factor=True),
}


def suits(question: Question, feeds: Feeds) -> bool:
    """Tell whether the answers to a question can feed a formula."""
    if feeds is Feeds.SATISFIED:
        return bool(question.satisfied)
    known = QUESTION_TYPES.get(question.type)
    numbers = known.score_range(question) if known else None
    if numbers is None or numbers[0] == numbers[1]:
        return False
    return feeds is Feeds.NUMBER or numbers == (1, 5)


def feeding_questions(questionnaire: Questionnaire, formula: Formula) -> list[Question]:
    """Return the questions that feed a formula of the questionnaire, in the order asked.

    Those it names; without names the overall question for a formula of one item, and for the
    others every question that feeds a factor.
    """
    kind = FORMULAS[formula.id]
    if formula.items:
        wanted: Iterable[Question] = (q for q in questionnaire if q.code in formula.items)
    elif kind.one_item:
        wanted = (q for q in questionnaire if q.role is Role.OVERALL)
    else:
        wanted = (q for q in questionnaire if q.factor)
    return [question for question in wanted if suits(question, kind.feeds)]
