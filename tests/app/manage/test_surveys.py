"""Pages of surveys: planned, opened, looked after, and what their units need.

Truth leaned on: words an administrator must find, and the rows in the database afterwards.
"""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import QuestionnaireVersion, RoleName, Survey, SurveyUnit, Unit
from app.queries.unit_tree import unit_tree
from app.version_words import CHANGES, EFFECTS
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.question_changes import Change, Effect
from tests.app.fielding.instruments import next_version, one_stop
from tests.factories import (
    NOW,
    create_point,
    create_population,
    create_survey,
    create_target,
    create_unit,
    create_version,
)
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

LIST = "/manage/surveys/"


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as an administrator."""
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


@pytest.fixture
def version(app: Flask) -> QuestionnaireVersion:
    """The published short questionnaire of one-stop counters."""
    return one_stop()


@pytest.fixture
def centre(app: Flask) -> Unit:
    """A commune's centre with two counters, in a province."""
    province = create_unit(name="Tỉnh Phú Thọ", kind="province")
    centre = create_unit(name="Trung tâm Vĩnh Yên", kind="commune_centre", parent=province)
    for number in (1, 2):
        create_unit(name=f"Quầy {number}", parent=centre)
    return centre


def send(client: FlaskClient, path: str, **fields: object) -> Page:
    """Fill in the form of a page, send it, and take the page that it leads to."""
    token = form_token(Visitor(client).get(path).one("main") and client.get(path).text)
    answer = client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
    return Visitor(client).checked(answer, 200)


def plan(**changes: object) -> dict[str, object]:
    """What somebody fills in to plan a survey."""
    fields = {
        "title_vi": "Hài lòng một cửa",
        "title_en": "One-stop satisfaction",
        "code": "mot-cua",
        "sector": "administration",
        "opens_on": "2020-01-01",
        "closes_on": "2099-12-31",
        "confidence_level": "0.95",
        "minimum_cell": "5",
    }
    return fields | changes


def the_survey() -> Survey:
    """The one survey as it is stored now."""
    db.session.expire_all()
    return db.session.scalars(select(Survey)).one()


def test_an_empty_list_says_what_to_do(app: Flask, administrator: FlaskClient) -> None:
    page = Visitor(administrator).get(LIST)
    assert "Chưa có đợt khảo sát nào" in page.text
    assert page.one("a", href=f"{LIST}new")


def test_without_a_questionnaire_nothing_can_be_planned(
    app: Flask, administrator: FlaskClient
) -> None:
    page = Visitor(administrator).get(f"{LIST}new")
    assert "Chưa có bộ câu hỏi nào được phát hành" in page.text


def test_a_survey_is_planned_opened_paused_resumed_and_closed(
    administrator: FlaskClient, version: QuestionnaireVersion, centre: Unit
) -> None:
    address = f"{LIST}new/{version.id}"
    page = send(administrator, address, **plan(units=[centre.id]))
    assert "Đợt khảo sát chưa nhận phiếu cho đến khi được mở" in page.text
    survey = the_survey()
    assert db.session.scalars(select(SurveyUnit.unit_id)).all() == [centre.id]
    here = f"{LIST}{survey.id}"
    steps = {
        "open": "Đang mở",
        "pause": "Tạm dừng",
        "resume": "Đang mở",
        "close": "Đã kết thúc",
    }
    for deed, words in steps.items():
        assert words in send(administrator, f"{here}/{deed}").text, deed
    assert the_survey().closed_at is not None


def test_mistakes_are_told_beside_their_fields_and_nothing_is_lost(
    administrator: FlaskClient, version: QuestionnaireVersion, centre: Unit
) -> None:
    create_survey(code="mot-cua")
    wrong = plan(title_vi="", minimum_cell="2", closes_on="2019-01-01", units=[centre.id])
    page = send(administrator, f"{LIST}new/{version.id}", **wrong)
    assert "Từ 3 đến 20" in page.text
    page = send(administrator, f"{LIST}new/{version.id}", **plan(units=[centre.id, 999]))
    assert "Đã có đợt khảo sát mot-cua" in page.text
    assert "một đơn vị đã chọn không còn nữa" in page.text.lower()
    assert page.one("input", id=f"unit-{centre.id}").get("checked") is not None
    assert db.session.query(Survey).count() == 1


