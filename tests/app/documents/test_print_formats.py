"""Every printed format: its codes are read back from the page as printed, turned and from afar.

Truth leaned on: zxing-cpp, a QR reader that shares nothing with the writer; words by eye.
"""

from collections.abc import Iterator

import pytest
import zxingcpp
from babel.messages.pofile import read_po
from PIL import Image, ImageFilter

from app.documents.formats import FORMATS, PrintFormat
from app.documents.posters import TEMPLATES, draw_posters
from app.languages import CATALOGUES
from app.words import TOUCHPOINTS
from tests.app.documents.pictures import pdf_pages, pdf_texts
from tests.app.documents.test_posters import poster

CARDS = [name for name, facts in FORMATS.items() if facts.template == "cards.typ"]
PIXELS_A_MILLIMETRE_AT_ONE_METRE = 1.39
"""A phone's camera sees about 69° across, 1.38 m from 1 m away; a picture has 1,920 pixels."""


def links_on(page: Image.Image) -> list[str]:
    """What the codes on a picture say."""
    return [found.text for found in zxingcpp.read_barcodes(page)]


def turned(page: Image.Image) -> Image.Image:
    """A page turned by 15°, on white."""
    return page.rotate(15, expand=True, fillcolor=255, resample=Image.Resampling.BILINEAR)


def expected(print_format: PrintFormat) -> list[str]:
    """The links on the sheet of one point."""
    return [poster().link] * (FORMATS[print_format].cards or 1)


@pytest.mark.parametrize("print_format", PrintFormat)
@pytest.mark.parametrize("dpi", [300, 100])
def test_every_code_is_read_from_the_printed_page(print_format: PrintFormat, dpi: int) -> None:
    (page,) = pdf_pages(draw_posters([poster()], print_format), dpi)
    assert links_on(page) == expected(print_format)
    assert links_on(turned(page)) == expected(print_format)


@pytest.mark.parametrize("print_format", PrintFormat)
def test_a_code_is_read_from_as_far_as_the_page_for_staff_says(print_format: PrintFormat) -> None:
    seen = PIXELS_A_MILLIMETRE_AT_ONE_METRE / FORMATS[print_format].metres
    (page,) = pdf_pages(draw_posters([poster()], print_format), seen * 25.4)
    for picture in (page, turned(page)):
        # Not quite sharp, as out of somebody's hand.
        found = links_on(picture.filter(ImageFilter.GaussianBlur(0.7)))
        assert set(found) == {poster().link}


def some_posters(count: int) -> Iterator[str]:
    """Codes of several points."""
    return (f"BCFG{number:04}" for number in range(2222, 2222 + count))


def test_stickers_of_many_points_share_their_sheets() -> None:
    posters = [poster(code) for code in some_posters(10)]
    pages = pdf_pages(draw_posters(posters, PrintFormat.STICKERS), 100)
    read = [sorted(links_on(page)) for page in pages]
    assert read == [[p.link for p in posters[:8]], [p.link for p in posters[8:]]]


def test_slips_of_many_points_have_sheets_of_their_own() -> None:
    posters = [poster(code) for code in some_posters(2)]
    pages = pdf_pages(draw_posters(posters, PrintFormat.SLIPS), 100)
    assert [links_on(page) for page in pages] == [[p.link] * 8 for p in posters]


def test_the_contact_sheet_lists_every_point_with_its_code() -> None:
    posters = [poster(code, place=f"Quầy {code}") for code in some_posters(30)]
    pdf = draw_posters(posters, PrintFormat.CONTACT_SHEET)
    read = [link for page in pdf_pages(pdf, 150) for link in links_on(page)]
    assert sorted(read) == [p.link for p in posters]
    said = " ".join(pdf_texts(pdf))
    for words in ("để đánh dấu", "Tick off", "Đã treo", "Quầy BCFG2251", "25-HCC-03", "30 points"):
        assert words in said, words


@pytest.mark.parametrize("print_format", CARDS)
def test_a_card_speaks_two_languages_and_names_counter_and_code(print_format: PrintFormat) -> None:
    (said,) = pdf_texts(draw_posters([poster()], print_format))
    for sentence in (
        "Quầy số 3 – Đất đai, môi trường",
        "Counter 3 – Land and environment",
        "Ông/Bà có hài lòng với dịch vụ tại đây không?",
        "How satisfied are you",
        "1. Quét mã",
        "2. Chạm vào đường dẫn",
        "langnghe.phutho.gov.vn/s/BCFG-2345",
        "không ảnh hưởng đến Ông/Bà",
        "Bản minh họa",
    ):
        assert sentence in said, sentence


@pytest.mark.parametrize("print_format", CARDS)
def test_a_card_keeps_its_size_and_code_however_long_its_names(print_format: PrintFormat) -> None:
    long = "Phòng Đăng ký kinh doanh và Hỗ trợ doanh nghiệp nhỏ và vừa " * 4
    odd = poster(centre=long[:200], place=long[:200], details=[f"Thủ tục: {long * 2}"[:310]])
    (page,) = pdf_pages(draw_posters([odd], print_format), 100)
    facts = FORMATS[print_format]
    assert page.width == pytest.approx(facts.width / 25.4 * 100, abs=1.5)
    if facts.height:
        assert page.height == pytest.approx(facts.height / 25.4 * 100, abs=1.5)
    assert links_on(page) == expected(print_format)


@pytest.mark.parametrize(
    ("touchpoint", "sentence"),
    [
        ("receipt_slip", "Ông/Bà vừa nộp hồ sơ."),
        ("supplement_slip", "Ông/Bà được yêu cầu bổ sung hồ sơ."),
        ("refusal_slip", "Hồ sơ của Ông/Bà không được tiếp nhận giải quyết."),
        ("result_slip", "Ông/Bà vừa nhận kết quả."),
    ],
)
def test_a_slip_says_at_which_moment_it_is_handed_over(touchpoint: str, sentence: str) -> None:
    for print_format in (PrintFormat.SLIPS, PrintFormat.RECEIPT):
        (said,) = pdf_texts(draw_posters([poster(touchpoint=touchpoint)], print_format))
        assert sentence in said
    (hung,) = pdf_texts(draw_posters([poster(touchpoint=touchpoint)], PrintFormat.STICKERS))
    assert sentence not in hung


def test_a_postal_slip_needs_no_way_back() -> None:
    (said,) = pdf_texts(draw_posters([poster(touchpoint="post")], PrintFormat.POSTAL))
    assert said.count("Không cần gửi lại giấy này.") == 3


def test_a_receipt_printer_gets_black_alone() -> None:
    pdf = draw_posters([poster(demonstration=False)], PrintFormat.RECEIPT)
    (page,) = pdf_pages(pdf, 203)
    shades = page.histogram()
    # Edges of letters are drawn grey by the renderer; the words themselves are black.
    assert shades[0] > 0.7 * sum(shades[:128])


def test_the_contact_sheet_calls_touchpoints_as_the_pages_do() -> None:
    template = (TEMPLATES / "contact_sheet.typ").read_text()
    with (CATALOGUES / "vi" / "LC_MESSAGES" / "messages.po").open() as file:
        vietnamese = read_po(file)
    for touchpoint, words in TOUCHPOINTS.items():
        said = vietnamese[words._args[0]].string
        assert f"{touchpoint}: [{said}]" in template or f'"{touchpoint}": [{said}]' in template


def test_a_poster_and_a_sheet_are_the_same_bytes_each_time() -> None:
    for print_format in (PrintFormat.A6, PrintFormat.SLIPS):
        assert draw_posters([poster()], print_format) == draw_posters([poster()], print_format)
