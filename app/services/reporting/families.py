"""Families of measures: those of one share a tally. All shares are one, each mean has its own."""

from app.services.reporting.sheets import SheetPlan, number_plan, satisfied_plan
from surveys.definitions import Questionnaire
from surveys.formulas import FORMULAS, Feeds
from surveys.scoring import formula_items

SHARES = "shares"


def family_of(measure: str) -> str:
    """Name the family of a measure."""
    formula = measure.partition(":")[0]
    feeds = FORMULAS[formula].feeds if formula in FORMULAS else Feeds.SATISFIED
    return SHARES if feeds is Feeds.SATISFIED else measure


def plan_of(questionnaire: Questionnaire, family: str) -> SheetPlan | None:
    """Say what is tallied for a family; None where the questionnaire does not support it."""
    if family == SHARES:
        return satisfied_plan(questionnaire)
    formula, _, factor = family.partition(":")
    return number_plan(questionnaire, formula_items(questionnaire, formula, factor=factor or None))
