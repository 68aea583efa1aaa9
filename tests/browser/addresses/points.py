"""Collection points."""

from collections.abc import Callable

from tests.browser.addresses.deeds import type_into, upload_sheet
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province


def point(use: str, more: str = "") -> Callable[[Province], str]:
    """The page of a collection point."""
    return lambda province: f"/manage/points/{province.points[use]}{more}"


PAGES = [
    PageToLookAt("points", ADMINISTRATOR, literally("/manage/points/")),
    PageToLookAt("points found", ADMINISTRATOR, literally("/manage/points/?q=truong&page=1")),
    PageToLookAt("points, none found", ADMINISTRATOR, literally("/manage/points/?q=khong-co")),
    PageToLookAt("point", ADMINISTRATOR, point("counter")),
    PageToLookAt("point with two codes", ADMINISTRATOR, point("code replaced")),
    PageToLookAt("point without a code", ADMINISTRATOR, point("no code")),
    PageToLookAt("point without a survey", ADMINISTRATOR, point("no survey")),
    PageToLookAt("point of slips", ADMINISTRATOR, literally("/manage/points/?touchpoint=kiosk")),
    PageToLookAt(
        "how a poster is read", ADMINISTRATOR, literally("/manage/points/how-a-poster-is-read")
    ),
    PageToLookAt("point, kit", ADMINISTRATOR, point("online", "/kit")),
    PageToLookAt("point new", ADMINISTRATOR, literally("/manage/points/new")),
    PageToLookAt("points, many", ADMINISTRATOR, literally("/manage/points/many")),
    PageToLookAt(
        "points, many counted",
        ADMINISTRATOR,
        literally("/manage/points/many"),
        deed=lambda page: page.click("button[name=count]"),
    ),
    PageToLookAt("points, upload", ADMINISTRATOR, literally("/manage/points/upload")),
    PageToLookAt(
        "points, sheet looked at",
        ADMINISTRATOR,
        literally("/manage/points/upload"),
        deed=upload_sheet("place;touchpoint\n25-HCC;kiosk\n"),
    ),
    PageToLookAt(
        "points, sheet with mistakes",
        ADMINISTRATOR,
        literally("/manage/points/upload"),
        deed=upload_sheet("place;touchpoint\nnowhere;wall\n"),
    ),
    PageToLookAt("point, kiosk", ADMINISTRATOR, point("kiosk", "/kiosk")),
    PageToLookAt(
        "point, new staff code",
        ADMINISTRATOR,
        point("kiosk", "/kiosk"),
        deed=lambda page: page.click("main form button"),
    ),
    PageToLookAt("point, no kiosk", ADMINISTRATOR, point("counter", "/kiosk")),
    PageToLookAt("point, move", ADMINISTRATOR, point("counter", "/move")),
    PageToLookAt("point, lead on", ADMINISTRATOR, point("counter", "/lead-on")),
    PageToLookAt(
        "point, lead on, refused",
        ADMINISTRATOR,
        point("counter", "/lead-on"),
        deed=type_into("#code", "BBBBBBBR"),
    ),
    PageToLookAt("point, last day", ADMINISTRATOR, point("counter", "/limit")),
    PageToLookAt("point, surveys", ADMINISTRATOR, point("counter", "/surveys")),
    PageToLookAt("reissue", ADMINISTRATOR, point("counter", "/reissue")),
    PageToLookAt("reissue, no code", ADMINISTRATOR, point("no code", "/reissue")),
    PageToLookAt("revoke", ADMINISTRATOR, point("counter", "/revoke")),
]
