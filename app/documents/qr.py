"""QR codes of links: SVG and PNG to download, and the compact drawing that posters use."""

from dataclasses import dataclass
from io import BytesIO

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.pure import PyPNGImage
from qrcode.image.svg import SvgPathFillImage

from app.documents.qr_masks import draw_lightest

QUIET_ZONE = 4
"""Modules of white around a code; ISO/IEC 18004 asks for four."""

PIXELS_A_MODULE = 20
"""Of the PNG: about 800 pixels wide, sharp in print up to 7 cm at 300 dpi."""


def qr_code(link: str) -> QRCode[PyPNGImage]:
    """Build the code of a link: as few modules as level M allows, then the best level they hold.

    Fewer modules are larger ones, which scan from further away; a higher level forgives scratches.
    """
    chosen = fitted(link, ERROR_CORRECT_M)
    for level in (ERROR_CORRECT_Q, ERROR_CORRECT_H):
        candidate = fitted(link, level)
        if candidate.version == chosen.version:
            chosen = candidate
    draw_lightest(chosen)
    return chosen


def fitted(link: str, level: int) -> QRCode[PyPNGImage]:
    """Choose the smallest version that holds a link at an error level; nothing is drawn yet."""
    code = QRCode(
        error_correction=level,
        box_size=PIXELS_A_MODULE,
        border=QUIET_ZONE,
        image_factory=PyPNGImage,
    )
    code.add_data(link, optimize=0)
    code.best_fit()
    return code


def qr_png(link: str) -> bytes:
    """Draw a link's code as a black and white PNG."""
    picture = BytesIO()
    qr_code(link).make_image().save(picture)
    return picture.getvalue()


def qr_svg(link: str) -> bytes:
    """Draw a link's code as an SVG of one path on white, 2 mm a module, for any size."""
    drawing: bytes = (
        qr_code(link)
        .make_image(image_factory=SvgPathFillImage)
        .to_string(encoding="utf-8", xml_declaration=True)
    )
    return drawing


@dataclass(frozen=True)
class Drawing:
    """A code as SVG, without its quiet zone, and how many modules wide it is."""

    svg: str
    modules: int


def qr_drawing(link: str) -> Drawing:
    """Draw a link's code as a compact SVG for pages that leave the white around it themselves.

    One subpath for each run of modules: a tenth of the time and a third of the size of `qr_svg`,
    which is what a batch of hundreds needs. A single path has no seams between its modules.
    """
    modules = qr_code(link).modules
    side = len(modules)
    path = "".join(
        f"M{start} {row}h{length}v1h-{length}z"
        for row, cells in enumerate(modules)
        for start, length in runs(cells)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" '
        f'width="{side}" height="{side}"><path d="{path}"/></svg>'
    )
    return Drawing(svg, side)


def runs(cells: list[bool | None]) -> list[tuple[int, int]]:
    """List the runs of dark modules of a row as ``(start, length)``."""
    found: list[tuple[int, int]] = []
    start = 0
    for column, dark in enumerate([*cells, False]):
        if not dark:
            if column > start:
                found.append((start, column - start))
            start = column + 1
    return found
