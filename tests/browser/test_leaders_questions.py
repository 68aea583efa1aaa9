"""What a leader wants to know, within one click of signing in."""

import re
from typing import Any

import pytest

from tests.browser.addresses.look import EVALUATOR

pytestmark = pytest.mark.browser


def test_six_questions_are_answered_within_one_click_of_signing_in(doors: Any) -> None:
    with doors.window(EVALUATOR) as opened:
        page = opened.page
        opened.open("/start?lang=vi")
        short = page.locator(".in-short").inner_text()
        assert "chưa đạt mục tiêu" in short
        assert "Thấp nhất:" in short
        assert "điểm thu thập có phiếu chờ xem lại" in short
        assert "kết luận" in short
        commune = page.get_by_role("row", name="Phường Tân Hoà").inner_text()
        assert any(word in commune for word in ("✓ Đạt", "Chưa đạt", "Chưa đủ căn cứ"))
        assert page.locator("#integrity ~ ul li a").first.is_visible()
        page.locator("summary", has_text="Đợt khảo sát").first.click()
        page.get_by_role("link", name=re.compile("nội trú")).first.click()
        hospital = page.get_by_role("row", name="Bệnh viện").first.inner_text()
        assert any(word in hospital for word in ("Tốt hơn", "Kém hơn", "Chưa thể", "Không đổi"))
        assert not opened.complaints
