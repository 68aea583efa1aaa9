"""QR codes are read back with zxing, a reader that shares no code with the encoder."""

import io

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import lost_point

from app.documents.qr import qr_code, qr_drawing, qr_png, qr_svg
from app.documents.qr_masks import penalties
from tests.app.documents.pictures import svg_picture

LINKS = [
    "http://127.0.0.1:8000/s/BCFG2345",
    "https://langnghe.phutho.gov.vn/s/BCFG2345",
    "https://khao-sat-su-hai-long.sonoivu.phutho.gov.vn/s/BCFG2345",
]


def read(picture: Image.Image) -> zxingcpp.Barcode:
    """The one code in a picture."""
    (found,) = zxingcpp.read_barcodes(picture)
    return found


@pytest.mark.parametrize("link", LINKS)
def test_a_png_is_read_as_its_link(link: str) -> None:
    assert read(Image.open(io.BytesIO(qr_png(link)))).text == link


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("side", [120, 200, 333, 800])
def test_an_svg_is_read_as_its_link_at_every_size(link: str, side: int) -> None:
    assert read(svg_picture(qr_svg(link), side)).text == link


@pytest.mark.parametrize("link", LINKS)
def test_the_error_level_is_at_least_m_and_costs_no_modules(link: str) -> None:
    found = read(Image.open(io.BytesIO(qr_png(link))))
    assert found.ec_level in ("M", "Q", "H")
    plain = QRCode(error_correction=ERROR_CORRECT_M)
    plain.add_data(link, optimize=0)
    assert qr_code(link).version == plain.best_fit()


def test_a_code_carries_four_modules_of_white_around_it() -> None:
    picture = Image.open(io.BytesIO(qr_png(LINKS[0]))).convert("L")
    left, top, right, bottom = picture.point(lambda light: 255 - light).getbbox()
    assert (left, top) == (80, 80)
    assert (picture.width - right, picture.height - bottom) == (80, 80)


def test_the_compact_drawing_has_the_same_modules_as_the_png() -> None:
    drawing = qr_drawing(LINKS[1])
    size = 4 * drawing.modules
    drawn = svg_picture(drawing.svg.encode(), size)
    png = Image.open(io.BytesIO(qr_png(LINKS[1]))).convert("L")
    for row in range(drawing.modules):
        for column in range(drawing.modules):
            here = drawn.getpixel((4 * column + 2, 4 * row + 2)) < 128
            there = png.getpixel((20 * (column + 4) + 10, 20 * (row + 4) + 10)) < 128
            assert here == there, (row, column)


@pytest.mark.parametrize("link", LINKS)
def test_the_mask_is_the_one_with_the_lowest_penalty(link: str) -> None:
    chosen = qr_code(link)
    weights = []
    for mask in range(8):
        other = QRCode(
            version=chosen.version, error_correction=chosen.error_correction, mask_pattern=mask
        )
        other.add_data(link, optimize=0)
        other.make(fit=False)
        weights.append(lost_point(other.modules))
        assert penalties(np.array([other.modules], bool)).tolist() == [weights[-1]]
    assert lost_point(chosen.modules) == min(weights)
