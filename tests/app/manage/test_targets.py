"""Pages of targets: set, corrected, ended, refused in words; two on every page of results."""

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import RoleName, Target
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

ROOM = "/manage/targets"
HEALTH = {
    "percent": "92,5",
    "place": "1",
    "sector": "health",
    "unit_kind": "",
    "formula": "",
    "valid_from": "2026-01-01",
    "valid_to": "",
    "source_vi": "Quyết định 1/QĐ",
    "source_en": "Decision 1",
}


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as a survey administrator."""
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


def send(client: FlaskClient, path: str, **fields: str):
    """Fill in the form of a page and send it."""
    token = form_token(client.get(path).text)
    return client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)


def test_targets_are_listed_with_their_documents(administrator: FlaskClient) -> None:
    page = Visitor(administrator).get(f"{ROOM}/")
    assert "30c/NQ-CP" in page.text
    assert "76/NQ-CP" in page.text


def test_a_target_is_set_corrected_and_ended(app: Flask, administrator: FlaskClient) -> None:
    assert "92,5%" in send(administrator, f"{ROOM}/new", **HEALTH).text
    target = db.session.query(Target).filter_by(sector="health").one()
    assert target.value == 0.925
    page = send(administrator, f"{ROOM}/{target.id}/correct", **HEALTH | {"percent": "91"})
    assert "91%" in page.text
    assert "92,5%" not in page.text
    assert Visitor(administrator).get(f"{ROOM}/{target.id}/correct")
    send(administrator, f"{ROOM}/{target.id}/end", valid_to="2026-01-31")
    db.session.expire_all()
    assert db.session.get(Target, target.id).valid_to.isoformat() == "2026-01-31"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"percent": "120"}, "lớn hơn 0 và nhỏ hơn 100"),
        ({"percent": "0"}, "lớn hơn 0 và nhỏ hơn 100"),
        ({"sector": ""}, "Hãy kết thúc mục tiêu đó trước"),
        ({"source_vi": ""}, "Cần điền mục này"),
        ({"valid_to": "2025-01-01"}, "Ngày cuối trước ngày đầu"),
        ({"valid_from": ""}, "Cần ghi một ngày"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(
    administrator: FlaskClient, changes: dict[str, str], words: str
) -> None:
    page = send(administrator, f"{ROOM}/new", **HEALTH | changes)
    assert words in page.text
    assert 'value="Decision 1"' in page.text
    assert db.session.query(Target).count() == 2


def test_two_targets_stand_on_the_pages_and_in_the_files(app: Flask, client: FlaskClient) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 345, 400)
    visitor = Visitor(sign_in(client))
    table = visitor.get(f"/results/?survey={survey.code}")
    assert "Mục tiêu thứ hai 90%" in table.text
    assert "mục tiêu 90%: " in table.text
    unit = visitor.get(f"/results/{survey.code}/{place.id}")
    assert "76/NQ-CP" in unit.text
    content = client.get(f"/results/download/csv?survey={survey.code}").text.lstrip("\ufeff")
    (line,) = csv.DictReader(io.StringIO(content), delimiter=";")
    assert (line["Mục tiêu"], line["Kết luận"]) == ("0,8", "Đạt")
    assert (line["Mục tiêu thứ hai"], line["Kết luận theo mục tiêu thứ hai"]) == ("0,9", "Chưa đạt")


def test_the_history_of_a_unit_names_the_target_of_each_time(
    app: Flask, client: FlaskClient
) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 345, 400)
    visitor = Visitor(sign_in(client))
    page = visitor.get(f"/results/{survey.code}/{place.id}/history")
    assert "30c/NQ-CP" in page.text
    assert "Theo mục tiêu hôm nay" in page.text
    for path in ("history?formula=x", "history?formula=factor_mean_5"):
        assert client.get(f"/results/{survey.code}/{place.id}/{path}").status_code == 400
    assert client.get(f"/results/{survey.code}/999/history").status_code == 404
