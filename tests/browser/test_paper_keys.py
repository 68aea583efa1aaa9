"""A whole sheet typed with the number keys and Enter alone, every press counted.

Truth leaned on: what stands in the database after so many presses, as the batch's page counts it.
"""

from typing import Any

import pytest

from surveys.catalogue import load_catalogue_questionnaire
from tests.browser.site import Site

pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

RATED = 23
"""The rated items of the long one-stop form: one overall, and 22 in five groups."""

OTHERS = {
    "dossier_outcome": "4",
    "written_reason": "Enter",  # not asked of whoever got a result
    "visits": "2 Enter",
    "extra_payment": "2",
    "extra_receipt": "Enter",
    "acting_for": "1",
    "sex": "1",
    "age_group": "3",
    "comment": "Enter",
}
"""The presses for each of the other questions of a plain sheet."""


def type_and_send(opened: Any, presses: list[str]) -> None:
    """Press one key after the other; the last one sends the sheet."""
    # The page puts the cursor into the first field, some moments after it is there.
    opened.page.locator("form :focus").wait_for()
    for press in presses[:-1]:
        opened.page.keyboard.press(press)
    with opened.page.expect_navigation():
        opened.page.keyboard.press(presses[-1])


def test_a_sheet_of_23_rated_items_takes_23_keys_and_33_with_all_else(
    doors: Any, site: Site
) -> None:
    form = load_catalogue_questionnaire("one_stop_long")
    assert sum(question.type == "rating5" for question in form) == RATED
    presses = ["4"] * RATED + " ".join(OTHERS.values()).split()
    with doors.window("administrator") as opened:
        opened.open(f"/manage/paper/batches/{site.province.batches['long form']}/sheet")
        for _ in range(2):
            type_and_send(opened, presses)
        stored = opened.page.locator(".lead-in").inner_text()
    assert "Đã lưu 2 phiếu." in stored
    assert len(presses) == 33


def test_without_javascript_enter_too_early_stores_nothing_and_says_what_is_missing(
    doors: Any, site: Site
) -> None:
    address = f"/manage/paper/batches/{site.province.batches['open']}/sheet"
    with doors.window("administrator", java_script_enabled=False) as opened:
        opened.open(address)
        type_and_send(opened, ["4", "Enter"])
        # Of twelve questions the first is answered, and the comment may be left out.
        assert opened.page.get_by_text("Chưa nhập.").count() == 10
        assert opened.page.locator("#a_overall").input_value() == "4"
        type_and_send(opened, [*["5", "Tab"] * 8, *["1", "Tab"] * 2, "Enter"])
        assert "Đã lưu phiếu số" in opened.page.content()
