"""The published schema and the loader agree wherever a schema can say it.

Truth leaned on: the jsonschema package, which implements JSON Schema draft 2020-12.
"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from surveys.definitions import Role
from surveys.documents import to_document
from surveys.error_codes import MistakeCode
from surveys.formulas import FORMULAS
from surveys.json_schema import questionnaire_schema
from surveys.loading import load_json
from surveys.parsing import parse_questionnaire
from surveys.question_types import QUESTION_TYPES
from surveys.rule_parsing import VALUES
from tests.surveys.building import document, rating
from tests.surveys.damage import SAMPLES, damaged, written

SCHEMA = questionnaire_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
# What no schema says: it compares places with one another, or looks at more than the value.
BEYOND = {
    *(MistakeCode.GIVEN_TWICE, MistakeCode.LANGUAGE_NOT_DECLARED, MistakeCode.SCALE_UNKNOWN),
    *(MistakeCode.SCALE_AND_OPTIONS, MistakeCode.RULE_TOO_DEEP, MistakeCode.BAD_DATE),
    *(MistakeCode.TOO_LONG, MistakeCode.NOT_A_WHOLE_NUMBER, MistakeCode.OUT_OF_RANGE),
}


def test_it_is_a_schema_and_knows_every_word_of_the_format():
    Draft202012Validator.check_schema(SCHEMA)
    question = SCHEMA["$defs"]["question"]["properties"]
    assert question["type"]["enum"] == list(QUESTION_TYPES)
    assert question["role"]["enum"] == [role.value for role in Role]
    formulas = SCHEMA["properties"]["formulas"]["items"]["properties"]
    assert formulas["id"]["enum"] == list(FORMULAS)
    condition = SCHEMA["$defs"]["rule"]["oneOf"][2]["properties"]
    assert set(condition) == {"item", *VALUES}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_questionnaire_of_ours_is_valid(name):
    assert list(VALIDATOR.iter_errors(json.loads(written(name)))) == []
    assert list(VALIDATOR.iter_errors(to_document(load_json(written(name))))) == []


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_the_schema_and_the_loader_agree_on_damaged_documents(data):
    broken = damaged(data, data.draw(st.sampled_from(SAMPLES)))
    _questionnaire, mistakes = parse_questionnaire(broken)
    codes = {mistake.code for mistake in mistakes}
    if VALIDATOR.is_valid(broken):
        assert codes <= BEYOND, "the schema lets pass what it could refuse"
    else:
        assert codes, "the schema refuses what is accepted"


@pytest.mark.parametrize(
    "keys",
    [
        *({"minutes": 0}, {"languages": ["en"]}, {"title": {"en": "x"}}, {"sections": []}),
        *({"schema_version": 2}, {"code": "A"}, {"surprise": 1}, {"formulas": [{"id": "poem"}]}),
    ],
)
def test_a_wrong_shape_is_refused_by_both(keys):
    broken = document(rating("a"), **keys)
    assert not VALIDATOR.is_valid(broken)
    assert parse_questionnaire(broken)[1]
