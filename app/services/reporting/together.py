"""Which measures are hidden together, because nearly the same people stand behind them.

What one of them hides another would tell: the mean of a unit gives the n that its share withholds,
and the questions of a factor add up to it. So there are three sets, each holding the one before:
the survey's indices; with them the sides of the service and the questions of no side; with these
all questions. In each set a unit has all figures or none.
"""

from collections.abc import Sequence

from app.services.reporting.sheets import BY_FACTOR, measure_name, scored_factors
from surveys.definitions import Questionnaire

Measures = tuple[str, ...]


def sets_of(questionnaire: Questionnaire, formulas: Sequence[str]) -> tuple[Measures, ...]:
    """Give the three sets, the smallest first."""
    indices = tuple(measure_name(formula, None) for formula in formulas)
    factors = scored_factors(questionnaire)
    items = [question for question in questionnaire if question.satisfied]
    sides = tuple(measure_name(BY_FACTOR, factor) for factor in factors)
    loose = tuple(question.code for question in items if question.factor not in factors)
    inside = tuple(question.code for question in items if question.factor in factors)
    first = tuple(dict.fromkeys((*indices, *sides, *loose)))
    return indices, first, tuple(dict.fromkeys((*first, *inside)))


def set_with(sets: Sequence[Measures], measure: str) -> Measures:
    """Find the smallest set with a measure; one that is in none joins the largest."""
    found = next((measures for measures in sets if measure in measures), None)
    return found or (*sets[-1], measure)
