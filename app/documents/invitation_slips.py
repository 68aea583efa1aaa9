"""Invitations to hand out: ten slips an A4 page, each with a code that counts once."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

import typst

from app.documents.posters import fonts
from app.documents.qr import qr_drawing
from app.services.access_codes import display_access_code
from app.services.invitations.codes import invitation_link

TEMPLATE = Path(__file__).with_name("invitation_slips.typ")


@dataclass(frozen=True)
class Slip:
    """All that a slip shows; the fields are the names that `invitation_slips.typ` reads."""

    link: str
    address: str
    code: str
    drawing: str
    modules: int
    place: str
    last_day: str
    demonstration: bool


def slip_of(
    access_code: str,
    code: str,
    *,
    public_url: str,
    place: str,
    last_day: str,
    demonstration: bool = False,
) -> Slip:
    """Describe the slip of one code."""
    link = invitation_link(public_url, access_code, code)
    drawing = qr_drawing(link)
    shown = display_access_code(code)
    return Slip(
        link=link,
        address=invitation_link(
            urlsplit(public_url).netloc, display_access_code(access_code), shown
        ),
        code=shown,
        drawing=drawing.svg,
        modules=drawing.modules,
        place=place,
        last_day=last_day,
        demonstration=demonstration,
    )


def draw_slips(slips: Sequence[Slip]) -> bytes:
    """Draw a PDF with ten slips a page."""
    return typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=fonts(),
        sys_inputs={"slips": json.dumps([asdict(slip) for slip in slips], ensure_ascii=False)},
        format="pdf",
        timestamp=0,
    )
