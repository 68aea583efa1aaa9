"""A newcomer follows the help from an empty database to a poster and a first result.

Truth leaned on: the words of the help's first steps. Whatever is pressed here stands there in bold.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from passlib.totp import TOTP

from app.help.topics import FOLDER
from tests.browser.posters import poster_of_point
from tests.browser.site import running
from tests.pages import check_page

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

HELP = (FOLDER / "first-steps.vi.md").read_text(encoding="utf-8")
COUNTER = "Quầy số 1"
OTHERS = [5, 4, 5, 4, 2, 5, 3, 4, 5]
"""What others answer then: a figure takes five answers that are not all alike."""


class Newcomer:
    """Somebody at the pages who presses only what the help names."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, words: str, *, at: Any = None) -> None:
        """Press the link or button whose words begin so."""
        assert f"**{words}**" in HELP, f"the help does not name “{words}”"
        where = at or self.page.locator("main")
        thing = where.locator("a, button").filter(has_text=words).first
        with self.page.expect_navigation():
            thing.click()
        check_page(self.page.content())

    def back_to_the_guide(self) -> None:
        """Go back as the help says."""
        self.press("Lắng Nghe", at=self.page.locator("header"))

    def next_step(self) -> str:
        """The step that the guide calls the next one."""
        return self.page.locator(".first-steps > .next h2").inner_text().split("\n")[0]

    def is_at(self, step: str) -> bool:
        """Whether the guide has come to a step."""
        return self.next_step().startswith(step)


@pytest.fixture
def newcomer(browser: Any, tmp_path: Path) -> Iterator[Newcomer]:
    """The first administrator of an empty service, who has just been shown the password."""
    with (
        running(tmp_path, DEMONSTRATION="off") as (base, first),
        chromium.window(browser, base) as opened,
    ):
        opened.open("/account/sign-in")
        opened.page.fill("#email", first.email)
        opened.page.fill("#password", first.password)
        opened.page.click("main button[type=submit]")
        opened.page.wait_for_url("**/account/set-up")
        yield Newcomer(opened.page)


def test_from_an_empty_database_to_a_poster_and_a_first_result(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    sets_up_the_second_step(newcomer)
    assert newcomer.is_at("Tỉnh và các đơn vị")
    brings_units_in(newcomer, tmp_path)
    assert newcomer.is_at("Bộ câu hỏi đã phát hành")
    newcomer.press("Phát hành nguyên trạng")
    assert newcomer.is_at("Đợt khảo sát đang mở")
    opens_a_survey(newcomer)
    assert newcomer.is_at("Điểm thu thập")
    link = makes_a_point(newcomer, tmp_path)
    assert newcomer.is_at("Áp phích đầu tiên")
    answers(newcomer, link)
    others_answer(newcomer, link)
    newcomer.page.goto(f"{link.split('/s/')[0]}/manage/first-steps/")
    assert newcomer.page.locator(".first-steps > .next").count() == 0
    sees_the_result(newcomer)


def sets_up_the_second_step(newcomer: Newcomer) -> None:
    """Set the app up, keep the recovery codes, and arrive at the guide."""
    newcomer.press("Ứng dụng trên điện thoại")
    secret = newcomer.page.locator(".authenticator-secret").inner_text().replace(" ", "")
    newcomer.page.fill("#code", TOTP(secret, format="base32").generate().token)
    with newcomer.page.expect_navigation():
        newcomer.page.click("main form button[type=submit]")
    newcomer.press("Đã cất giữ; tiếp tục")
    assert newcomer.page.url.endswith("/manage/first-steps/")


def brings_units_in(newcomer: Newcomer, folder: Path) -> None:
    """Take the example file, and import it as it is."""
    with newcomer.page.expect_download() as example:
        assert "**Tệp mẫu (CSV)**" in HELP
        newcomer.page.get_by_role("link", name="Tệp mẫu (CSV)").click()
    file = folder / "don-vi.csv"
    example.value.save_as(file)
    newcomer.press("Nhập tệp đơn vị")
    newcomer.page.set_input_files("#sheet", file)
    newcomer.press("Kiểm tra tệp")
    newcomer.press("Thực hiện các thay đổi")
    newcomer.back_to_the_guide()


def opens_a_survey(newcomer: Newcomer) -> None:
    """Plan a survey of the whole province as it is proposed, and open it."""
    newcomer.press("Lập đợt khảo sát")
    newcomer.press("Chọn")
    newcomer.page.locator(".unit-tree input").first.check()
    newcomer.press("Lập đợt khảo sát")
    newcomer.press("Mở đợt khảo sát")
    newcomer.press("Mở đợt khảo sát")
    assert "Đang mở" in newcomer.page.locator("main").inner_text()
    newcomer.back_to_the_guide()


def makes_a_point(newcomer: Newcomer, folder: Path) -> str:
    """Make a point at the counter and print its poster; give the link on it."""
    newcomer.press("Lập một điểm")
    places = newcomer.page.locator("#place_id option").all_inner_texts()
    chosen = next(place for place in places if place.startswith(COUNTER))
    newcomer.page.select_option("#place_id", label=chosen)
    newcomer.page.locator("[name=surveys]").first.check()
    newcomer.press("Lập điểm")
    assert "**Tạo tệp PDF**" in HELP
    document = pypdfium2.PdfDocument(poster_of_point(newcomer.page))
    (found,) = zxingcpp.read_barcodes(document[0].render(scale=3).to_pil())
    newcomer.back_to_the_guide()
    return str(found.text)


def answers(newcomer: Newcomer, link: str) -> None:
    """Open the counter's page from the guide, answer and send."""
    trial = newcomer.page.get_by_role("link", name="Mở trang của quầy")
    assert trial.get_attribute("href") == link, "the guide offers what hangs at the counter"
    newcomer.press("Mở trang của quầy")
    newcomer.page.get_by_label("Hài lòng", exact=True).first.check()
    newcomer.press("Gửi")
    assert newcomer.page.locator("p.code").count() == 1, "the receipt code"


def others_answer(newcomer: Newcomer, link: str) -> None:
    """Let others scan the poster and answer."""
    browser = newcomer.page.context.request
    for level in OTHERS:
        token = check_page(browser.get(link).text()).one("input", name="form-token")
        form = {"form-token": token.get("value"), "form-move": "send", "q_overall": str(level)}
        assert browser.post(link, form=form, max_redirects=0).status == 303


def sees_the_result(newcomer: Newcomer) -> None:
    """Look at the results: the counter has a figure now."""
    newcomer.press("Kết quả")
    newcomer.page.get_by_label("Cấp đơn vị").select_option("counter")
    newcomer.page.get_by_role("button", name="Xem").click()
    newcomer.page.wait_for_url("**level=counter**")
    line = newcomer.page.locator("tbody tr").filter(has_text=COUNTER).inner_text()
    assert "Chưa đủ căn cứ" in line
    assert "%" in line
