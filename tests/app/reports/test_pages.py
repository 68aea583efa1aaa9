"""Truth leaned on: what a person must find on the pages, and what is sent."""

from hashlib import sha256

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import FrozenReport, FrozenReportFile, RoleName, Unit
from tests.app.reports.half_year import half_year
from tests.app.results.one_stop import answer, counter, one_stop_survey
from tests.factories import create_report, create_unit
from tests.pages import check_page
from tests.sign_in import form_token, sign_in


def send(client: FlaskClient, page: str, action: str = "", **fields: str) -> str:
    """Send the form of a page and follow to where it leads, a page that passes every check."""
    token = form_token(client.get(page).text)
    data = {"csrf_token": token, **fields}
    return check_page(client.post(action or page, data=data, follow_redirects=True).text).html


def test_a_report_is_made_signed_compared_and_corrected(app: Flask, client: FlaskClient) -> None:
    survey, centre = half_year()
    sign_in(client)
    choice = f"survey={survey.code}&under={centre.id}&level=counter&formula=people_top2"
    assert "Bản nháp" in send(client, f"/results/reports/new?{choice}")
    assert "Bản nháp" in client.get("/results/reports/").text
    page = "/results/reports/1"
    assert "Báo cáo này do chính bạn lập" in client.get(page).text
    assert "Ký duyệt báo cáo này" not in client.get(page).text
    second = sign_in(app.test_client())
    assert "Đã ký duyệt báo cáo." in send(second, page, f"{page}/sign")
    assert db.session.get_one(FrozenReport, 1).is_signed
    again = send(client, page, f"{page}/compare")
    assert again.count("giống hệt từng byte") == 7
    assert "đều giữ nguyên như lúc lập báo cáo." in again
    assert "Chương trình vẫn như lúc lập báo cáo." in again
    assert str(db.session.get_one(FrozenReport, 1).input_digest) in again
    for kept in db.session.scalars(select(FrozenReportFile)):
        sent = client.get(f"{page}/files/{kept.name}")
        assert sha256(sent.data).hexdigest() == kept.digest
    assert "invalid-feedback" in send(client, f"{page}/correct", reason=" ")
    assert "Nhập nhầm" in send(client, f"{page}/correct", reason="Nhập nhầm")
    assert db.session.get_one(FrozenReport, 2).corrects_id == 1


def test_somebody_who_only_reads_sees_signed_reports_of_the_own_units_alone(
    app: Flask, client: FlaskClient
) -> None:
    survey, commune = one_stop_survey(), create_unit(kind="commune")
    own, other = counter(survey, commune), counter(survey)
    create_report(survey, own)
    create_report(survey, own, signed=False)
    create_report(survey, commune, unit_ids=[own.id, other.id])
    head = sign_in(client, role=RoleName.UNIT_HEAD, unit=commune)
    listed = head.get("/results/reports/").text
    assert [n for n in (1, 2, 3) if f"/results/reports/{n}" in listed] == [1]
    found = [head.get(f"/results/reports/{n}").status_code for n in (1, 2, 3)]
    assert found == [200, 404, 404]
    assert head.get("/results/reports/2/files/report.json").status_code == 404


def test_a_correction_that_differs_by_one_person_says_so_before_it_is_signed(
    app: Flask, client: FlaskClient
) -> None:
    survey, centre = half_year()
    sign_in(client)
    choice = f"survey={survey.code}&under={centre.id}&level=counter&formula=people_top2"
    send(client, f"/results/reports/new?{choice}")
    send(sign_in(app.test_client()), "/results/reports/1", "/results/reports/1/sign")
    first = unit_named("Quầy số 1")
    answer(survey, first, 1, 1)
    shown = send(client, "/results/reports/1/correct", reason="Phiếu giấy nhập muộn")
    assert "Chỉ đưa một trong hai báo cáo" in shown
    assert "Quầy số 1" in shown


def unit_named(name: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.name_vi == name)).one()
