"""The designer of questionnaires, and the trial of a draft."""

from collections.abc import Callable

from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import ADMINISTRATOR, EVERYBODY, PageToLookAt, literally
from tests.browser.province import Province


def draft(use: str, more: str = "") -> Callable[[Province], str]:
    """A page of a draft in the designer."""
    return lambda province: f"/design/{province.drafts[use]}{more}"


PAGES = [
    PageToLookAt("designer", ADMINISTRATOR, literally("/design/")),
    PageToLookAt("designer, none found", ADMINISTRATOR, literally("/design/?q=khong-co")),
    PageToLookAt("designer, begin", ADMINISTRATOR, literally("/design/new")),
    PageToLookAt("designer, bring in", ADMINISTRATOR, literally("/design/bring-in")),
    PageToLookAt(
        "designer, begin, sent empty",
        ADMINISTRATOR,
        literally("/design/new"),
        deed=type_into("#title", " "),
    ),
    PageToLookAt("designer, delete draft", ADMINISTRATOR, draft("fine", "/throw-away")),
    PageToLookAt("designer, outline", ADMINISTRATOR, draft("fine")),
    PageToLookAt("designer, outline of mistakes", ADMINISTRATOR, draft("mistaken")),
    PageToLookAt("designer, outline, empty", ADMINISTRATOR, draft("empty")),
    PageToLookAt("designer, frame", ADMINISTRATOR, draft("fine", "/frame")),
    PageToLookAt("designer, section", ADMINISTRATOR, draft("fine", "/sections/access")),
    PageToLookAt("designer, question", ADMINISTRATOR, draft("fine", "/questions/signs")),
    PageToLookAt(
        "designer, question of mistakes", ADMINISTRATOR, draft("mistaken", "/questions/posting")
    ),
    PageToLookAt("designer, choice", ADMINISTRATOR, draft("fine", "/questions/age_group")),
    PageToLookAt(
        "designer, rule", ADMINISTRATOR, draft("fine", "/questions/fees/shown_if?item=posting")
    ),
    PageToLookAt("designer, languages", ADMINISTRATOR, draft("fine", "/languages")),
    PageToLookAt(
        "designer, words of the frame", ADMINISTRATOR, draft("fine", "/languages/en?part=")
    ),
    PageToLookAt(
        "designer, words of a section",
        ADMINISTRATOR,
        draft("mistaken", "/languages/en?part=access"),
    ),
    PageToLookAt("designer, indices", ADMINISTRATOR, draft("fine", "/indices")),
    PageToLookAt("designer, index", ADMINISTRATOR, draft("fine", "/indices/items_top2")),
    PageToLookAt("designer, scales", ADMINISTRATOR, draft("fine", "/scales")),
    PageToLookAt("designer, preview", ADMINISTRATOR, draft("mistaken", "/preview")),
    PageToLookAt(
        "designer, preview itself", ADMINISTRATOR, draft("mistaken", "/preview/vi"), speaks="vi"
    ),
    PageToLookAt("designer, trial without a link", ADMINISTRATOR, draft("fine", "/trial")),
    PageToLookAt("designer, trial", ADMINISTRATOR, draft("published", "/trial")),
    PageToLookAt("trial of a draft", EVERYBODY, lambda province: f"/t/{province.trial}"),
    PageToLookAt("trial of a draft, done", EVERYBODY, lambda province: f"/t/{province.trial}/done"),
    PageToLookAt("designer, dry run", ADMINISTRATOR, draft("fine", "/dry-run")),
    PageToLookAt("designer, no dry run yet", ADMINISTRATOR, draft("empty", "/dry-run")),
    PageToLookAt("designer, publish", ADMINISTRATOR, draft("fine", "/publish")),
    PageToLookAt("designer, publish with mistakes", ADMINISTRATOR, draft("mistaken", "/publish")),
    PageToLookAt("designer, publish changes", ADMINISTRATOR, draft("published", "/publish")),
    PageToLookAt("designer, versions", ADMINISTRATOR, draft("published", "/versions")),
    PageToLookAt("designer, no versions", ADMINISTRATOR, draft("fine", "/versions")),
    PageToLookAt("designer, version", ADMINISTRATOR, literally("/design/versions/1")),
    PageToLookAt(
        "designer, version itself",
        ADMINISTRATOR,
        literally("/design/versions/1/preview/vi"),
        speaks="vi",
    ),
]
