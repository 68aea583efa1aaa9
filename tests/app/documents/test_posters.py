"""Posters: the code is read from the printed page, every letter is drawn, every page is one."""

import io
import string
import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from flask import Flask
from fontpkg_be_vietnam_pro import ROOT as FONT_PACKAGE
from PIL import Image, ImageFont

from app.documents.formats import FORMATS, PrintFormat
from app.documents.posters import (
    TEMPLATES,
    NothingToPrint,
    Poster,
    TooManyPosters,
    draw_posters,
    poster_of,
)
from app.documents.qr import qr_drawing
from app.models import Service
from app.queries.point_list import get_listed_point
from app.services.access_codes import revoke_access_codes
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.documents.pictures import pdf_pages, pdf_texts
from tests.factories import (
    ACTOR,
    NOW,
    create_point,
    create_survey,
    create_unit,
    create_version,
    saved,
)

PUBLIC_URL = "https://langnghe.phutho.gov.vn"
BOTH = [PrintFormat.A4, PrintFormat.A5]


def poster(code: str = "BCFG2345", **changes: object) -> Poster:
    """A poster of a demonstration counter with everything a poster can show."""
    link = f"{PUBLIC_URL}/s/{code}"
    drawing = qr_drawing(link)
    usual = Poster(
        link=link,
        address=f"langnghe.phutho.gov.vn/s/{code[:4]}-{code[4:]}",
        code=f"{code[:4]}-{code[4:]}",
        drawing=drawing.svg,
        modules=drawing.modules,
        centre="Trung tâm Phục vụ hành chính công phường Vĩnh Yên",
        place="Quầy số 3 – Đất đai, môi trường",
        place_code="25-HCC-03",
        english="Counter 3 – Land and environment",
        touchpoint="desk_poster",
        details=["Cơ quan giải quyết: Văn phòng Đăng ký đất đai tỉnh Phú Thọ"],
        sector="administration",
        minutes=1,
        opens_on="01/01/2026",
        closes_on="30/06/2026",
        demonstration=True,
    )
    return replace(usual, **changes)


