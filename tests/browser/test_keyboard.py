"""A questionnaire by keyboard alone; every page by keyboard: `tests/browser/keyboard.py`."""

from typing import Any

import pytest

from tests.browser.site import Site

pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser


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
