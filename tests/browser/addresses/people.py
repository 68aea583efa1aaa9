"""People, their roles, and service accounts."""

import itertools
from typing import Any

from tests.browser.addresses.deeds import press_button, send_unchecked
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally

NUMBERS = itertools.count(1)


def make_key(page: Any) -> None:
    """Make a service account with a name that no other has."""
    page.fill("#name", f"Phần mềm một cửa {next(NUMBERS)}")
    page.locator("input[name=acts]").first.check()
    page.check("#unit-whole")
    page.locator("main form[method=post] button[type=submit]").last.click()


PAGES = [
    PageToLookAt("people", ADMINISTRATOR, literally("/manage/people/")),
    PageToLookAt("people, none found", ADMINISTRATOR, literally("/manage/people/?q=khong-co")),
    PageToLookAt("invite", ADMINISTRATOR, literally("/manage/people/invite")),
    PageToLookAt(
        "invite, sent empty", ADMINISTRATOR, literally("/manage/people/invite"), deed=send_unchecked
    ),
    PageToLookAt("person", ADMINISTRATOR, literally("/manage/people/1")),
    PageToLookAt("give a role", ADMINISTRATOR, literally("/manage/people/2/roles/new")),
    PageToLookAt("take a role back", ADMINISTRATOR, literally("/manage/people/1/roles/1/end")),
    PageToLookAt("shut an account off", ADMINISTRATOR, literally("/manage/people/1/do/shut")),
    PageToLookAt("link for a password", ADMINISTRATOR, literally("/manage/people/4/link")),
    PageToLookAt(
        "link for a password, made",
        ADMINISTRATOR,
        literally("/manage/people/4/link"),
        deed=press_button,
    ),
    PageToLookAt("service accounts", ADMINISTRATOR, literally("/manage/service-accounts/")),
    PageToLookAt("log of a key", ADMINISTRATOR, literally("/manage/service-accounts/1")),
    PageToLookAt("new service account", ADMINISTRATOR, literally("/manage/service-accounts/new")),
    PageToLookAt(
        "new service account, sent empty",
        ADMINISTRATOR,
        literally("/manage/service-accounts/new"),
        deed=send_unchecked,
    ),
    PageToLookAt(
        "new service account, made",
        ADMINISTRATOR,
        literally("/manage/service-accounts/new"),
        deed=make_key,
    ),
    PageToLookAt("revoke a key", ADMINISTRATOR, literally("/manage/service-accounts/1/revoke")),
]