def links_on(page: Image.Image) -> list[str]:
    """What the codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(page)]


@pytest.mark.parametrize("paper", BOTH)
def test_a_poster_is_one_page_of_its_paper_however_long_its_names(paper: PrintFormat) -> None:
    long = "Phòng Đăng ký kinh doanh và Hỗ trợ doanh nghiệp nhỏ và vừa " * 4
    odd = poster(centre=long[:200], place=long[:200], details=[f"Thủ tục: {long * 2}"[:310]])
    pages = list(pdf_pages(draw_posters([odd, poster(centre=None, details=[])], paper), 72))
    facts = FORMATS[paper]
    assert len(pages) == 2
    for page in pages:
        assert (page.width, page.height) == pytest.approx(
            (facts.width / 25.4 * 72, facts.height / 25.4 * 72), abs=1
        )
        assert links_on(page) == [poster().link]
    footer = pdf_texts(draw_posters([odd], paper))[0]
    assert "BCFG-2345" in footer
    assert "30/06/2026" in footer


@pytest.mark.parametrize(
    ("sector", "question"),
    [
        ("administration", "Ông/Bà có hài lòng với dịch vụ tại đây không?"),
        ("health", "Ông/Bà có hài lòng với việc khám, chữa bệnh không?"),
        ("education", "Ông/Bà có hài lòng với nhà trường không?"),
    ],
)
def test_a_poster_says_what_a_person_must_know(sector: str, question: str) -> None:
    (said,) = pdf_texts(draw_posters([poster(sector=sector)], PrintFormat.A4))
    for sentence in (
        question,
        "Quầy số 3 – Đất đai, môi trường",
        "Trung tâm Phục vụ hành chính công phường Vĩnh Yên",
        "Văn phòng Đăng ký đất đai tỉnh Phú Thọ",
        "1. Mở máy ảnh và quét mã",
        "2. Chạm vào đường dẫn hiện ra",
        "langnghe.phutho.gov.vn/s/BCFG-2345",
        "Khoảng 1 phút",
        "không ghi lại tên, số điện thoại, địa chỉ hay thiết bị của Ông/Bà",
        "01/01/2026 – 30/06/2026",
        "Bản minh họa",
    ):
        assert sentence in said, sentence


def test_only_a_demonstration_is_labelled_as_one() -> None:
    (said,) = pdf_texts(draw_posters([poster(demonstration=False)], PrintFormat.A4))
    assert "minh họa" not in said
    assert "Demonstration" not in said


def test_hundreds_of_points_are_one_file_with_a_page_each() -> None:
    codes = [f"BCFG{number:04}" for number in range(40)]
    pages = pdf_pages(draw_posters([poster(code) for code in codes], PrintFormat.A5), 72)
    assert [links_on(page) for page in pages] == [[poster(code).link] for code in codes]


def test_the_same_posters_give_the_same_bytes() -> None:
    assert draw_posters([poster()], PrintFormat.A4) == draw_posters([poster()], PrintFormat.A4)


def test_no_poster_and_too_many_are_refused() -> None:
    with pytest.raises(NothingToPrint):
        draw_posters([], PrintFormat.A4)
    with pytest.raises(TooManyPosters):
        draw_posters([poster()] * 1001, PrintFormat.A4)


def letters() -> str:
    """Every letter that Vietnamese writes, and every sign of the template."""
    vowels = "aăâeêioôơuưy"
    marked = "".join(vowel + mark for vowel in vowels for mark in "\u0300\u0301\u0303\u0309\u0323")
    whole = unicodedata.normalize(
        "NFC", vowels + marked + "đ" + string.ascii_letters + string.digits
    )
    signs = {
        sign
        for sign in "".join(path.read_text() for path in TEMPLATES.glob("*.typ"))
        if sign.isprintable()
    }
    return "".join(sorted({*whole, *whole.upper(), *signs} - {" "}))


@pytest.mark.parametrize("weight", ["Regular", "SemiBold", "Bold", "ExtraBold"])
def test_the_font_draws_every_vietnamese_letter(weight: str) -> None:
    path = Path(FONT_PACKAGE) / "files" / f"BeVietnamPro-{weight}.ttf"
    font = ImageFont.truetype(io.BytesIO(path.read_bytes()), 40)
    missing = bytes(font.getmask("\uffff"))
    undrawn = [letter for letter in letters() if bytes(font.getmask(letter)) == missing]
    assert undrawn == []


def test_a_poster_is_set_in_one_family_carried_in_the_file() -> None:
    reader = pypdf.PdfReader(io.BytesIO(draw_posters([poster()], PrintFormat.A4)))
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names
    assert all(name.startswith("BeVietnamPro") for name in names), names


def test_a_poster_takes_its_words_from_the_point(app: Flask) -> None:
    centre = create_unit(name="Trung tâm Phục vụ hành chính công tỉnh", kind="provincial_centre")
    body = create_unit(name="Sở Tư pháp", kind="department")
    service = saved(
        Service(code="2.000635", name_vi="Cấp phiếu lý lịch tư pháp", sector="administration")
    )
    survey = create_survey(
        version=create_version(to_document(load_catalogue_questionnaire("one_stop_long"))),
        opens_on=date(2026, 3, 1),
        closes_on=date(2026, 3, 31),
    )
    place = create_unit(name="Quầy số 7", parent=centre)
    point = create_point(
        survey, place=place, body_id=body.id, service_id=service.id, code="BCFG2345"
    )
    made = poster_of(get_listed_point(point.id, now=NOW), PUBLIC_URL)
    assert made.link == "https://langnghe.phutho.gov.vn/s/BCFG2345"
    assert made.address == "langnghe.phutho.gov.vn/s/BCFG-2345"
    assert (made.centre, made.place) == ("Trung tâm Phục vụ hành chính công tỉnh", "Quầy số 7")
    assert made.details == ["Cơ quan giải quyết: Sở Tư pháp", "Thủ tục: Cấp phiếu lý lịch tư pháp"]
    assert (made.opens_on, made.closes_on) == ("01/03/2026", "31/03/2026")
    assert made.minutes == load_catalogue_questionnaire("one_stop_long").minutes
    assert not made.demonstration


def test_a_demonstration_place_or_survey_makes_a_demonstration_poster(app: Flask) -> None:
    version = create_version(to_document(load_catalogue_questionnaire("one_stop_short")))
    real, shown = create_survey(version=version), create_survey(version=version, demonstration=True)
    points = [
        create_point(real, place=create_unit(demonstration=True)),
        create_point(shown, place=create_unit()),
    ]
    for point in points:
        assert poster_of(get_listed_point(point.id, now=NOW), PUBLIC_URL).demonstration


def test_a_point_without_a_code_in_force_has_no_poster(app: Flask) -> None:
    point = create_point(create_survey(), code="BCFG2345")
    revoke_access_codes(point, actor=ACTOR, now=NOW)
    with pytest.raises(NothingToPrint):
        poster_of(get_listed_point(point.id, now=NOW), PUBLIC_URL)
