"""Invitations, and answers that are entered for other people."""

from tests.browser.addresses.deeds import fill_in
from tests.browser.addresses.look import ADMINISTRATOR, INTERVIEWER, PageToLookAt, literally
from tests.browser.province import Province

HOME = "/manage/invitations"


def slips(province: Province) -> str:
    """Where slips for a counter are made."""
    return f"{HOME}/slips/{province.points['counter']}"


def at_the_counter(province: Province) -> str:
    """Where answers are entered at a counter with help."""
    return f"/assisted/counters/{province.points['counter']}"


PAGES = [
    PageToLookAt("invitations", ADMINISTRATOR, literally(f"{HOME}/")),
    PageToLookAt("invitations, batch", ADMINISTRATOR, lambda p: f"{HOME}/{p.invited}"),
    PageToLookAt("invitations, revoke", ADMINISTRATOR, lambda p: f"{HOME}/{p.invited}/revoke"),
    PageToLookAt("invitations, which point", ADMINISTRATOR, literally(f"{HOME}/new?q=quầy")),
    PageToLookAt("invitations, slips", ADMINISTRATOR, slips),
    PageToLookAt(
        "invitations, slips with mistakes",
        ADMINISTRATOR,
        slips,
        deed=fill_in(name="Tuần 12", count="10", last_day="2020-01-01"),
    ),
    PageToLookAt("invitations, from a list", ADMINISTRATOR, literally(f"{HOME}/upload")),
    PageToLookAt("help at the counter", ADMINISTRATOR, literally("/assisted/counters/")),
    PageToLookAt("help at the counter, form", ADMINISTRATOR, at_the_counter),
    PageToLookAt(
        "help at the counter, stored",
        ADMINISTRATOR,
        lambda p: f"{at_the_counter(p)}/done/{p.receipt}",
    ),
    PageToLookAt("interviews", INTERVIEWER, literally("/assisted/interviews/")),
    PageToLookAt(
        "interview, form", INTERVIEWER, lambda p: f"/assisted/interviews/{p.points['counter']}"
    ),
    PageToLookAt(
        "interview, stored",
        INTERVIEWER,
        lambda p: f"/assisted/interviews/{p.points['counter']}/done/{p.receipt}",
    ),
]
