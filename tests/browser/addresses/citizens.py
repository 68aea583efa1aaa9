"""What citizens open: the home page, questionnaires, receipts, and what is refused."""

from collections.abc import Callable
from typing import Any

from app.services.access_codes import check_character
from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import EVERYBODY, PageToLookAt, literally
from tests.browser.province import Province


def send(page: Any) -> None:
    """Send the questionnaire or go on to its next part."""
    page.locator(".buttons button").first.click()


def answer_first_part(page: Any) -> None:
    """Give the first answer to every question and go on."""
    for group in page.locator("form fieldset").all():
        if group.is_visible():
            group.locator("label.r").first.click()
    send(page)


def at(use: str) -> Callable[[Province], str]:
    """The address a code leads to."""
    return lambda province: f"/s/{province.codes[use]}"


def invited(invitation: str) -> Callable[[Province], str]:
    """The address that an invitation carries."""
    return lambda province: f"/i/{province.codes['counter']}/{invitation}"


NEVER_MADE = "B" * 11 + check_character("B" * 11)
"""An invitation's code that nobody has; the page asks for it only when the answer is sent."""

PAGES = [
    PageToLookAt("home", EVERYBODY, literally("/")),
    PageToLookAt("home, code mistyped", EVERYBODY, literally("/go?code=abc"), 404),
    PageToLookAt("privacy", EVERYBODY, literally("/privacy")),
    PageToLookAt("rights", EVERYBODY, literally("/rights")),
    PageToLookAt("seal", EVERYBODY, literally("/seal")),
    PageToLookAt("description of the API", EVERYBODY, literally("/api/v1/docs")),
    PageToLookAt("published results", EVERYBODY, literally("/public/")),
    PageToLookAt("a publication", EVERYBODY, literally("/public/1")),
    PageToLookAt("you said", EVERYBODY, literally("/public/you-said")),
    PageToLookAt("method for everybody", EVERYBODY, literally("/public/method")),
    PageToLookAt("accessibility", EVERYBODY, literally("/accessibility")),
    PageToLookAt("no such page", EVERYBODY, literally("/nowhere"), 404),
    PageToLookAt("questionnaire", EVERYBODY, at("counter")),
    PageToLookAt("questionnaire, sent empty", EVERYBODY, at("counter"), deed=send),
    PageToLookAt("saved without a network", EVERYBODY, literally("/offline/saved")),
    PageToLookAt("an answer missing", EVERYBODY, literally("/offline/incomplete")),
    PageToLookAt("no network", EVERYBODY, literally("/offline/no-network")),
    PageToLookAt("kiosk", EVERYBODY, lambda province: f"/kiosk/{province.codes['kiosk']}"),
    PageToLookAt(
        "kiosk, resting",
        EVERYBODY,
        lambda province: f"/kiosk/{province.codes['survey over']}",
        410,
    ),
    PageToLookAt("questionnaire of outpatients", EVERYBODY, at("outpatients")),
    PageToLookAt("questionnaire of inpatients", EVERYBODY, at("inpatients")),
    PageToLookAt(
        "questionnaire of inpatients, second part",
        EVERYBODY,
        at("inpatients"),
        deed=answer_first_part,
    ),
    PageToLookAt("questionnaire of parents", EVERYBODY, at("school")),
    PageToLookAt("questionnaire, led on from an old code", EVERYBODY, at("led on")),
    PageToLookAt("code unknown", EVERYBODY, literally("/s/BBBBBBBB"), 404),
    PageToLookAt("code replaced", EVERYBODY, at("code replaced"), 410),
    PageToLookAt("survey over", EVERYBODY, at("survey over"), 410),
    PageToLookAt("no survey", EVERYBODY, at("no survey"), 404),
    PageToLookAt("questionnaire by invitation", EVERYBODY, invited(NEVER_MADE)),
    PageToLookAt(
        "questionnaire by invitation, spent before",
        EVERYBODY,
        invited(NEVER_MADE),
        deed=answer_first_part,
    ),
    PageToLookAt("invitation mistyped", EVERYBODY, invited("BBBB"), 404),
    PageToLookAt("no more mails", EVERYBODY, lambda province: f"/mails/off/{province.leaving}"),
    PageToLookAt("receipt", EVERYBODY, lambda province: f"/receipt/{province.receipt}"),
    PageToLookAt("withdraw", EVERYBODY, literally("/withdraw")),
    PageToLookAt(
        "withdraw, code unknown",
        EVERYBODY,
        literally("/withdraw"),
        deed=type_into("#receipt-code", "BBBB-BBBB-BBBB"),
    ),
    PageToLookAt("withdrawn", EVERYBODY, literally("/withdraw/done")),
]
