"""Synthetic answers to any questionnaire, with the habits of real ones.

A person's overall rating is drawn first; the other ratings follow it (halo) with a spread of their
own. Some people give one answer to everything, skip an item, find one not applicable, or break off.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from app.services.demonstration.tendencies import Tendency
from surveys.definitions import NA, Question, Questionnaire, Role, StoredValue
from surveys.routing import is_shown

SATISFIED_LEVELS, SATISFIED_SHARES = (4, 5), (0.58, 0.42)
OTHER_LEVELS, OTHER_SHARES = (3, 2, 1), (0.55, 0.3, 0.15)
CENTRES = {5: 4.75, 4: 4.15, 3: 3.1, 2: 2.35, 1: 1.6}
"""Where the other ratings of a person lie, by the overall one."""
SPREAD = 0.65
ITEM_SPREAD = 0.2
SKIPPED, BROKEN_OFF = 0.025, 0.03
NOT_APPLICABLE, OFTEN_NOT_APPLICABLE = 0.03, 0.3
SELDOM_MET = frozenset({"feedback", "cost", "fees"})
"""Items most visitors have nothing to say about: few complain, and many services are free."""

Generator = np.random.Generator
Draw = Callable[[Question, int, Generator], StoredValue]


def overall_levels(tendency: Tendency, n: int, rng: Generator) -> list[int]:
    """Draw the overall ratings of `n` people; exact counts are met exactly, in random order."""
    if tendency.unanimous is not None:
        return [tendency.unanimous] * n
    if tendency.exact is not None:
        satisfied = np.arange(n) < tendency.exact[0]
        rng.shuffle(satisfied)
    else:
        satisfied = rng.random(n) < tendency.satisfied
    return [
        int(rng.choice(SATISFIED_LEVELS, p=SATISFIED_SHARES))
        if is_satisfied
        else int(rng.choice(OTHER_LEVELS, p=OTHER_SHARES))
        for is_satisfied in satisfied
    ]


def item_shifts(questionnaire: Questionnaire, rng: Generator) -> dict[str, float]:
    """Draw how much better or worse than the rest each item is seen, everywhere alike."""
    return {question.code: float(rng.normal(0, ITEM_SPREAD)) for question in questionnaire}


def one_person(
    questionnaire: Questionnaire,
    overall: int,
    shifts: dict[str, float],
    *,
    straight: bool,
    rng: Generator,
) -> dict[str, StoredValue]:
    """Make one person's answers as they are stored; free text is not among them."""
    answers: dict[str, StoredValue] = {}
    questions = list(questionnaire)
    end = int(rng.integers(1, len(questions) + 1)) if rng.random() < BROKEN_OFF else None
    for question in questions[:end]:
        if not is_shown(question, answers):
            continue
        value = one_answer(question, overall, shifts[question.code], straight=straight, rng=rng)
        if value is not None:
            answers[question.code] = value
    return answers


def one_answer(
    question: Question, overall: int, shift: float, *, straight: bool, rng: Generator
) -> StoredValue | None:
    """Draw one answer; None where it is skipped or free text."""
    if question.role is Role.OVERALL:
        return DRAWS[question.type](question, overall, rng)
    if straight and question.type == "rating5":
        return overall
    seldom = OFTEN_NOT_APPLICABLE if question.code in SELDOM_MET else NOT_APPLICABLE
    if question.na_allowed and rng.random() < seldom:
        return NA
    skipped = not question.required and rng.random() < SKIPPED
    if skipped or question.type not in DRAWS:
        return None
    if question.type == "rating5":
        return neighbouring_level(overall, shift, rng)
    return DRAWS[question.type](question, overall, rng)


def neighbouring_level(overall: int, shift: float, rng: Generator) -> int:
    """Draw a rating near the overall one: the halo."""
    return int(min(max(round(CENTRES[overall] + shift + rng.normal(0, SPREAD)), 1), 5))


def share_of_expectation(question: Question, overall: int, rng: Generator) -> StoredValue:
    """Draw a share from 0 to 100 in fives, around the overall rating."""
    return int(min(max(5 * round((20 * overall - 8 + rng.normal(0, 9)) / 5), 0), 100))


def one_option(question: Question, overall: int, rng: Generator) -> StoredValue:
    """Draw an option; scored options follow the overall rating, the others are equally likely."""
    options = question.options
    scored = [option for option in options if option.score is not None]
    if len(scored) < len(options):
        return options[int(rng.integers(len(options)))].code
    ordered = sorted(options, key=lambda option: option.score or 0)
    place = (overall - 1) / 4 * (len(ordered) - 1) + rng.normal(0, 0.5)
    return ordered[min(max(round(place), 0), len(ordered) - 1)].code


def some_options(question: Question, overall: int, rng: Generator) -> StoredValue:
    """Draw one of several options, which is always allowed."""
    return [question.options[int(rng.integers(len(question.options)))].code]


def yes_or_no(question: Question, overall: int, rng: Generator) -> StoredValue:
    """Draw the first option the more often the better the overall rating."""
    codes = [option.code for option in question.options] or ["yes", "no"]
    return codes[0] if rng.random() < 0.15 * overall + 0.2 else codes[-1]


DRAWS: dict[str, Draw] = {
    "rating5": lambda _question, overall, _rng: overall,
    "share_100": share_of_expectation,
    "single_choice": one_option,
    "several_choices": some_options,
    "yes_no": yes_or_no,
}


def seconds_taken(straight: bool, items: int, rng: Generator) -> int:
    """Draw the time to answer, about six seconds an item; straight lines take a second each."""
    return max(int(items * rng.lognormal(0.3 if straight else 1.8, 0.4)), 3)


def one_remark(overall: int, remarks: Mapping[bool, Sequence[str]], rng: Generator) -> str:
    """Draw a comment that fits the rating."""
    fitting = remarks[overall >= 4]
    return fitting[int(rng.integers(len(fitting)))]
