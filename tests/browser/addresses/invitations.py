"""Invitations, and answers that are entered for other people."""

from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province

HOME = "/manage/invitations"


def slips(province: Province) -> str:
    """Where slips for a counter are made."""
    return f"{HOME}/slips/{province.points['counter']}"


PAGES = [
    PageToLookAt("invitations", ADMINISTRATOR, literally(f"{HOME}/")),
    PageToLookAt("invitations, batch", ADMINISTRATOR, lambda p: f"{HOME}/{p.invited}"),
    PageToLookAt("invitations, revoke", ADMINISTRATOR, lambda p: f"{HOME}/{p.invited}/revoke"),
    PageToLookAt("invitations, which point", ADMINISTRATOR, literally(f"{HOME}/new?q=quầy")),
    PageToLookAt("invitations, slips", ADMINISTRATOR, slips),
    PageToLookAt(
        "invitations, slips with mistakes", ADMINISTRATOR, slips, deed=type_into("#count", "9999")
    ),
    PageToLookAt("invitations, from a list", ADMINISTRATOR, literally(f"{HOME}/upload")),
]
