"""Administrators' pages of collection points: found, looked at, printed, revoked and re-issued."""

import io
from datetime import date

import pypdf
import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app.extensions import db
from app.models import AccessCode, CollectionPoint, RoleName
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.documents.pictures import pdf_pages, svg_picture
from tests.factories import create_point, create_survey, create_unit, create_version
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

LINK = "http://127.0.0.1:8000/s/BCFG2346"


@pytest.fixture
def point(app: Flask) -> CollectionPoint:
    """A demonstration counter with a survey and the code BCFG2346."""
    version = create_version(to_document(load_catalogue_questionnaire("one_stop_short")))
    centre = create_unit(name="Trung tâm phường Vĩnh Yên", kind="commune_centre")
    counter = create_unit(name="Quầy hộ tịch", parent=centre, demonstration=True)
    survey = create_survey(version=version, code="mot-cua")
    return create_point(survey, place=counter, code="BCFG2346")


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as an administrator."""
    return sign_in(client, role=RoleName.COLLECTION_OFFICER)


def codes_in(picture: Image.Image) -> list[str]:
    """What the QR codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(picture)]


def test_the_list_names_points_and_offers_their_posters(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    page = Visitor(administrator).get("/manage/points/")
    assert "Quầy hộ tịch" in page.text
    assert "Trung tâm phường Vĩnh Yên" in page.text
    assert "BCFG-2346" in page.text
    assert "Dữ liệu minh họa" in page.text
    links = [link.get("href") for link in page.all("a")]
    assert f"/manage/points/{point.id}" in links
    assert f"/manage/points/{point.id}/poster.pdf?format=a5" in links


def test_the_list_is_searched(administrator: FlaskClient, point: CollectionPoint) -> None:
    create_point(create_survey(), place=create_unit(name="Quầy khác"))
    for text in ("ho tich", "hộ tịch", "vinh yen", "bcfg 2346"):
        page = Visitor(administrator).get("/manage/points/", query_string={"q": text})
        assert "Quầy hộ tịch" in page.text, text
        assert "Quầy khác" not in page.text, text
        assert page.one("input", id="q").get("value") == text


def test_a_search_that_finds_nothing_says_so(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    page = Visitor(administrator).get("/manage/points/?q=zzz")
    assert "Không có điểm thu thập nào phù hợp" in page.text
    assert not page.all("table")


def test_pages_keep_the_search(administrator: FlaskClient, point: CollectionPoint) -> None:
    survey = create_survey(code="dai")
    for _ in range(51):
        create_point(survey)
    page = Visitor(administrator).get("/manage/points/?survey=dai&q=quay")
    assert page.one("a", rel="next").get("href") == "/manage/points/?page=2&q=quay&survey=dai"
    second = Visitor(administrator).get("/manage/points/?page=2&q=quay&survey=dai")
    assert len(second.one("tbody").text) > 0
    assert "Trang 2/2" in second.text


STATUSES = {
    "/manage/points/?page=3": 404,
    "/manage/points/?page=0": 404,
    "/manage/points/?page=x": 400,
    "/manage/points/?survey=none": 404,
    "/manage/points/?survey=%00": 404,
    "/manage/points/?q=%00": 200,
    "/manage/points/999": 404,
    "/manage/points/99999999999999999999": 404,
    "/manage/points/999/poster.pdf": 404,
    "/manage/points/999/qr.svg": 404,
    "/manage/points/999/reissue": 404,
    "/manage/points/999/kit": 404,
    "/manage/points/posters.pdf?format=a3": 400,
    "/manage/points/?touchpoint=wall": 400,
}


def test_what_is_not_there_is_not_an_error_of_ours(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    found = {address: administrator.get(address).status_code for address in STATUSES}
    assert found == STATUSES


def test_a_points_page_shows_link_code_survey_and_downloads(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    page = Visitor(administrator).get(f"/manage/points/{point.id}")
    for words in ("Quầy hộ tịch", LINK, "BCFG-2346", "01/01/2026 – 31/12/2026", "Còn hiệu lực"):
        assert words in page.text, words
    assert page.one("img").get("src") == f"/manage/points/{point.id}/qr.svg"


def test_pictures_carry_the_points_link(administrator: FlaskClient, point: CollectionPoint) -> None:
    svg = administrator.get(f"/manage/points/{point.id}/qr.svg")
    png = administrator.get(f"/manage/points/{point.id}/qr.png?download=1")
    assert (svg.mimetype, png.mimetype) == ("image/svg+xml", "image/png")
    assert "attachment" in png.headers["Content-Disposition"]
    assert codes_in(svg_picture(svg.data, 300)) == [LINK]
    assert codes_in(Image.open(io.BytesIO(png.data))) == [LINK]


@pytest.mark.parametrize("paper", ["a4", "a5", "a6"])
def test_a_poster_carries_the_points_link(
    administrator: FlaskClient, point: CollectionPoint, paper: str
) -> None:
    answer = administrator.get(f"/manage/points/{point.id}/poster.pdf?format={paper}")
    assert answer.mimetype == "application/pdf"
    (page,) = pdf_pages(answer.data, 100)
    assert codes_in(page) == [LINK]


def test_a_batch_holds_the_posters_of_the_selection_only(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    survey = create_survey(version=create_survey().version)
    create_point(survey, place=create_unit(name="Quầy khác"))
    answer = administrator.get("/manage/points/posters.pdf?q=vinh+yen&format=a5")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [codes_in(page) for page in pdf_pages(answer.data, 100)] == [[LINK]]
    assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == 1


def test_a_batch_of_nothing_leads_back_to_the_list(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    answer = administrator.get("/manage/points/posters.pdf?q=zzz")
    assert answer.status_code == 302
    assert answer.location == "/manage/points/?q=zzz"
    assert "Không thể tạo tệp áp phích" in Visitor(administrator).get(answer.location).text


def posted(client: FlaskClient, address: str, *, token: bool = True) -> int:
    """Open a page that asks, press its button, and give the status."""
    asked = Visitor(client).get(address)
    form = {"csrf_token": form_token(asked.one("main") and asked.html)} if token else {}
    return client.post(address, data=form).status_code


def code_states(point_id: int) -> dict[str, bool]:
    """Whether each code of a point is in force."""
    db.session.expire_all()
    codes = db.session.query(AccessCode).filter_by(point_id=point_id)
    return {code.code: code.revoked_at is None for code in codes}


def test_a_code_is_replaced_after_asking(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    address = f"/manage/points/{point.id}/reissue"
    asked = Visitor(administrator).get(address)
    assert "BCFG-2346" in asked.text
    assert code_states(point.id) == {"BCFG2346": True}
    assert posted(administrator, address) == 302
    states = code_states(point.id)
    assert states.pop("BCFG2346") is False
    assert list(states.values()) == [True]
    page = Visitor(administrator).get(f"/manage/points/{point.id}")
    assert "Đã cấp mã mới" in page.text
    assert "Đã thu hồi" in page.text


def test_a_code_is_revoked_after_asking_and_a_new_one_can_be_issued(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    assert posted(administrator, f"/manage/points/{point.id}/revoke") == 302
    assert code_states(point.id) == {"BCFG2346": False}
    page = Visitor(administrator).get(f"/manage/points/{point.id}")
    assert "không nhận phiếu trả lời" in page.text
    assert administrator.get(f"/manage/points/{point.id}/qr.png").status_code == 404
    poster = administrator.get(f"/manage/points/{point.id}/poster.pdf")
    assert poster.location == f"/manage/points/{point.id}"
    assert posted(administrator, f"/manage/points/{point.id}/reissue") == 302
    assert sorted(code_states(point.id).values()) == [False, True]


@pytest.mark.parametrize("deed", ["reissue", "revoke"])
def test_nothing_is_changed_by_a_form_without_its_token(
    administrator: FlaskClient, point: CollectionPoint, deed: str
) -> None:
    assert posted(administrator, f"/manage/points/{point.id}/{deed}", token=False) == 400
    assert code_states(point.id) == {"BCFG2346": True}


def test_points_are_not_for_evaluators(client: FlaskClient, point: CollectionPoint) -> None:
    assert client.get("/manage/points/").status_code == 302
    sign_in(client, role=RoleName.EVALUATOR)
    for address in ("/manage/points/", f"/manage/points/{point.id}", "/manage/points/posters.pdf"):
        assert client.get(address).status_code == 403
    assert client.post(f"/manage/points/{point.id}/revoke").status_code in (400, 403)
    assert code_states(point.id) == {"BCFG2346": True}


def test_pages_speak_english_too(administrator: FlaskClient, point: CollectionPoint) -> None:
    page = Visitor(administrator).get(f"/manage/points/{point.id}?lang=en")
    assert "The code that hangs here" in page.text
    assert "One-stop survey" in page.text
    assert "1 point" in Visitor(administrator).get("/manage/points/?lang=en").text


def test_a_point_says_in_which_state_its_survey_is(
    administrator: FlaskClient, point: CollectionPoint
) -> None:
    survey = create_survey(opened_at=None, closes_on=date(2099, 12, 31))
    planned = create_point(survey)
    for address in ("/manage/points/", f"/manage/points/{planned.id}"):
        assert "Dự kiến, chưa mở" in Visitor(administrator).get(address).text
