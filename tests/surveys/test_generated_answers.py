"""Made-up answers are accepted as real ones are, repeat with their seed, and fill every item."""

import pytest

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.generated_answers import DRAWS, generate_answers
from surveys.loading import load_document
from surveys.question_types import QUESTION_TYPES
from surveys.scoring import numeric_score
from tests.surveys.building import SAMPLES, ask, choice, questionnaire, rating, sample, yes_no

MADE = [
    *(load_catalogue_questionnaire(entry.code) for entry in list_catalogue()),
    *(load_document(sample(path.stem)) for path in sorted(SAMPLES.glob("*.json"))),
    questionnaire(
        yes_no("waited", required=True),
        rating("seats", na_allowed=True, na_if={"item": "waited", "is": "no"}),
        ask("days", "number", minimum=-3, maximum=-2, decimals=2),
        ask("more", "number", maximum=-5),
        ask("name", "short_text", required=True, max_length=3),
        choice("many", options="ab", type="several_choices", max_choices=1),
    ),
]


def test_no_type_is_missing():
    assert set(DRAWS) == {name for name, kind in QUESTION_TYPES.items() if kind.has_answer}


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.code)
def test_answers_are_accepted_and_every_item_gets_some(made):
    people = generate_answers(made, 400, seed=7)
    assert len(people) >= (300 if made.questions else 0)
    answered = {code for answers in people for code in {*answers.values, *answers.texts}}
    assert answered == set(made.questions)


def test_the_same_seed_makes_the_same_answers():
    made = MADE[0]
    assert generate_answers(made, 20, seed=1) == generate_answers(made, 20, seed=1)
    assert generate_answers(made, 20, seed=1) != generate_answers(made, 20, seed=2)


def test_a_reversed_item_goes_with_the_others():
    made = questionnaire(rating("good"), rating("bad", reversed=True, satisfied=[1, 2]))
    pairs = [
        [numeric_score(made.questions[code], answers.values.get(code)) for code in ("good", "bad")]
        for answers in generate_answers(made, 500, seed=3)
    ]
    near = [abs(good - bad) <= 1 for good, bad in pairs if good and bad]
    assert sum(near) > 0.8 * len(near)
