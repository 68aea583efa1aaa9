"""Printed matter as a camera sees it: pages of a PDF and SVG drawings as pixels."""

import io
from collections.abc import Iterator

import pypdfium2
import typst
from PIL import Image


def pdf_pages(pdf: bytes, dpi: float) -> Iterator[Image.Image]:
    """Each page of a PDF at a resolution, in shades of grey."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    finally:
        document.close()


def pdf_texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, its white space as single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


def svg_picture(svg: bytes, side: int) -> Image.Image:
    """A square SVG `side` pixels wide on white."""
    page = (
        b"#set page(width: 72pt, height: 72pt, margin: 0pt)\n"
        b'#image(bytes(sys.inputs.svg), format: "svg", width: 72pt)'
    )
    png = typst.compile(page, sys_inputs={"svg": svg.decode()}, format="png", ppi=side)
    return Image.open(io.BytesIO(png)).convert("L")
