"""Take the pictures of the README and of the help anew: `make pictures`.

A counter's questionnaire on a phone in Vietnamese, and the results of the finished half-year on a
desktop in English, both of the demonstration province, as small PNG files in `docs/images`.
"""

import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.chromium import HANDHELD, PHONE, Doors, launch
from tests.browser.help_pictures import take_help_pictures
from tests.browser.site import ROOT, Site, serving

FOLDER = ROOT / "docs" / "images"
COLOURS = 256
LARGEST = 150_000


def questionnaire(doors: Doors, site: Site) -> bytes:
    """A counter's questionnaire with one answer chosen."""
    with doors.window(**HANDHELD) as opened:
        opened.open(f"/s/{site.province.codes['counter']}")
        opened.page.get_by_label("Hài lòng", exact=True).first.tap()
        top = {"x": 0, "y": 0, "width": PHONE["width"], "height": 1150}
        return opened.page.screenshot(full_page=True, clip=top)


def results(doors: Doors, site: Site) -> bytes:
    """The counters of the provincial centre: every kind of verdict on one page."""
    survey, centre = site.province.past["counters"], site.province.units["provincial centre"]
    with doors.window("evaluator", viewport={"width": 1280, "height": 1300}) as opened:
        opened.open(f"/results/?survey={survey}&level=counter&under={centre}&lang=en")
        return opened.page.screenshot()


PICTURES = {"questionnaire.png": questionnaire, "results.png": results}


def small(picture: bytes) -> bytes:
    """Store a picture of few colours in few bytes."""
    file = io.BytesIO()
    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as instance,
        serving(Path(instance)) as site,
        sync_playwright() as playwright,
    ):
        doors = Doors(launch(playwright), site)
        for name, take in PICTURES.items():
            content = small(take(doors, site))
            assert len(content) < LARGEST, f"{name} has {len(content)} bytes"
            (FOLDER / name).write_bytes(content)
        take_help_pictures(doors, site)


if __name__ == "__main__":
    main()