def test_an_act_out_of_turn_leads_back_with_the_reason(
    administrator: FlaskClient, version: QuestionnaireVersion
) -> None:
    survey = create_survey(version=version, opened_at=None)
    page = send(administrator, f"{LIST}{survey.id}/pause")
    assert "Đợt khảo sát chưa được mở" in page.text


def test_a_plan_is_changed_and_an_open_survey_only_in_its_titles(
    administrator: FlaskClient, version: QuestionnaireVersion, centre: Unit
) -> None:
    survey = create_survey(version=version, opened_at=None, code="cu")
    changed = plan(code="moi", minimum_cell="7", units=[centre.id])
    send(administrator, f"{LIST}{survey.id}/edit", **changed)
    assert (the_survey().code, the_survey().minimum_cell) == ("moi", 7)
    send(administrator, f"{LIST}{survey.id}/open")
    page = Visitor(administrator).get(f"{LIST}{survey.id}/edit")
    assert not page.all("input", name="minimum_cell")
    titles = {"title_vi": "Tên mới", "title_en": "New title", "minimum_cell": "9"}
    send(administrator, f"{LIST}{survey.id}/edit", **titles)
    assert (the_survey().title_vi, the_survey().minimum_cell) == ("Tên mới", 7)


def test_a_survey_is_extended(administrator: FlaskClient, version: QuestionnaireVersion) -> None:
    survey = create_survey(version=version, closes_on=NOW.date().replace(year=2098))
    page = send(administrator, f"{LIST}{survey.id}/extend", closes_on="2099-01-31")
    assert "31/01/2099" in page.text
    page = send(administrator, f"{LIST}{survey.id}/extend", closes_on="2099-01-31")
    assert "phải muộn hơn" in page.text


def test_a_newer_version_is_shown_with_its_differences_and_taken_up(
    administrator: FlaskClient, version: QuestionnaireVersion
) -> None:
    survey = create_survey(version=version, closes_on=NOW.date().replace(year=2099))
    newer = next_version(version)
    page = Visitor(administrator).get(f"{LIST}{survey.id}/version")
    assert "overall: Đổi lời câu hỏi" in page.text
    send(administrator, f"{LIST}{survey.id}/version")
    assert the_survey().version_id == newer.id
    next_version(newer, formulas=[{"id": "items_top2"}])
    page = Visitor(administrator).get(f"{LIST}{survey.id}/version")
    assert "không thể tính chung" in page.text
    assert not page.one("main").text.endswith("dùng phiên bản mới")


def test_the_list_is_searched_and_filtered_by_state(
    administrator: FlaskClient, version: QuestionnaireVersion
) -> None:
    create_survey(version=version, code="mot", opened_at=None)
    create_survey(version=version, code="hai", closes_on=NOW.date().replace(year=2099))
    assert [row.text for row in lines(administrator, "?q=mot")] == [
        "Khảo sát một cửa Hành chính",
        "Khảo sát một cửa Hành chính",
    ]
    assert len(lines(administrator, "?state=planned")) == 1
    assert len(lines(administrator, "?state=open&q=khao+sat")) == 1
    assert "Không có đợt khảo sát nào phù hợp" in Visitor(administrator).get(f"{LIST}?q=zzz").text


def lines(client: FlaskClient, query: str) -> list[object]:
    """The row headings of the list."""
    return Visitor(client).get(f"{LIST}{query}").all("th", scope="row")


def test_the_planner_says_plainly_what_cannot_be_reached(
    administrator: FlaskClient, version: QuestionnaireVersion, centre: Unit
) -> None:
    create_target()
    survey = create_survey(version=version)
    for unit, handled in zip(
        db.session.scalars(select(Unit).filter_by(kind="counter")), (300, 90000), strict=True
    ):
        days = {
            "period_start": NOW.date().replace(year=2025, month=1),
            "period_end": NOW.date().replace(year=2025, month=12),
        }
        create_population(unit, handled, **days)
        create_point(survey, place=unit)
        db.session.add(SurveyUnit(survey_id=survey.id, unit_id=unit.id, with_subtree=True))
    db.session.commit()
    page = Visitor(administrator).get(f"{LIST}{survey.id}/planner?truth=85&level=counter")
    assert "469" in page.text, "verdict_sample_size(0.85) of the analysis"
    assert re.search(r"\d đơn vị: không đạt được", page.text)
    assert "trong mức áp phích thường thu được" in page.text
    same = Visitor(administrator).get(f"{LIST}{survey.id}/planner?truth=80")
    assert "không đạt được" in same.text
    assert administrator.get(f"{LIST}{survey.id}/planner?truth=x").status_code == 400


