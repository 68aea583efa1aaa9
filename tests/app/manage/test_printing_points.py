"""Printing a selection, how a poster is read, and the link of a point for web sites and chat.

Truth leaned on: zxing reads what is printed; words and links an officer must find.
"""

import pytest
import zxingcpp
from flask import Flask
from flask.testing import FlaskClient

from app.documents.formats import PrintFormat
from app.manage.points.formats import FILE_NAMES, FORMAT_WORDS
from app.manage.points.kits import kit_of
from app.models import CollectionPoint, RoleName, Survey, Unit
from app.services.access_codes import revoke_access_codes
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.documents.pictures import pdf_pages
from tests.factories import ACTOR, NOW, create_point, create_survey, create_unit, create_version
from tests.pages import Page, Visitor
from tests.sign_in import sign_in

LIST = "/manage/points/"


@pytest.fixture
def survey(app: Flask) -> Survey:
    """A survey of the short questionnaire of the catalogue."""
    version = create_version(to_document(load_catalogue_questionnaire("one_stop_short")))
    return create_survey(version=version)


@pytest.fixture
def online(survey: Survey) -> CollectionPoint:
    """A point of web sites."""
    place = create_unit(name="Trung tâm Vĩnh Yên")
    return create_point(survey, place=place, touchpoint="online", mode="online", code="BCFG2346")


@pytest.fixture
def officer(client: FlaskClient) -> Visitor:
    """Somebody signed in as a collection officer."""
    return Visitor(sign_in(client, role=RoleName.COLLECTION_OFFICER))


def formats_offered(page: Page) -> dict[str, bool]:
    """The formats that a page offers to print, and whether each is chosen already."""
    options = [o for o in page.all("option") if o.get("value") in set(PrintFormat)]
    return {o.get("value"): "selected" in o.attributes for o in options}


def test_every_format_has_words_and_a_file_name() -> None:
    assert {*FORMAT_WORDS} == {*FILE_NAMES} == {*PrintFormat}
    assert len({*FILE_NAMES.values()}) == len(PrintFormat)


def test_slips_of_refusals_alone_are_printed(survey: Survey, officer: Visitor) -> None:
    place = create_unit(name="Quầy 1")
    create_point(survey, place=place, code="BCFG2346")
    create_point(survey, place=place, touchpoint="refusal_slip", code="BCFG2459")
    page = officer.get(f"{LIST}?touchpoint=refusal_slip")
    assert "1 điểm" in page.text
    assert page.one("input", type="hidden", name="touchpoint").get("value") == "refusal_slip"
    assert [*formats_offered(page)] == [*PrintFormat]
    assert [link.text for link in page.all("a", class_="paper")] == ["Phiếu nhỏ"]
    answer = officer.client.get(f"{LIST}posters.pdf?touchpoint=refusal_slip&format=slips")
    assert "phieu-nho-1.pdf" in answer.headers["Content-Disposition"]
    (sheet,) = pdf_pages(answer.data, 100)
    codes = [found.text.rpartition("/")[2] for found in zxingcpp.read_barcodes(sheet)]
    assert codes == ["BCFG2459"] * 8


def test_a_points_page_offers_first_what_is_usual_there(survey: Survey, officer: Visitor) -> None:
    point = create_point(survey, place=create_unit(), touchpoint="result_slip")
    page = officer.get(f"{LIST}{point.id}")
    offered = formats_offered(page)
    assert [name for name, is_chosen in offered.items() if is_chosen] == ["slips"]
    assert "list" not in offered


def test_the_page_how_a_poster_is_read_answers_four_questions(officer: Visitor) -> None:
    page = officer.get(f"{LIST}how-a-poster-is-read")
    for words in (
        "nhìn thấy gì",
        "Quét được từ bao xa",
        "Nên treo ở đâu",
        "Mã có nghĩa gì",
        "2,00 m",
    ):
        assert words in page.text, words
    assert "What the code means" in officer.get(f"{LIST}how-a-poster-is-read?lang=en").text


def test_the_kit_gives_link_texts_and_buttons(online: CollectionPoint, officer: Visitor) -> None:
    page = officer.get(f"{LIST}{online.id}")
    assert page.all("a", href=f"{LIST}{online.id}/kit")
    kit = officer.get(f"{LIST}{online.id}/kit")
    pasted = [area.text for area in kit.all("textarea")]
    assert len(pasted) == 4
    assert all("http://127.0.0.1:8000/s/BCFG2346" in text for text in pasted)
    assert "ẩn danh" in pasted[0]
    assert '<a href="http://127.0.0.1:8000/s/BCFG2346"' in pasted[1]
    assert "?lang=en" in pasted[2]
    assert kit.one("img").get("src") == f"{LIST}{online.id}/qr.svg"


def test_the_link_of_a_poster_is_not_offered_for_web_sites(
    survey: Survey, officer: Visitor
) -> None:
    point = create_point(survey, place=create_unit())
    assert f"{LIST}{point.id}/kit" not in officer.get(f"{LIST}{point.id}").html
    officer.get(f"{LIST}{point.id}/kit", status=404)


def test_a_kit_without_a_code_says_what_is_missing(
    online: CollectionPoint, officer: Visitor
) -> None:
    revoke_access_codes(online, actor=ACTOR, now=NOW)
    assert "Chưa có đường dẫn" in officer.get(f"{LIST}{online.id}/kit").text


def test_names_with_signs_of_html_stay_text() -> None:
    place = Unit(name_vi="Quầy <b>1</b>", name_en=None)
    vietnamese, english = kit_of(place, 'https://x.vn/s/B"C', 3)
    assert 'href="https://x.vn/s/B&#34;C"' in vietnamese.button
    assert "khoảng 3 phút" in vietnamese.button
    assert "Quầy <b>1</b>" in english.text
