"""The designer has words for everything that `surveys` and the services can say.

Truth leaned on: the codes, types and deeds that they know.
"""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.design.mistakes import SENTENCES, sentence
from app.design.rule_words import SENTENCES as RULE_SENTENCES
from app.design.words import DEEDS, FORMULA_NAMES, ROLES, TYPES
from surveys.definitions import Role
from surveys.error_codes import MISTAKE_ENGLISH, MistakeCode
from surveys.errors import Mistake
from surveys.formulas import FORMULAS
from surveys.question_types import QUESTION_TYPES
from surveys.routing import OPERATORS

ROOM = Path(__file__).parents[3] / "app" / "design"


@pytest.mark.parametrize("code", MistakeCode)
def test_every_mistake_has_one_vietnamese_sentence(app: Flask, code: MistakeCode) -> None:
    params = dict.fromkeys(re.findall(r"{(\w+)}", MISTAKE_ENGLISH[code]), "x")
    with app.test_request_context("/"):
        said = sentence(Mistake("", code, params))
    assert code in SENTENCES
    assert said.rstrip().endswith(".")
    assert said.count(". ") == 0
    assert "%(" not in said


def test_every_type_role_formula_and_operator_has_words() -> None:
    assert set(TYPES) == set(QUESTION_TYPES)
    assert set(ROLES) == set(Role)
    assert set(FORMULA_NAMES) == set(FORMULAS)
    assert set(RULE_SENTENCES) == set(OPERATORS)


def test_every_deed_has_words() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    deeds = set(re.findall(r'save_change\([^)]*?, "(\w+)"\)', code))
    deeds |= set(re.findall(r'"[a-z]+-[a-z]+": \("(\w+)"', code))
    assert deeds
    assert deeds <= set(DEEDS)
