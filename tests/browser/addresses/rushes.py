"""What citizens meet after a rush: the step before sending, and the page that asks to wait.

No other test sends a form at these points as this one does, so that a rush here is none there.
"""

from typing import Any

from app.services.access_codes import check_character
from tests.browser.addresses.deeds import press_button
from tests.browser.addresses.look import EVERYBODY, PageToLookAt, literally

NOBODY = "2" * 7 + check_character("2" * 7)
"""A code that leads nowhere."""

SEND_UNTIL_ASKED = """async () => {
  for (const asked of document.querySelectorAll("main fieldset")) {
    asked.querySelector("label.r")?.click();
  }
  const form = document.querySelector("main form");
  for (let sent = 0; sent < 70; sent += 1) {
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" });
    if (answer.type !== "opaqueredirect") return;
  }
}"""
ASK_UNTIL_TOLD = """async (address) => {
  for (let asked = 0; asked < 600; asked += 1) {
    if ((await fetch(address)).status === 429) break;
  }
  location.assign(address);
}"""


def send_after_many(page: Any) -> None:
    """Send the form after sixty others."""
    page.evaluate(SEND_UNTIL_ASKED)
    page.locator(".buttons button").first.click()


def confirm_wrongly(page: Any) -> None:
    """Give a wrong sum."""
    with page.expect_navigation():
        send_after_many(page)
    page.fill("#form-sum", "99")
    press_button(page)


def load_after_hundreds(page: Any) -> None:
    """Open a page after 240 others."""
    page.evaluate(ASK_UNTIL_TOLD, f"/s/{NOBODY}")


PAGES = [
    PageToLookAt(
        "one more step before sending",
        EVERYBODY,
        lambda province: f"/s/{province.codes['kiosk']}",
        deed=send_after_many,
    ),
    PageToLookAt(
        "one more step before sending, wrong sum",
        EVERYBODY,
        lambda province: f"/s/{province.codes['kiosk']}",
        deed=confirm_wrongly,
    ),
    PageToLookAt(
        "wait a minute",
        EVERYBODY,
        literally("/"),
        deed=load_after_hundreds,
        speaks="vi",
    ),
]
