"""Can a question ever be shown? An exact search, with a limit on how long it may take.

A question is shown if some answers to the earlier ones make its rule true, where those must be
shown themselves to be answered, and a required one that is shown must be answered. The search
goes backwards from the rule: each condition leaves some of the answers its item can have. Few
answers per item need to be tried: all options of a choice; of several choices the sets of those
options that some rule names, with one other; of a number the values beside each threshold.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from surveys.definitions import (
    NA,
    AllOf,
    Condition,
    Question,
    Questionnaire,
    Rule,
    StoredValue,
)
from surveys.errors import SurveysError
from surveys.question_types import type_of
from surveys.question_types.number import Number
from surveys.routing import conditions, holds

MAX_STEPS = 2000
MAX_NAMED_CODES = 8

Goal = tuple[Rule, bool]
Candidates = tuple[StoredValue | None, ...]


class TooEntangled(SurveysError):
    """The search would take too long; such rules are too hard for people as well."""


def never_shown(questionnaire: Questionnaire, question: Question) -> bool:
    """Tell whether no answers at all lead to the question. Raises `TooEntangled`.

    Assumes that every rule refers to earlier items and to answers these can have.
    """
    if question.shown_if is None:
        return False
    return not _Search(questionnaire).possible(((question.shown_if, True),), {})


def never_na(questionnaire: Questionnaire, question: Question) -> bool:
    """Tell whether "not applicable" has a rule that never holds where the question is shown."""
    if question.na_if is None:
        return False
    goals = tuple((rule, True) for rule in (question.na_if, question.shown_if) if rule)
    return not _Search(questionnaire).possible(goals, {})


class _Search:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questions = questionnaire.questions
        self.steps = 0
        self.asked: dict[str, list[Condition]] = defaultdict(list)
        rules = [rule for q in questionnaire.on_page() for rule in (q.shown_if, q.na_if) if rule]
        for condition in (condition for rule in rules for condition in conditions(rule)):
            self.asked[condition.item].append(condition)

    def possible(self, goals: tuple[Goal, ...], facts: Mapping[str, Candidates]) -> bool:
        """Tell whether some answers meet all goals; `facts` are the answers still open by item."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise TooEntangled
        if not goals:
            return True
        (rule, wanted), rest = goals[0], goals[1:]
        if isinstance(rule, Condition):
            ways = self._ways(rule, wanted, facts)
            return any(
                self.possible(more + rest, {**facts, rule.item: open_answers})
                for open_answers, more in ways
            )
        inner = tuple((each, wanted) for each in rule.rules)
        if isinstance(rule, AllOf) is wanted:
            return self.possible(inner + rest, facts)
        return any(self.possible((goal, *rest), facts) for goal in inner)

    def _ways(
        self, condition: Condition, wanted: bool, facts: Mapping[str, Candidates]
    ) -> Iterator[tuple[Candidates, tuple[Goal, ...]]]:
        """Yield the ways to meet a condition: the answers left, and what must hold besides."""
        item = condition.item
        if item in facts:
            left = tuple(v for v in facts[item] if holds(condition, v) is wanted)
            if left:
                yield left, ()
            return
        question = self.questions[item]
        rule = question.shown_if
        given = tuple(v for v in self._candidates(question) if holds(condition, v) is wanted)
        shown: tuple[Goal, ...] = ((rule, True),) if rule else ()
        if given:
            yield given, shown
        if question.na_allowed and holds(condition, NA) is wanted:
            yield (NA,), ((question.na_if, True), *shown) if question.na_if else shown
        if holds(condition, None) is wanted:
            if not question.required:
                yield (None,), ()
            elif rule:
                yield (None,), ((rule, False),)

    def _candidates(self, question: Question) -> list[StoredValue]:
        question_type = type_of(question)
        if question_type.several_values:
            return _option_sets(question, self._named(question))
        if isinstance(question_type, Number):
            thresholds = [v for v in self._named(question) if isinstance(v, int | float)]
            return _numbers(question, question_type, thresholds)
        # Of a text or a date a rule can only ask whether there is one.
        return list(question_type.possible_values(question)) or ["…"]

    def _named(self, question: Question) -> list[object]:
        named: list[object] = []
        for condition in self.asked[question.code]:
            value = condition.value
            named += value if isinstance(value, tuple) else [value]
        return named


def _option_sets(question: Question, named: list[object]) -> list[StoredValue]:
    codes = [option.code for option in question.options if option.code in named]
    if len(codes) > MAX_NAMED_CODES:
        raise TooEntangled
    codes += [option.code for option in question.options if option.code not in named][:1]
    alone = {option.code for option in question.options if option.exclusive}
    most = question.limits.max_choices or len(codes)
    return [
        list(chosen)
        for size in range(1, min(most, len(codes)) + 1)
        for chosen in combinations(codes, size)
        if size == 1 or not alone.intersection(chosen)
    ]


def _numbers(
    question: Question, number: Number, thresholds: list[int | float]
) -> list[StoredValue]:
    places = question.limits.decimals or 0
    step = 10.0**-places
    low, high = number.bounds(question)
    ends = [end for end in (low, high) if end is not None]
    near = {round(t + k * step, places) for t in [0, *ends, *thresholds] for k in (-1, 0, 1)}
    return [
        value
        for value in sorted(near)
        if (low is None or value >= low) and (high is None or value <= high)
    ]
