"""Every page by keyboard alone: Tab reaches each control, in reading order, and one sees where.

Truth leaned on: where Chromium puts the focus, and what it draws there.
"""

from typing import Any

import pytest

from tests.browser.addresses import PAGES, PageToLookAt
from tests.browser.site import Site
from tests.browser.test_every_page import named

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

MOST_STOPS = 40
"""Further down are more links of long tables, alike."""

FROM_THE_TOP = """() => {
  // Where a field was focused, Tab would go on from there; from the body it begins anew.
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""

PREPARE = """most => {
  const wanted = "a[href], button, input:not([type=hidden]), select, textarea, summary, iframe,"
    + " [tabindex='0']";
  const controls = [...document.querySelectorAll(wanted)]
    .filter(one => one.checkVisibility() && !one.matches(":disabled"));
  // All rows of a question are one stop: arrow keys move among them.
  const first = one => one.type !== "radio" ? one
    : controls.find(other => other.type === "radio" && other.name === one.name);
  const look = one => [one, one.closest("label") || one].map(getComputedStyle)
    .map(style => [style.outline, style.boxShadow, style.borderColor, style.position].join())
    .join();
  const unfocused = new Map(controls.map(one => [one, look(one)]));
  const stops = controls.filter(one => first(one) === one).slice(0, most);
  window.whereIsTheFocus = () => {
    const at = document.activeElement, box = at.getBoundingClientRect();
    return {
      stop: stops.indexOf(first(at)),
      // In a frame the focus is on a control of the page inside, which is looked at by itself.
      isSeen: (at.tagName === "IFRAME" || look(at) !== unfocused.get(at))
        && box.bottom > 0 && box.top < innerHeight,
      html: at.outerHTML.slice(0, 120),
    };
  };
  return stops.length;
}"""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_tab_reaches_every_control_and_shows_where_it_is(
    page: PageToLookAt, doors: Any, site: Site
) -> None:
    with doors.window(page.who) as opened:
        opened.open(page.address(site.province, "vi"), status=page.status)
        if page.deed:
            opened.perform(page.deed)
        opened.page.evaluate(FROM_THE_TOP)
        count = opened.page.evaluate(PREPARE, MOST_STOPS)
        reached: list[int] = []
        while len(reached) < count:
            opened.page.keyboard.press("Tab")
            at = opened.page.evaluate("whereIsTheFocus()")
            if reached and at["stop"] == reached[-1]:
                continue  # the parts of a date
            assert at["stop"] == len(reached), at["html"]
            assert at["isSeen"], at["html"]
            reached.append(at["stop"])


def test_a_questionnaire_is_answered_by_keys_alone(doors: Any, site: Site) -> None:
    with doors.window() as opened:
        opened.open(f"/s/{site.province.codes['counter']}")
        keys = opened.page.keyboard
        opened.page.get_by_role("group", name="Nhìn chung").get_by_role("radio").first.focus()
        keys.press("ArrowDown")
        keys.press("ArrowDown")
        assert opened.page.get_by_label("Bình thường").first.is_checked()
        keys.press("Tab")
        keys.press("Space")
        keys.press("Enter")
        opened.page.wait_for_url("**/receipt/**")
