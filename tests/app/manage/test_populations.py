"""Pages of dossier counts: by hand, by sheet, corrected, looked through; within one's units."""

from datetime import date
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import AuditEvent, Population, RoleName, Unit
from app.queries.populations import list_counts_of_unit
from tests.app.registers.sheets import workbook
from tests.factories import create_population, create_unit
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

DAYS = date(2026, 3, 1), date(2026, 3, 31)
ROOM = "/manage/populations"
NUMBERS = {"received": "", "on_time": "100", "late": "20", "refused": "", "source": "Báo cáo"}
MARCH = {"first_day": "2026-03-01", "last_day": "2026-03-31", "service_code": "", "channel": ""}


@pytest.fixture
def unit(app: Flask) -> Unit:
    """A counter that a collection officer answers for."""
    return create_unit(code="25-01", name="Quầy hộ tịch")


@pytest.fixture
def officer(client: FlaskClient, unit: Unit) -> FlaskClient:
    """Somebody signed in as the collection officer of the counter."""
    return sign_in(client, role=RoleName.COLLECTION_OFFICER, unit=unit)


def send(client: FlaskClient, path: str, **fields: object):
    """Fill in the form of a page and send it."""
    token = form_token(client.get(path).text)
    return client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)


def test_an_empty_list_says_what_to_do(officer: FlaskClient) -> None:
    assert "Chưa có số liệu nào" in Visitor(officer).get(f"{ROOM}/").text
    assert "Quầy hộ tịch" in Visitor(officer).get(f"{ROOM}/?q=ho+tich").text


def test_a_count_is_entered_and_corrected_by_hand(officer: FlaskClient, unit: Unit) -> None:
    page = send(officer, f"{ROOM}/units/{unit.id}/enter", **MARCH, **NUMBERS)
    assert "Đã lưu số liệu" in page.text
    (count,) = list_counts_of_unit(unit.id)
    corrected = NUMBERS | {"late": "5"}
    page = send(officer, f"{ROOM}/counts/{count.id}/correct", **corrected)
    assert "Đã lưu đính chính" in page.text
    assert "đã đính chính 1 lần" in page.text
    db.session.rollback()
    (now,) = list_counts_of_unit(unit.id)
    assert (now.handled, now.late, now.entries) == (105, 5, 2)
    history = Visitor(officer).get(f"{ROOM}/counts/{now.id}")
    assert [row.text for row in history.all("td", data_label="Quá hạn")] == ["5", "20"]
    acts = [event.act for event in db.session.query(AuditEvent).filter_by(unit_id=unit.id)]
    assert acts.count("population.enter") == 2


def test_a_count_is_taken_back_and_stays_in_the_history(officer: FlaskClient, unit: Unit) -> None:
    send(officer, f"{ROOM}/units/{unit.id}/enter", **MARCH, **NUMBERS)
    (count,) = list_counts_of_unit(unit.id)
    page = send(officer, f"{ROOM}/counts/{count.id}/take-back")
    assert "Đã rút lại số liệu" in page.text
    assert list_counts_of_unit(unit.id) == []
    assert "đã rút lại" in Visitor(officer).get(f"{ROOM}/counts/{count.id}").text
    db.session.rollback()
    acts = [event.act for event in db.session.query(AuditEvent).filter_by(unit_id=unit.id)]
    assert acts[-1] == "population.take_back"


def test_what_is_wrong_stands_beside_its_field(officer: FlaskClient, unit: Unit) -> None:
    wrong = MARCH | {"last_day": "2026-02-01"}
    page = send(officer, f"{ROOM}/units/{unit.id}/enter", **wrong, **NUMBERS)
    assert "Trước ngày đầu kỳ." in page.text
    assert 'value="Báo cáo"' in page.text
    page = send(officer, f"{ROOM}/units/{unit.id}/enter", **MARCH, **(NUMBERS | {"late": "-1"}))
    assert "Cần ghi một số nguyên" in page.text
    assert db.session.query(Population).count() == 0


def test_a_sheet_is_looked_at_before_it_is_stored(officer: FlaskClient, unit: Unit) -> None:
    create_population(unit, 90, period_start=DAYS[0], period_end=DAYS[1])
    rows = [
        ["Mã đơn vị", "Từ ngày (kỳ)", "Giải quyết đúng hạn", "Giải quyết quá hạn"],
        ["25-01", "03/2026", 80, 20],
        ["25-01", "04/2026", 70, 0],
    ]
    page = send(officer, f"{ROOM}/upload", sheet=(workbook(rows), "a.xlsx"), source="Một cửa")
    assert "1 dòng số liệu mới" in page.text
    assert "1 dòng đính chính" in page.text
    assert "trước: 90" in page.text
    assert db.session.query(Population).count() == 1
    officer.post(page.request.path, data={"csrf_token": form_token(page.text)})
    db.session.rollback()
    assert [count.handled for count in list_counts_of_unit(unit.id)] == [70, 100]


def test_a_sheet_for_anothers_unit_is_refused_like_an_unknown_one(
    officer: FlaskClient, unit: Unit
) -> None:
    create_unit(code="25-02")
    sheet = "unit_code,first_day,on_time,late,source\n25-02,03/2026,1,0,x\n25-03,03/2026,1,0,x\n"
    page = send(officer, f"{ROOM}/upload", sheet=(BytesIO(sheet.encode()), "a.csv"))
    assert page.text.count("không có đơn vị nào mang mã này") == 2


def test_anothers_counts_are_not_found(officer: FlaskClient) -> None:
    other = create_unit(code="25-02", name="Quầy khác")
    count = create_population(other, 10)
    for path in (f"units/{other.id}", f"units/{other.id}/enter", f"counts/{count.id}"):
        assert officer.get(f"{ROOM}/{path}").status_code == 404, path
    assert "Quầy khác" not in officer.get(f"{ROOM}/?q=quay").text
    assert b"25-02" not in officer.get(f"{ROOM}/list.csv").data


def test_an_evaluator_reads_and_enters_nothing(app: Flask, unit: Unit) -> None:
    evaluator = sign_in(app.test_client(), role=RoleName.EVALUATOR, unit=unit)
    page = Visitor(evaluator).get(f"{ROOM}/units/{unit.id}")
    assert "Nhập số liệu" not in page.text
    assert evaluator.get(f"{ROOM}/units/{unit.id}/enter").status_code == 403
    assert evaluator.get(f"{ROOM}/upload").status_code == 403


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_downloaded_can_be_uploaded_again(
    officer: FlaskClient, unit: Unit, ending: str
) -> None:
    create_population(unit, 90, late=3, channel="online", received=95)
    content = officer.get(f"{ROOM}/list.{ending}").data
    page = send(officer, f"{ROOM}/upload", sheet=(BytesIO(content), f"x.{ending}"))
    assert "không có gì để thay đổi" in page.text
    assert officer.get(f"{ROOM}/template.{ending}").status_code == 200


def test_what_looks_wrong_is_told_in_words(officer: FlaskClient, unit: Unit) -> None:
    create_population(unit, 90, period_start=DAYS[0], period_end=DAYS[1])
    page = Visitor(officer).get(f"{ROOM}/checks")
    assert "Từ đó đến nay không có số liệu" in page.text
    assert "Không có trường hợp nào" in page.text
