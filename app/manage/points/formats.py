"""What pages and files call the formats that are printed of points."""

from flask_babel import lazy_gettext

from app.documents.formats import PrintFormat
from app.models import Touchpoint

FORMAT_WORDS = {
    PrintFormat.A4: lazy_gettext("Poster A4, one a page"),
    PrintFormat.A5: lazy_gettext("Poster A5, one a page"),
    PrintFormat.A6: lazy_gettext("Poster A6, one a page"),
    PrintFormat.TENT: lazy_gettext("Table tent, A4 to fold"),
    PrintFormat.STICKERS: lazy_gettext("Stickers 105 × 74 mm, eight on A4"),
    PrintFormat.SLIPS: lazy_gettext("Slips of one point, eight on A4"),
    PrintFormat.RECEIPT: lazy_gettext("Slips for a receipt printer of 80 mm"),
    PrintFormat.POSTAL: lazy_gettext("Slips for envelopes, three on A4"),
    PrintFormat.CONTACT_SHEET: lazy_gettext("Contact sheet to tick off where they hang"),
}

FILE_NAMES = {
    PrintFormat.A4: "ap-phich-a4",
    PrintFormat.A5: "ap-phich-a5",
    PrintFormat.A6: "ap-phich-a6",
    PrintFormat.TENT: "the-de-ban",
    PrintFormat.STICKERS: "nhan-dan",
    PrintFormat.SLIPS: "phieu-nho",
    PrintFormat.RECEIPT: "phieu-80mm",
    PrintFormat.POSTAL: "phieu-buu-chinh",
    PrintFormat.CONTACT_SHEET: "danh-sach-danh-dau",
}

USUAL_FORMATS = {
    Touchpoint.RECEIPT_SLIP: PrintFormat.SLIPS,
    Touchpoint.SUPPLEMENT_SLIP: PrintFormat.SLIPS,
    Touchpoint.REFUSAL_SLIP: PrintFormat.SLIPS,
    Touchpoint.RESULT_SLIP: PrintFormat.SLIPS,
    Touchpoint.POST: PrintFormat.POSTAL,
}
"""What is printed at a touchpoint where nobody says otherwise: a poster, but for these."""


SHORT_WORDS = {
    PrintFormat.A4: "A4",
    PrintFormat.A5: "A5",
    PrintFormat.SLIPS: lazy_gettext("Slips"),
    PrintFormat.POSTAL: lazy_gettext("Postal slips"),
}
"""What the lines of the list offer at once."""


def offered_formats(touchpoint: str) -> tuple[PrintFormat, ...]:
    """Tell what is offered on the line of a point: a slip is handed over and hangs nowhere."""
    usual = usual_format(touchpoint)
    return (usual, PrintFormat.A5) if usual is PrintFormat.A4 else (usual,)


def usual_format(touchpoint: str) -> PrintFormat:
    """Tell what is usually printed of a point."""
    return USUAL_FORMATS.get(Touchpoint(touchpoint), PrintFormat.A4)
