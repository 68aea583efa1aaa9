"""Made-up answers to any questionnaire, for a dry run of its result pages before it is in use.

They come from a seed, are accepted by `check_answers` like real ones, and mean nothing: a level is
drawn for each person, their ratings lie around it, some questions are skipped or not applicable.
"""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from surveys.definitions import NA, Question, Questionnaire, StoredValue
from surveys.errors import InvalidAnswers
from surveys.question_types import type_of
from surveys.question_types.date import Date
from surveys.question_types.number import Number
from surveys.question_types.ranking import Ranking
from surveys.routing import is_shown, may_be_na
from surveys.validation import Answers, check_answers

SKIPPED = 0.04
NOT_APPLICABLE = 0.08
SHARES = {1: 0.04, 2: 0.08, 3: 0.18, 4: 0.4, 5: 0.3}
MADE_UP = "(câu trả lời tạo để chạy thử)"

Draw = Callable[[Question, float, Random], StoredValue]


def generate_answers(questionnaire: Questionnaire, count: int, *, seed: int) -> list[Answers]:
    """Make the answers of `count` people; the same seed makes the same answers.

    Who happened to skip everything that can be skipped is left out, as a real form would be.
    """
    rng = Random(seed)  # noqa: S311  # nothing here is a secret
    people = (one_person(questionnaire, rng) for _ in range(count))
    return [answers for answers in people if answers is not None]


def one_person(questionnaire: Questionnaire, rng: Random) -> Answers | None:
    """Make the answers of one person; None where there are none."""
    level = float(rng.choices(list(SHARES), list(SHARES.values()))[0])
    given: dict[str, StoredValue] = {}
    for question in questionnaire:
        if is_shown(question, given) and (question.required or rng.random() >= SKIPPED):
            if may_be_na(question, given) and rng.random() < NOT_APPLICABLE:
                given[question.code] = NA
            else:
                given[question.code] = DRAWS[question.type](question, level, rng)
    try:
        return check_answers(questionnaire, given)
    except InvalidAnswers:
        return None


def one_option(question: Question, level: float, rng: Random) -> StoredValue:
    """Draw an option: around the person's level where the options form a scale."""
    values = type_of(question).possible_values(question)
    scores = type_of(question).scores(question)
    if not scores:
        return rng.choice(values)
    ordered = sorted(values, key=lambda value: scores[value], reverse=question.reversed)
    place = (level - 1) / 4 * (len(ordered) - 1) + rng.gauss(0, 0.6)
    return ordered[min(max(round(place), 0), len(ordered) - 1)]


def some_options(question: Question, _level: float, rng: Random) -> StoredValue:
    """Draw one to three options, or an exclusive one alone."""
    first = rng.choice(question.options)
    if first.exclusive:
        return [first.code]
    others = [option.code for option in question.options if not option.exclusive]
    most = min(3, len(others), question.limits.max_choices or len(others))
    return rng.sample(others, rng.randint(1, most))


def an_order(question: Question, _level: float, rng: Random) -> StoredValue:
    """Draw an order of as many options as there are places."""
    codes = [option.code for option in question.options]
    return rng.sample(codes, Ranking().places(question))


def a_number(question: Question, level: float, rng: Random) -> StoredValue:
    """Draw a number between the bounds, the higher the better the person's level."""
    question_type = type_of(question)
    low, high = question_type.bounds(question) if isinstance(question_type, Number) else (0, None)
    start = low if low is not None else min(0, high or 0)
    end = high if high is not None else start + 20
    share = min(max(level / 5 + rng.gauss(0, 0.1), 0), 1)
    number = round(start + share * (end - start), question.limits.decimals or 0)
    return min(max(number, start), end)


def a_day(question: Question, _level: float, rng: Random) -> StoredValue:
    """Draw a day between the bounds."""
    first, last = (date.fromisoformat(day) for day in Date().bounds(question))
    return (first + timedelta(days=rng.randint(0, (last - first).days))).isoformat()


def a_text(question: Question, _level: float, rng: Random) -> StoredValue:
    """Say that the text is made up."""
    return MADE_UP[: question.limits.max_length]


DRAWS: dict[str, Draw] = {
    "rating5": one_option,
    "yes_no": one_option,
    "single_choice": one_option,
    "several_choices": some_options,
    "ranking": an_order,
    "number": a_number,
    "share_100": a_number,
    "date": a_day,
    "short_text": a_text,
    "long_text": a_text,
}
"""How an answer of each type is made up; a test holds that none is missing."""
