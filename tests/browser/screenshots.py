"""Write a picture of every page, for people to look at: `python -m tests.browser.screenshots`.

One picture a page, size (phone, desktop) and language, into the folder named, by default
`tests/browser/screenshots`, which is not committed. Words after the folder choose pages by name.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from app.config import LANGUAGES
from tests.browser.addresses import PAGES, PageToLookAt
from tests.browser.chromium import DESKTOP, HANDHELD, Doors, Window, launch
from tests.browser.site import serving

FOLDER = Path(__file__).parent / "screenshots"
SIZES = {"phone": HANDHELD, "desktop": {"viewport": DESKTOP}}
TALLEST = 4000
"""What is further down a page is left out: lines of long tables are alike."""


def file_name(page: PageToLookAt, size: str, language: str) -> str:
    """Name a picture so that the pages stand in the order of the table."""
    words = "".join(c if c.isalnum() else " " for c in page.name).split()
    return f"{PAGES.index(page):02}-{'-'.join(words)}-{size}-{language}.png"


def take(opened: Window, page: PageToLookAt, address: str, file: Path) -> None:
    """Open a page, do what is to be done there, and take its picture."""
    opened.open(address, status=page.status)
    if page.deed:
        opened.perform(page.deed)
    box = opened.page.evaluate("[document.documentElement.scrollWidth, document.body.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": box[0], "height": min(box[1], TALLEST)}
    opened.page.screenshot(path=file, full_page=True, clip=clip)


def main(folder: Path, wanted: list[str]) -> None:
    """Write every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = [page for page in PAGES if not wanted or any(word in page.name for word in wanted)]
    with (
        tempfile.TemporaryDirectory() as instance,
        serving(Path(instance)) as site,
        sync_playwright() as playwright,
    ):
        doors = Doors(launch(playwright), site)
        for size, choices in SIZES.items():
            for language in LANGUAGES:
                for page in pages:
                    with doors.window(page.who, **choices) as opened:
                        file = folder / file_name(page, size, language)
                        take(opened, page, page.address(site.province, language), file)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else FOLDER, sys.argv[2:])
