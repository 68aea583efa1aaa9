"""The pictures of the help: real pages of the demonstration, and of a service that is still empty.

Each stands in `app/static/help` as `<name>.<language>.webp`; `make pictures` takes them anew.
"""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image

from app.config import LANGUAGES
from tests.browser.accounts import prepare_accounts
from tests.browser.chromium import Doors, sign_in, window
from tests.browser.province import Province
from tests.browser.site import ROOT, Site, running

FOLDER = ROOT / "app" / "static" / "help"
SIZE = {"width": 1000, "height": 720}
QUALITY = 55
EVALUATOR, ADMINISTRATOR = "evaluator", "administrator"

Address = Callable[[Province], str]

PICTURES: dict[str, tuple[str, Address, str | None]] = {
    "manage": (ADMINISTRATOR, lambda p: "/manage/", None),
    "surveys": (ADMINISTRATOR, lambda p: "/manage/surveys/", None),
    "survey": (ADMINISTRATOR, lambda p: f"/manage/surveys/{p.surveys['planned']}", None),
    "planner": (ADMINISTRATOR, lambda p: f"/manage/surveys/{p.surveys['open']}/planner", None),
    "points": (ADMINISTRATOR, lambda p: "/manage/points/?q=thue", None),
    "point": (ADMINISTRATOR, lambda p: f"/manage/points/{p.points['counter']}", None),
    "points-many": (ADMINISTRATOR, lambda p: "/manage/points/many", "button[name=count]"),
    "results": (
        EVALUATOR,
        lambda p: f"/results/?survey={p.past['counters']}&under={p.units['provincial centre']}",
        None,
    ),
    "unit": (EVALUATOR, lambda p: f"/results/{p.past['counters']}/{p.units['met']}", None),
}
"""Who opens which page, and what is pressed there first."""

FIRST_STEPS = "first-steps"


def take_help_pictures(doors: Doors, site: Site) -> None:
    """Take every picture in every language."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for name, (who, path, button) in PICTURES.items():
            with doors.window(who, viewport=SIZE) as opened:
                address = path(site.province)
                opened.open(f"{address}{'&' if '?' in address else '?'}lang={language}")
                if button:
                    opened.perform(lambda page, button=button: page.click(button))
                store(name, language, opened.page)
    take_first_steps(doors)


def take_first_steps(doors: Doors) -> None:
    """Take the guide as it looks in an empty database."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), DEMONSTRATION="off") as (base, first),
        window(doors.browser, base, viewport=SIZE) as opened,
    ):
        sign_in(opened, prepare_accounts(Path(folder) / "instance", first)["administrator"])
        for language in LANGUAGES:
            opened.open(f"/manage/first-steps/?lang={language}")
            store(FIRST_STEPS, language, opened.page)


def store(name: str, language: str, page: Any) -> None:
    """Store what the window shows in few bytes."""
    file = io.BytesIO()
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(
        file, "WEBP", quality=QUALITY, method=6
    )
    (FOLDER / f"{name}.{language}.webp").write_bytes(file.getvalue())
