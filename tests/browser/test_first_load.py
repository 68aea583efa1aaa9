"""What the first load of a questionnaire costs a phone, counted where the bytes arrive.

Truth leaned on: the network events of Chromium's own developer tools. How long it takes is measured
by `tests/load/first_paint.py`: a test that waits for a clock would fail on a busy machine.
"""

from typing import Any

import pytest

from tests.browser.site import Site

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

MOST_BYTES, MOST_REQUESTS = 14 * 1024, 2
FORMS = [
    *((use, "vi") for use in ("counter", "outpatients", "inpatients", "school")),
    ("counter", "en"),
]


@pytest.mark.parametrize(("use", "language"), FORMS)
def test_the_first_load_is_small(use: str, language: str, doors: Any, site: Site) -> None:
    with doors.window(**chromium.HANDHELD) as opened:
        received: list[float] = []
        tools = opened.context.new_cdp_session(opened.page)
        tools.on(
            "Network.loadingFinished", lambda event: received.append(event["encodedDataLength"])
        )
        tools.send("Network.enable")
        opened.open(f"/s/{site.province.codes[use]}?lang={language}")
        opened.page.wait_for_load_state("networkidle")
        assert 0 < sum(received) <= MOST_BYTES
        assert len(opened.requests) <= MOST_REQUESTS
        assert opened.context.cookies() == []
        assert opened.page.evaluate("localStorage.length + sessionStorage.length") == 0
