"""Tables of counts. Truth leaned on: adding up by hand."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import Response, Unit
from app.services.importing.problems import InvalidMapping, InvalidRows
from app.services.questionnaires import publish_questionnaire
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.loading import load_document
from tests.app.importing.counter_survey import bring, counter_survey
from tests.factories import ACTOR, NOW, create_survey, create_unit

MAPPING = """
survey = "mot-cua"
[time]
column = "Tháng"
[unit]
kind = "counter"
column = "Quầy"
[counts]
item = "overall"
columns = { "Rất hài lòng" = 5, "Hài lòng" = 4, "Không hài lòng" = 2 }
"""
HEAD = "Tháng,Quầy,Rất hài lòng,Hài lòng,Không hài lòng\n"


def counted() -> dict[tuple[str, int], int]:
    """How many responses there are by unit and overall rating."""
    query = select(Unit.code, Response.answers).join(Unit, Unit.id == Response.unit_id)
    found: dict[tuple[str, int], int] = {}
    for code, answers in db.session.execute(query):
        key = (code, answers["overall"])
        found[key] = found.get(key, 0) + 1
    return found


def test_each_person_counted_is_a_response(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    outcome, _ = bring(tmp_path, HEAD + "03/2026,q1,12,5,\n03/2026,q2,0,1,2\n", mapping=MAPPING)
    assert outcome.added == 20
    assert counted() == {("q1", 5): 12, ("q1", 4): 5, ("q2", 4): 1, ("q2", 2): 2}


def test_a_later_month_and_a_larger_count_add_the_difference(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, HEAD + "03/2026,q1,12,5,\n", mapping=MAPPING)
    content = HEAD + "03/2026,q1,13,5,1\n04/2026,q1,2,0,0\n"
    outcome, _ = bring(tmp_path, content, mapping=MAPPING)
    assert (outcome.added, outcome.already_there) == (4, 17)


def test_a_count_that_shrank_is_refused(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, HEAD + "03/2026,q1,12,5,\n", mapping=MAPPING)
    with pytest.raises(InvalidRows):
        bring(tmp_path, HEAD + "03/2026,q1,11,5,\n", mapping=MAPPING)
    assert db.session.scalar(select(func.count()).select_from(Response)) == 17


@pytest.mark.parametrize("cell", ["-1", "1.5", "nhiều", "1000001", "१२", "1 200"])
def test_what_is_no_count_is_refused(app: Flask, tmp_path: Path, cell: str) -> None:
    counter_survey()
    content = HEAD + f"03/2026,q1,{cell},5,\n"
    _, problems = bring(tmp_path, content, mapping=MAPPING, skip_bad=True)
    assert [(problem.line, problem.column) for problem in problems] == [(2, "Rất hài lòng")]


def test_a_unit_and_month_stand_once(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    content = HEAD + "03/2026,q1,1,0,0\n3/2026,q1,2,0,0\n"
    _, problems = bring(tmp_path, content, mapping=MAPPING, skip_bad=True)
    assert [(problem.line, problem.column) for problem in problems] == [(3, "Quầy")]


def test_counts_cannot_give_what_one_person_must_answer_besides(app: Flask, tmp_path: Path) -> None:
    document = to_document(load_catalogue_questionnaire("one_stop_short"))
    attitude = next(
        q for s in document["sections"] for q in s["questions"] if q["code"] == "attitude"
    )
    attitude["required"] = True
    version, _ = publish_questionnaire(
        load_document({**document, "code": "strict"}), actor=ACTOR, now=NOW
    )
    create_unit(code="q1")
    create_survey(version=version, code="mot-cua")
    with pytest.raises(InvalidMapping) as error:
        bring(tmp_path, HEAD + "03/2026,q1,1,0,0\n", mapping=MAPPING)
    assert any("attitude" in mistake for mistake in error.value.mistakes)