def test_what_is_not_there_is_not_an_error_of_ours(
    administrator: FlaskClient, version: QuestionnaireVersion
) -> None:
    survey = create_survey(version=version)
    for path in ("99", "99999999999", "99/edit", "99/open", f"{survey.id}/destroy", "new/99"):
        assert administrator.get(f"{LIST}{path}").status_code == 404, path


def test_the_tree_offers_only_what_is_in_force_and_ones_own(app: Flask, centre: Unit) -> None:
    gone = create_unit(name="Đã sáp nhập")
    gone.valid_to = NOW.date().replace(year=2026, month=1)
    db.session.commit()
    (province,) = unit_tree(NOW.date(), chosen=[centre.id])
    assert province.size == 3
    assert province.is_open
    assert province.below[0].chosen
    (above,) = unit_tree(NOW.date(), offered=frozenset({centre.id}))
    assert not above.offered
    assert [node.unit.id for node in above.below] == [centre.id]
    assert above.below[0].below == ()


def test_the_pages_speak_english_too(
    administrator: FlaskClient, version: QuestionnaireVersion
) -> None:
    survey = create_survey(version=version, opened_at=None)
    page = Visitor(administrator).get(f"{LIST}{survey.id}?lang=en")
    assert "Planned, not opened yet" in page.text


def test_surveys_are_not_for_evaluators(client: FlaskClient, version: QuestionnaireVersion) -> None:
    survey = create_survey(version=version)
    sign_in(client, role=RoleName.EVALUATOR)
    for path in ("", "new", f"{survey.id}", f"{survey.id}/planner", f"{survey.id}/open"):
        assert client.get(f"{LIST}{path}").status_code == 403


def test_every_change_between_versions_has_words(app: Flask) -> None:
    assert set(CHANGES) == set(Change)
    assert set(EFFECTS) == set(Effect)


def test_a_person_of_one_commune_plans_for_it_alone(
    client: FlaskClient, version: QuestionnaireVersion, centre: Unit
) -> None:
    elsewhere = create_unit(name="Trung tâm khác", kind="commune_centre")
    sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR, unit=centre)
    address = f"{LIST}new/{version.id}"
    assert "Trung tâm khác" not in Visitor(client).get(address).text
    assert "ít nhất một đơn vị" in send(client, address, **plan()).text
    refused = send(client, address, **plan(units=[elsewhere.id]))
    assert "không thuộc phạm vi phụ trách" in refused.text
    send(client, address, **plan(units=[centre.id]))
    other = create_survey(version=version)
    assert client.get(f"{LIST}{the_id('mot-cua')}/edit").status_code == 200
    assert client.get(f"{LIST}{other.id}").status_code == 404
    assert len(lines(client, "")) == 1


def the_id(code: str) -> int:
    """The number of a survey."""
    return db.session.scalars(select(Survey.id).filter_by(code=code)).one()


def test_a_survey_of_a_school_is_for_parents_unless_somebody_says_otherwise(
    administrator: FlaskClient,
) -> None:
    pupils = create_version(to_document(load_catalogue_questionnaire("pupils")))
    pupils.questionnaire.code = "pupils"
    db.session.commit()
    visitor = Visitor(administrator)
    assert "mặc định gửi cho cha mẹ" in visitor.get(f"{LIST}new").text
    page = visitor.get(f"{LIST}new/{pupils.id}")
    assert "cả cha mẹ và học sinh đồng ý" in page.text
    (chosen,) = [o for o in page.all("option", selected="") if o.get("value") == "education"]
    assert chosen.has_parent("select")
