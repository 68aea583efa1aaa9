"""Pages that make, move and limit collection points.

Truth leaned on: words an administrator must find, and the rows in the database afterwards.
"""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.manage.points.forms import EVERY_OUTCOME
from app.models import AccessCode, CollectionPoint, RoleName, SurveyPoint, Unit
from app.services.access_codes import revoke_access_codes
from tests.factories import ACTOR, NOW, create_point, create_service, create_survey, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

LIST = "/manage/points/"


@pytest.fixture
def officer(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as a collection officer."""
    return sign_in(client, role=RoleName.COLLECTION_OFFICER)


@pytest.fixture
def centre(app: Flask) -> Unit:
    """A commune's centre with two counters."""
    centre = create_unit(name="Trung tâm Vĩnh Yên", kind="commune_centre")
    for number in (1, 2):
        create_unit(name=f"Quầy {number}", parent=centre)
    return centre


UNTOUCHED = {"body_id": "", "service_id": "", "mode": ""}
"""What a browser sends of the lists that nobody touched."""


def send(client: FlaskClient, path: str, **fields: object) -> Page:
    """Fill in the form of a page, send it, and take the page that it leads to."""
    token = form_token(client.get(path).text)
    answer = client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
    return Visitor(client).checked(answer, 200)


def points() -> list[CollectionPoint]:
    """The points that are stored now."""
    db.session.expire_all()
    return list(db.session.scalars(select(CollectionPoint).order_by(CollectionPoint.id)))


def test_without_units_the_page_says_what_comes_first(app: Flask, officer: FlaskClient) -> None:
    assert "Hãy lập đơn vị trước" in Visitor(officer).get(f"{LIST}new").text
    assert "Hãy lập đơn vị trước" in Visitor(officer).get(f"{LIST}many").text


def test_a_point_is_made_and_its_poster_offered(officer: FlaskClient, centre: Unit) -> None:
    survey = create_survey(closes_on=NOW.date().replace(year=2099))
    fields = {"place_id": centre.id, "touchpoint": "desk_poster", "surveys": [survey.id]}
    page = send(officer, f"{LIST}new", **UNTOUCHED, **fields)
    assert "Hãy in áp phích" in page.text
    assert page.one("img")
    assert points()[0].mode == "self_phone"


def test_a_combination_that_is_there_is_told_beside_its_field(
    officer: FlaskClient, centre: Unit
) -> None:
    fields = {**UNTOUCHED, "place_id": centre.id, "touchpoint": "desk_poster"}
    send(officer, f"{LIST}new", **fields)
    page = send(officer, f"{LIST}new", **fields)
    assert "Nơi này đã có điểm thu thập như vậy" in page.text
    assert len(points()) == 1


def test_a_rule_counts_first_and_makes_then(officer: FlaskClient, centre: Unit) -> None:
    survey = create_survey(closes_on=NOW.date().replace(year=2099))
    rule = {
        "kind": "counter",
        "under": centre.id,
        "touchpoints": ["desk_poster", "refusal_slip"],
        "body": "above",
        "service_id": "",
        "surveys": [survey.id],
    }
    page = send(officer, f"{LIST}many", **rule, count="1")
    assert "Sẽ lập 4 điểm" in page.text
    assert "2 nơi đặt" in page.text
    assert points() == []
    assert "Đã lập 4 điểm thu thập" in send(officer, f"{LIST}many", **rule, make="1").text
    assert {point.body_id for point in points()} == {centre.id}
    assert db.session.query(SurveyPoint).count() == 4
    again = send(officer, f"{LIST}many", **rule, count="1")
    assert "4 điểm đã có, giữ nguyên" in again.text
    assert not again.all("button", name="make")


def test_a_rule_without_touchpoints_is_refused_in_words(officer: FlaskClient, centre: Unit) -> None:
    page = send(officer, f"{LIST}many", kind="counter", under=centre.id, body="place")
    assert "chọn ít nhất một mục" in page.text


def test_a_sheet_is_looked_at_before_it_makes_anything(officer: FlaskClient, centre: Unit) -> None:
    rows = f"place;touchpoint\n{centre.code};kiosk\n"
    page = send(officer, f"{LIST}upload", sheet=(BytesIO(rows.encode()), "diem.csv"))
    assert "Sẽ lập 1 điểm" in page.text
    assert points() == []
    action = page.one("form", class_="deeds").get("action")
    officer.post(action, data={"csrf_token": form_token(page.html)})
    assert [point.touchpoint for point in points()] == ["kiosk"]


def test_a_broken_sheet_names_line_and_column(officer: FlaskClient, centre: Unit) -> None:
    rows = "place;touchpoint\nnowhere;kiosk\n"
    page = send(officer, f"{LIST}upload", sheet=(BytesIO(rows.encode()), "diem.csv"))
    assert "không có đơn vị nào đang hoạt động mang mã này" in page.text
    for format_name in ("csv", "xlsx"):
        assert officer.get(f"{LIST}template.{format_name}").status_code == 200


def test_a_point_is_moved_limited_and_attached(officer: FlaskClient, centre: Unit) -> None:
    survey = create_survey(closes_on=NOW.date().replace(year=2099))
    other = create_survey(closes_on=NOW.date().replace(year=2099))
    point = create_point(survey)
    here = f"{LIST}{point.id}"
    assert (
        "Trung tâm Vĩnh Yên" in send(officer, f"{here}/move", place_id=centre.id, body_id="").text
    )
    send(officer, f"{here}/limit", last_day="2099-12-31")
    send(officer, f"{here}/surveys", surveys=[other.id])
    assert points()[0].place_id == centre.id
    assert db.session.scalars(select(AccessCode.expires_at)).one().year == 2099
    assert db.session.scalars(select(SurveyPoint.survey_id)).all() == [other.id]


def test_a_rule_gives_its_points_a_service_and_a_last_day(
    officer: FlaskClient, centre: Unit
) -> None:
    service = create_service()
    rule = {
        "kind": "commune_centre",
        "under": centre.id,
        "body": "place",
        "touchpoints": list(EVERY_OUTCOME),
        "service_id": service.id,
        "last_day": "2099-12-31",
    }
    send(officer, f"{LIST}many", **rule, make="1")
    made = points()
    assert [point.touchpoint for point in made] == list(EVERY_OUTCOME)
    assert {point.service_id for point in made} == {service.id}
    ends = db.session.scalars(select(AccessCode.expires_at)).all()
    assert len(ends) == 5
    assert {end.year for end in ends} == {2099}


def test_a_point_is_led_on_and_its_sticker_says_so(officer: FlaskClient, centre: Unit) -> None:
    survey = create_survey(closes_on=NOW.date().replace(year=2099))
    old = create_point(survey, code="BCFG2346")
    new = create_point(survey, place=centre, code="BCFG245X")
    address = f"{LIST}{old.id}/lead-on"
    assert "Không có điểm nào" in send(officer, address, code="BBBB-BBBR").text
    assert "xin kiểm tra lại" in send(officer, address, code="ABC").text
    assert "chính điểm này" in send(officer, address, code="bcfg 2346").text
    page = send(officer, address, code="bcfg-245x")
    assert "Trung tâm Vĩnh Yên" in page.text
    assert officer.get("/s/BCFG2346").location == "/s/BCFG245X?moved=1"
    assert "BCFG-245X" in Visitor(officer).get(f"{LIST}{old.id}").text
    revoke_access_codes(new, actor=ACTOR, now=NOW)
    assert "không có mã nào" in send(officer, address, code="BCFG245X").text


def test_a_point_is_not_led_on_to_other_units(client: FlaskClient, centre: Unit) -> None:
    own = create_point(create_survey(), place=centre)
    create_point(create_survey(), code="BCFG245X")
    sign_in(client, role=RoleName.COLLECTION_OFFICER, unit=centre)
    page = send(client, f"{LIST}{own.id}/lead-on", code="BCFG245X")
    assert "Không có điểm nào mang mã này" in page.text


def test_an_officer_of_one_unit_makes_points_there_alone(client: FlaskClient, centre: Unit) -> None:
    elsewhere = create_unit(name="Nơi khác")
    sign_in(client, role=RoleName.COLLECTION_OFFICER, unit=centre)
    page = Visitor(client).get(f"{LIST}new")
    offered = [option.get("value") for option in page.all("option")]
    assert offered[:3].count(str(elsewhere.id)) == 0, "the places come first"
    send(client, f"{LIST}new", **UNTOUCHED, place_id=elsewhere.id, touchpoint="desk_poster")
    assert points() == []


def test_the_pages_speak_english_too(officer: FlaskClient, centre: Unit) -> None:
    assert "Make many collection points" in Visitor(officer).get(f"{LIST}many?lang=en").text
