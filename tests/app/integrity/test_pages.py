"""The review list: a stuffed afternoon is on it, and a person above the office decides.

Truth leaned on: the afternoon stuffed here; what the report counts as left out.
"""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.models import RoleName
from app.services.integrity.evidence import survey_evidence
from app.services.reporting.data import read_answers
from app.services.sealing import verify_seals
from tests.app.rights_world import create_sides
from tests.factories import create_response
from tests.sign_in import form_token, sign_in

MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
STUFFED, HONEST = 20, 40


@pytest.fixture
def sides(app: Flask):
    """Two communes; at the counter of the first somebody stuffed an afternoon."""
    ours, theirs = create_sides()
    codes = ["overall", "access", "procedure", "staff", "result", "feedback"]
    for number in range(HONEST):
        score = 5 if number % 5 == 0 else 4 - number % 3
        at = MORNING + timedelta(days=number % 20, minutes=number)
        give(ours, dict.fromkeys(codes, score), at)
    for number in range(STUFFED):
        give(
            ours, dict.fromkeys(codes, 5), MORNING + timedelta(days=7, hours=5, minutes=9 * number)
        )
    return ours, theirs


def give(side, answers, at):
    create_response(side.survey, answers, point=side.point, answered_at=at)


def excluded(survey):
    answers = read_answers(survey, survey.opens_on, survey.closes_on)
    return int(answers.excluded.sum())


def address(side):
    return f"/manage/integrity/{side.survey.code}/points/{side.point.id}"


def test_a_person_above_the_office_leaves_answers_out_and_takes_it_back(app, sides):
    ours, _ = sides
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    assert ours.counter.name_vi in client.get(f"/manage/integrity/?survey={ours.survey.code}").text
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    assert len(item.keys) == STUFFED
    here = f"{address(ours)}/{item.rule}/{item.label}"
    token = form_token(client.get(address(ours)).text)
    assert client.post(here, data={"csrf_token": token, "decision": "exclude"}).status_code == 200
    assert excluded(ours.survey) == 0
    for decision, left_out in (("exclude", STUFFED), ("keep", 0), ("exclude", STUFFED)):
        data = {"csrf_token": token, "decision": decision, "reason": "Đã xác minh"}
        assert client.post(here, data=data).status_code == 302
        assert excluded(ours.survey) == left_out
    evidence = survey_evidence(ours.survey)[ours.point.id]
    assert not evidence.open_items
    assert all(half.n >= ours.survey.minimum_cell for half in evidence.half_days)
    assert verify_seals().holds


@pytest.mark.parametrize("role", [RoleName.SURVEY_ADMINISTRATOR, RoleName.EVALUATOR])
def test_the_rated_office_looks_but_does_not_decide(app, sides, role):
    ours, theirs = sides
    client = sign_in(app.test_client(), role=role, unit=ours.counter)
    assert client.get(address(ours)).status_code == 200
    item = survey_evidence(ours.survey)[ours.point.id].items[0]
    data = {"csrf_token": form_token(client.get("/account/").text)}
    data |= {"decision": "exclude", "reason": "Đã xác minh"}
    answer = client.post(f"{address(ours)}/{item.rule}/{item.label}", data=data)
    assert answer.status_code in (403, 404)
    assert excluded(ours.survey) == 0
    assert client.get(address(theirs)).status_code == 404
