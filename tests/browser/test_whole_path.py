"""The main job from end to end, as people do it: scan, answer, read the index, download, take back.

Truth leaned on: a QR reader that knows nothing of us, and counting.
"""

import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from tests.browser.files_and_pages import Line, lines_in_csv, lines_in_workbook, lines_on_page
from tests.browser.posters import poster_of_point
from tests.browser.site import Site
from tests.pages import check_page

devices = pytest.importorskip("tests.browser.devices", reason="Playwright is not installed")
chromium = pytest.importorskip("tests.browser.chromium")

pytestmark = pytest.mark.browser

COUNTER = "Quầy số 15 – Bảo hiểm xã hội"
SATISFIED = "Hài lòng"
VERDICTS = {"Đạt", "Chưa đạt", "Chưa đủ căn cứ"}


@pytest.fixture(scope="module")
def waiting_room(doors: Any, site: Site) -> None:
    """Twelve people have answered at the counter, whatever day of the half-year it is."""
    address = f"{site.base}/s/{site.province.codes['waiting room']}"
    with doors.window() as opened:
        browser = opened.context.request
        for level in [5, 4, 5, 4, 4, 5, 3, 4, 5, 4, 2, 5]:
            token = check_page(browser.get(address).text()).one("input", name="form-token")
            form = {"form-token": token.get("value"), "form-move": "send", "q_overall": str(level)}
            assert browser.post(address, form=form, max_redirects=0).status == 303


@pytest.mark.usefixtures("waiting_room")
@pytest.mark.parametrize("device", devices.DEVICES, ids=lambda device: device.name)
def test_the_whole_path(device: Any, doors: Any, site: Site, tmp_path: Path) -> None:
    link = link_on_poster(poster_of_counter(doors))
    before = counted(doors, site)
    with doors.window(**device.choices) as citizen:
        citizen.open(link)
        code = answers(citizen.page, device)
        assert reload_shows(citizen.page, code)
        with doors.window(**device.choices) as evaluator:
            chromium.sign_in(evaluator, site.accounts[f"evaluator with {device.name}"])
            shown = choose_counters(evaluator.page, device)
            assert shown[COUNTER].n == before.n + 1
            assert shown[COUNTER].verdict in VERDICTS
            assert 0 <= shown[COUNTER].low < shown[COUNTER].index < shown[COUNTER].high <= 100
            assert_same(downloaded(evaluator.page, device, tmp_path), shown)
            takes_back(citizen.page, device, code)
            evaluator.page.reload()
            assert lines_on_page(evaluator.page)[COUNTER].n == before.n
            device.press(evaluator.page.get_by_role("button", name="Đăng xuất"))
            evaluator.page.wait_for_url("**/account/sign-in")
            evaluator.page.goto(f"{site.base}/results/")
            assert "/account/sign-in" in evaluator.page.url
        assert citizen.context.cookies() == []


def poster_of_counter(doors: Any) -> bytes:
    """Find the counter among the points, as an administrator does, and take its poster."""
    with doors.window("administrator") as opened:
        opened.open("/manage/points/")
        page = opened.page
        page.get_by_label("Đơn vị, quầy hoặc mã").fill(COUNTER)
        page.get_by_role("button", name="Tìm").click()
        row = page.get_by_role("row").filter(has_text="Áp phích tại quầy")
        row.get_by_role("link", name=COUNTER, exact=True).click()
        return poster_of_point(page)


def link_on_poster(pdf: bytes) -> str:
    """Photograph the poster and read its code."""
    document = pypdfium2.PdfDocument(pdf)
    picture = document[0].render(scale=2).to_pil()
    document.close()
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


def counted(doors: Any, site: Site) -> Line:
    """The counter's line before anything happens."""
    survey = site.province.current["counters"]
    with doors.window("evaluator") as opened:
        opened.open(f"/results/?survey={survey}&level=counter&page=all")
        return lines_on_page(opened.page)[COUNTER]


def choose(page: Any, device: Any, question: str, option: str) -> None:
    """Press the row of an answer."""
    group = page.get_by_role("group", name=question)
    device.press(group.get_by_text(option, exact=True))


def answers(page: Any, device: Any) -> str:
    """Answer with a slip on the way, send twice in one go, and give the receipt code."""
    send = page.get_by_role("button", name="Gửi")
    choose(page, device, "Thái độ", "Rất hài lòng")
    choose(page, device, "Thời gian giải quyết", "Không biết / không áp dụng")
    page.get_by_label("góp ý").fill("Cán bộ hướng dẫn rõ ràng.")
    device.press(send)
    summary = page.get_by_role("alert")
    summary.wait_for()
    device.press(summary.get_by_role("link"))
    assert page.url.endswith("#q_overall")
    assert page.get_by_role("group", name="Thái độ").get_by_label("Rất hài lòng").is_checked()
    assert page.get_by_label("góp ý").input_value() == "Cán bộ hướng dẫn rõ ràng."
    choose(page, device, "Nhìn chung", SATISFIED)
    device.press_twice(send)
    return receipt_code(page)


def receipt_code(page: Any) -> str:
    """The code on a receipt."""
    # No waiting for an address: pressed twice, the form is on its way twice.
    page.get_by_role("heading", name="Cảm ơn").wait_for()
    code: str = page.locator(".receipt .code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    return code


def reload_shows(page: Any, code: str) -> bool:
    """Whether loading the receipt again, and sending the form again by Back, give the same code."""
    page.reload()
    assert receipt_code(page) == code
    page.go_back()
    page.get_by_role("button", name="Gửi").click()
    return receipt_code(page) == code


def choose_counters(page: Any, device: Any) -> dict[str, Line]:
    """Go on from the overview to all figures, ask for all counters and read their lines."""
    device.press(page.get_by_role("link", name="Toàn bộ số liệu của các đơn vị này và tệp tải về"))
    page.get_by_label("Cấp đơn vị").select_option("counter")
    device.press(page.get_by_role("button", name="Xem"))
    page.wait_for_url("**level=counter**")
    device.press(page.get_by_role("link", name="Hiện tất cả"))
    page.wait_for_url("**page=all**")
    return lines_on_page(page)


def downloaded(page: Any, device: Any, folder: Path) -> list[dict[str, Line]]:
    """The lines of both files."""
    contents = {}
    for name in ("CSV", "Excel"):
        with page.expect_download() as download:
            device.press(page.locator(".downloads").get_by_role("link", name=name))
        file = folder / download.value.suggested_filename
        download.value.save_as(file)
        contents[name] = file.read_bytes()
    return [lines_in_csv(contents["CSV"]), lines_in_workbook(contents["Excel"])]


def assert_same(files: list[dict[str, Line]], shown: dict[str, Line]) -> None:
    """Both files hold the same numbers, and the page shows these and no others."""
    first, second = files
    assert list(first) == list(second) == list(shown)
    assert [name for name, line in first.items() if not line.equals(second[name])] == []
    assert [name for name, line in first.items() if not line.is_shown_as(shown[name])] == []


def takes_back(page: Any, device: Any, code: str) -> None:
    """Withdraw the answer by its receipt code, written as people do."""
    device.press(page.get_by_role("link", name="Rút lại phiếu"))
    page.get_by_label("Mã biên nhận").fill(code.lower().replace("-", " "))
    device.press(page.get_by_role("button", name="Rút lại phiếu của tôi"))
    page.get_by_role("heading", name="Phiếu đã được rút lại").wait_for()
