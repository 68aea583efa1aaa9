"""Every page in both languages, at every size and by keyboard: nothing to stumble over.

One window an account: opening it costs more than any single look. Truth leaned on: axe-core's rules
for WCAG 2.2 and its best practices; what Chromium complains of, and where it puts the focus.
"""

from collections.abc import Iterable
from typing import Any

import pytest

from app import create_app
from tests.browser.addresses import EVERYBODY, FILES, PAGES, PageToLookAt
from tests.browser.keyboard import walk_by_keyboard
from tests.browser.site import Site
from tests.conftest import settings
from tests.pages import check_page

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

pytestmark = pytest.mark.browser

AXE = axe.Axe().axe_script
RUN_AXE = """([context, options]) =>
  axe.run(context, options).then(results => results.violations)"""
ROWS_READ = 10
EVERYTHING = {
    "resultTypes": ["violations"],
    # The rule for small targets (WCAG 2.2, 2.5.8) is off unless asked for.
    "rules": {"target-size": {"enabled": True}},
}
LAYOUT = {**EVERYTHING, "runOnly": ["target-size", "scrollable-region-focusable"]}
"""What a narrow window can break; structure and colours are the same at every size."""
SIZES = {
    "vi": (chromium.DESKTOP, chromium.ZOOMED, chromium.PHONE, chromium.SMALLEST),
    "en": (chromium.DESKTOP, chromium.SMALLEST),
}
TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const outside = [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > room + 1);
  return [`wider than ${room}`, ...outside.slice(0, 5).map(element => element.outerHTML)];
}"""


def named(page: PageToLookAt) -> str:
    """The name of a page in pytest's report."""
    return page.name.replace(" ", "-")


def violations(page: Any, options: dict[str, Any]) -> list[str]:
    """What axe-core finds. Lines of a long table are alike, so the first ones stand for all."""
    far_down = f"tbody tr:nth-child(n+{ROWS_READ + 1})"
    context = {"exclude": [[far_down]]}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate(RUN_AXE, [context, options])
    return [
        f"{one['id']} ({one['impact']}): {one['help']}: {one['nodes'][0]['html'][:120]}"
        for one in found
    ]


def test_every_address_of_the_service_is_looked_at(site: Site, tmp_path: Any) -> None:
    app = create_app(settings(), INSTANCE_PATH=str(tmp_path))
    routes = app.url_map.bind("localhost")
    looked_at = {
        routes.match(page.path(site.province).split("?")[0])[0]
        for page in PAGES
        if page.name != "no such page"
    }
    served = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert served == looked_at | set(FILES)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_serves_everybody(page: PageToLookAt, doors: Any, site: Site) -> None:
    with doors.page(page.who) as opened:
        show(opened, page, "vi", site)
        walk_by_keyboard(opened.page)
        assert violations(opened.page, EVERYTHING) == []
        fits(opened.page, SIZES["vi"])
        opened.page.set_viewport_size(chromium.PHONE)
        assert violations(opened.page, LAYOUT) == []
        show(opened, page, "en", site)
        fits(opened.page, SIZES["en"])
        if page.who == EVERYBODY and "/account/" not in opened.page.url:
            assert opened.context.cookies() == []


def fits(page: Any, sizes: Iterable[dict[str, int]]) -> None:
    """Hold a page to scrolling in one direction only."""
    for size in sizes:
        page.set_viewport_size(size)
        assert page.evaluate(TOO_WIDE) == [], size


def show(opened: Any, page: PageToLookAt, language: str, site: Site) -> None:
    """Open a page in a language at the desktop's size and bring about the state that is meant."""
    opened.page.set_viewport_size(chromium.DESKTOP)
    answer = opened.open(page.address(site.province, language), status=page.status)
    check_page(answer.text())
    if page.deed:
        opened.perform(page.deed)
        check_page(opened.page.content())
    assert opened.page.locator("html").get_attribute("lang") == (page.speaks or language)
