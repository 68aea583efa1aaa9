"""Slips of invitations are read back from the printed page by a reader that is not ours."""

import pytest

from app.documents.invitation_slips import Slip, draw_slips, slip_of
from app.services.access_codes import new_access_code
from app.services.invitations.codes import new_codes
from tests.app.documents.pictures import pdf_pages, pdf_texts
from tests.app.documents.test_print_formats import links_on, turned

PLACE = "Trung tâm Phục vụ hành chính công phường Việt Trì – Quầy số 14, lĩnh vực đất đai"


def a_page() -> list[Slip]:
    """Ten slips of one point."""
    access_code = new_access_code()
    return [
        slip_of(
            access_code,
            code,
            public_url="https://khaosat.phutho.gov.vn",
            place=PLACE,
            last_day="31/12/2026",
        )
        for code in new_codes(10)
    ]


@pytest.mark.parametrize("dpi", [300, 100])
def test_every_slip_of_a_page_is_read_also_after_a_turn(dpi: int) -> None:
    slips = a_page()
    (page,) = pdf_pages(draw_slips(slips), dpi)
    wanted = sorted(slip.link for slip in slips)
    assert sorted(links_on(page)) == wanted
    assert sorted(links_on(turned(page))) == wanted


def test_a_slip_says_its_code_its_address_and_its_last_day() -> None:
    slips = a_page()
    (text,) = pdf_texts(draw_slips(slips))
    for slip in slips:
        assert slip.code in text
        assert slip.address in text
    assert text.count("31/12/2026") == 10
