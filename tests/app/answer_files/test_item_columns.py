"""Which columns each type of question has, and what its stored answers become in them."""

from datetime import date
from pathlib import Path

import pytest

from app.services.answer_files.items import Holds, item_columns
from surveys.loading import load_file
from surveys.question_types import QUESTION_TYPES

SAMPLES = Path(__file__).parents[2] / "surveys" / "questionnaires"


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_type_has_its_columns_or_none_on_purpose(name: str) -> None:
    questionnaire = load_file(SAMPLES / f"{name}.json")
    columns = [c for c in item_columns(questionnaire, 3) if c.question.type == name]
    question = next((q for q in questionnaire if q.type == name), None)
    kind = QUESTION_TYPES[name]
    if kind.is_text or not kind.has_answer:
        assert not columns
        return
    wanted = [f"{question.code}_v3"]
    if kind.several_values:
        wanted = [f"{question.code}_v3_{option.code}" for option in question.options]
    assert [c.id for c in columns if c.question.code == question.code] == wanted
    assert all(column.cell(None) is None for column in columns)
    assert all(column.cell("na") == "na" for column in columns)
    assert all(column.text("vi") for column in columns)
    assert all(bool(column.words("vi")) == (column.holds is Holds.LEVEL) for column in columns)


def cells(name: str, stored) -> list[object]:
    """What an answer to the first question of a type becomes."""
    found = list(item_columns(load_file(SAMPLES / f"{name}.json"), 1))
    first = next(c.question.code for c in found if c.question.type == name)
    return [c.cell(stored) for c in found if c.question.code == first]


def test_several_choices_become_ones_and_noughts_and_a_ranking_places() -> None:
    for name in ("several_choices", "ranking"):
        questionnaire = load_file(SAMPLES / f"{name}.json")
        codes = [o.code for o in next(q for q in questionnaire if q.type == name).options]
        chosen = [codes[1], codes[0]]
        expected = {codes[0]: 1 if name == "several_choices" else 2, codes[1]: 1}
        assert cells(name, chosen) == [expected.get(code, 0) for code in codes]
    assert cells("date", "2026-02-03") == [date(2026, 2, 3)]
