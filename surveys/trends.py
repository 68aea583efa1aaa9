"""Where a trend over several versions has a mark, and where it is broken, by item and by index."""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.definitions import Questionnaire
from surveys.question_changes import Change, Difference, Effect
from surveys.scoring import all_formula_items
from surveys.versions import compare_versions

# Not worth a mark: they change nothing that a person is asked or can answer.
_UNMARKED = frozenset(
    {
        *(Change.TRANSLATION_ADDED, Change.TRANSLATION_REMOVED, Change.HELP_CHANGED),
        *(Change.QUESTION_MOVED, Change.ROLE_CHANGED, Change.FACTOR_CHANGED),
        *(Change.LENGTH_CHANGED, Change.QUESTION_ADDED, Change.FORMULA_ADDED),
    }
)


@dataclass(frozen=True)
class TrendMark:
    """What stands on a series where one version follows another.

    `broken`: the values on both sides are not the same measurement. `differences` are the reasons.
    """

    broken: bool
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class TrendMarks:
    """The marks between two versions, by item code and by index.

    An index is ``formula`` or ``formula.factor``. What has no mark goes on unchanged; what one of
    the versions does not have at all is not listed.
    """

    items: dict[str, TrendMark]
    formulas: dict[str, TrendMark]


def trend_marks(old: Questionnaire, new: Questionnaire) -> TrendMarks:
    """Return the marks between any two versions of a questionnaire, whichever came between."""
    told = [each for each in compare_versions(old, new) if each.code not in _UNMARKED]
    items = {
        code: mark
        for code in old.questions
        if code in new.questions and (mark := _mark(told, {f"questions.{code}"}))
    }
    formulas = {}
    before = {fed.index for fed in all_formula_items(old)}
    for fed in all_formula_items(new):
        places = {f"formulas.{fed.index}", *(f"questions.{code}" for code in fed.codes)}
        if fed.index in before and (mark := _mark(told, places)):
            formulas[fed.index] = mark
    return TrendMarks(items, formulas)


def _mark(told: Iterable[Difference], places: set[str]) -> TrendMark | None:
    here = tuple(each for each in told if each.place in places)
    if not here:
        return None
    return TrendMark(any(each.effect is not Effect.KEEPS for each in here), here)
