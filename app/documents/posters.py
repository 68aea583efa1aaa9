"""What is printed of collection points: posters, cards, slips and their list, drawn by Typst."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import typst
from fontpkg_be_vietnam_pro import ROOT as FONT_PACKAGE

from app.documents.formats import FORMATS, PrintFormat
from app.documents.qr import qr_drawing
from app.errors import LangNgheError
from app.filters import day
from app.queries.point_list import ListedPoint
from app.queries.questionnaires import get_questionnaire
from app.services.access_codes import access_link, display_access_code

TEMPLATES = Path(__file__).parent
MOST_POSTERS = 1000
"""In one file: about five seconds of work; a page may keep a thread for eight."""


class NothingToPrint(LangNgheError):
    """No point of the selection has both a code in force and a survey."""


class TooManyPosters(LangNgheError):
    """The selection is larger than one file may be."""


@dataclass(frozen=True)
class Poster:
    """All that is printed of a point; the fields are the names that the templates read."""

    link: str
    address: str
    code: str
    drawing: str
    modules: int
    centre: str | None
    place: str
    place_code: str
    english: str | None
    touchpoint: str
    details: list[str]
    sector: str
    minutes: int
    opens_on: str
    closes_on: str
    demonstration: bool


def poster_of(listed: ListedPoint, public_url: str) -> Poster:
    """Describe the poster of a point; raises `NothingToPrint` if a code or survey is missing."""
    if listed.code is None or listed.survey is None:
        raise NothingToPrint("the point has no code in force or no survey")
    link = access_link(public_url, listed.code.code)
    drawing = qr_drawing(link)
    shown = display_access_code(listed.code.code)
    return Poster(
        link=link,
        address=access_link(urlsplit(public_url).netloc, shown),
        code=shown,
        drawing=drawing.svg,
        modules=drawing.modules,
        centre=listed.centre.name_vi if listed.centre else None,
        place=listed.point.place.name_vi,
        place_code=listed.point.place.code,
        english=english_name(listed),
        touchpoint=listed.point.touchpoint,
        details=details_of(listed),
        sector=listed.survey.sector,
        minutes=get_questionnaire(listed.survey.version_id).minutes,
        opens_on=day(listed.survey.opens_on),
        closes_on=day(listed.survey.closes_on),
        demonstration=listed.demonstration,
    )


def english_name(listed: ListedPoint) -> str | None:
    """Join the English names of the place and of what stands above it; None without a first one."""
    names = [listed.point.place.name_en, listed.centre.name_en if listed.centre else None]
    return ", ".join(name for name in names if name) if names[0] else None


def details_of(listed: ListedPoint) -> list[str]:
    """Say which body answers for the point and for which service, where the place does not."""
    details = []
    point = listed.point
    if point.body_id not in (point.place_id, listed.centre.id if listed.centre else None):
        details.append(f"Cơ quan giải quyết: {point.body.name_vi}")
    if listed.service:
        details.append(f"Thủ tục: {listed.service.name_vi}")
    return details


def draw_posters(posters: Sequence[Poster], print_format: PrintFormat) -> bytes:
    """Draw a PDF of points in one format; the same posters give the same bytes.

    Raises `NothingToPrint` for no posters and `TooManyPosters` beyond `MOST_POSTERS`.
    """
    if not posters:
        raise NothingToPrint("no poster to draw")
    if len(posters) > MOST_POSTERS:
        raise TooManyPosters(f"{len(posters)} posters")
    facts = FORMATS[print_format]
    drawn = typeset(
        TEMPLATES / facts.template,
        tagged=len(posters) == 1,
        posters=json.dumps([asdict(poster) for poster in posters], ensure_ascii=False),
        format=print_format.value,
    )
    return on_sheets(drawn, len(posters), print_format) if facts.cards else drawn


def on_sheets(cards: bytes, count: int, print_format: PrintFormat) -> bytes:
    """Put the cards of a PDF on A4 sheets, each in the file once however often it is printed."""
    with TemporaryDirectory() as folder:
        template = Path(folder, "sheets.typ")
        template.write_bytes((TEMPLATES / template.name).read_bytes())
        Path(folder, "cards.pdf").write_bytes(cards)
        return typeset(
            template,
            tagged=False,
            sheets=json.dumps(FORMATS[print_format].sheets(count)),
            format=print_format.value,
        )


def typeset(template: Path, *, tagged: bool, **inputs: str) -> bytes:
    """Have Typst set a document that reads only files beside its template.

    Tags are for screen readers and half of the work: a batch goes to the printer without them.
    """
    return typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=fonts(),
        sys_inputs=inputs,
        format="pdf",
        timestamp=0,
        pdf_tags=tagged,
    )


@cache
def fonts() -> typst.Fonts:
    """Load Be Vietnam Pro, whose stacked marks are designed, and Typst's own for rarer letters.

    No system fonts: a poster looks the same wherever it is drawn.
    """
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONT_PACKAGE / "files")])
