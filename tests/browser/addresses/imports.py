"""Imports of answers."""

from collections.abc import Callable
from typing import Any

from tests.browser.addresses.deeds import upload_sheet
from tests.browser.addresses.look import ADMINISTRATOR, Deed, PageToLookAt, literally
from tests.browser.province import Province


def upload_and_look(text: str) -> Deed:
    """Upload answers and go on with the mapping as it is proposed."""

    def deed(page: Any) -> None:
        upload_sheet(text)(page)
        page.wait_for_url("**/mapping")
        page.click("button[name=look]")
        page.wait_for_url("**/review")

    return deed


def imported(more: str = "") -> Callable[[Province], str]:
    """The page of an import."""
    return lambda province: f"/manage/imports/{province.imported}{more}"


ANSWERS = (
    "Dấu thời gian;Quầy;Nhìn chung, Ông/Bà hài lòng hay không hài lòng về việc phục vụ?\n"
    "2026/03/02 9:05:11 SA GMT+7;25-HCC-05;Rất hài lòng\n"
    "2026/03/02 9:15:11 SA GMT+7;25-HCC-05;Tạm được\n"
)
"""Answers as Google Forms writes them, one of them in words nobody knows."""

PAGES = [
    PageToLookAt("imports", ADMINISTRATOR, literally("/manage/imports/")),
    PageToLookAt("imports, new", ADMINISTRATOR, literally("/manage/imports/new")),
    PageToLookAt(
        "imports, mapping",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_sheet(ANSWERS),
    ),
    PageToLookAt(
        "imports, mapping with mistakes",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_and_look("Dấu thời gian;Nơi;overall\n2026;x;lạ\n"),
    ),
    PageToLookAt(
        "imports, review",
        ADMINISTRATOR,
        literally("/manage/imports/new"),
        deed=upload_and_look(ANSWERS),
    ),
    PageToLookAt("imports, done", ADMINISTRATOR, imported()),
    PageToLookAt("imports, take back", ADMINISTRATOR, imported("/take-back")),
]
