"""docs/questionnaire-files.md says what is true: its example loads, its tables are complete."""

import json
import re
from pathlib import Path

from jsonschema import validate

from surveys.exchange.lss_questions import TYPES
from surveys.json_schema import questionnaire_schema
from surveys.loading import load_document
from surveys.question_types import QUESTION_TYPES
from surveys.routing import OPERATORS

PAGE = (Path(__file__).parents[3] / "docs" / "questionnaire-files.md").read_text(encoding="utf-8")


def test_the_example_is_a_questionnaire():
    example = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])
    validate(example, questionnaire_schema())
    load_document(example)


def test_every_type_and_operator_is_named():
    for name in (*QUESTION_TYPES, *OPERATORS):
        assert f"`{name}`" in PAGE, name


def test_every_type_of_limesurvey_that_is_read_is_named():
    for name in TYPES:
        assert f"`{name}`" in PAGE, name
