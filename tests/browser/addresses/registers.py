"""Procedures, dossier counts and targets."""

from collections.abc import Callable

from tests.browser.addresses.deeds import fill_in, upload_sheet
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province


def counts_of(use: str, more: str = "") -> Callable[[Province], str]:
    """The dossier counts of a unit."""
    return lambda province: f"/manage/populations/units/{province.units[use]}{more}"


PAGES = [
    PageToLookAt("services", ADMINISTRATOR, literally("/manage/services/")),
    PageToLookAt("services, none found", ADMINISTRATOR, literally("/manage/services/?q=khong-co")),
    PageToLookAt("service", ADMINISTRATOR, literally("/manage/services/1")),
    PageToLookAt("service, retired", ADMINISTRATOR, literally("/manage/services/1/retire")),
    PageToLookAt("service, new", ADMINISTRATOR, literally("/manage/services/new")),
    PageToLookAt(
        "service, new, code taken",
        ADMINISTRATOR,
        literally("/manage/services/new"),
        deed=fill_in(name_vi="Cấp phép", code="MH-01"),
    ),
    PageToLookAt("services, upload", ADMINISTRATOR, literally("/manage/services/upload")),
    PageToLookAt(
        "services, upload with mistakes",
        ADMINISTRATOR,
        literally("/manage/services/upload"),
        deed=upload_sheet("code;name_vi;sector\n1.001;;farming\n1.002;Khai sinh;health\n"),
    ),
    PageToLookAt(
        "services, upload to confirm",
        ADMINISTRATOR,
        literally("/manage/services/upload"),
        deed=upload_sheet("code;name_vi;sector\n1.002;Khai sinh;administration\n"),
    ),
    PageToLookAt("populations", ADMINISTRATOR, literally("/manage/populations/")),
    PageToLookAt(
        "populations, none found", ADMINISTRATOR, literally("/manage/populations/?q=khong-co")
    ),
    PageToLookAt("populations, checks", ADMINISTRATOR, literally("/manage/populations/checks")),
    PageToLookAt("populations of a unit", ADMINISTRATOR, counts_of("met")),
    PageToLookAt("populations, nothing counted", ADMINISTRATOR, counts_of("school")),
    PageToLookAt("populations, enter", ADMINISTRATOR, counts_of("met", "/enter")),
    PageToLookAt(
        "populations, enter, refused",
        ADMINISTRATOR,
        counts_of("met", "/enter"),
        deed=fill_in(
            first_day="2026-03-01",
            last_day="2026-02-01",
            on_time="100",
            late="5",
            refused="200",
            source="Báo cáo",
        ),
    ),
    PageToLookAt("populations, history", ADMINISTRATOR, literally("/manage/populations/counts/1")),
    PageToLookAt(
        "populations, correct", ADMINISTRATOR, literally("/manage/populations/counts/1/correct")
    ),
    PageToLookAt(
        "populations, take back",
        ADMINISTRATOR,
        literally("/manage/populations/counts/1/take-back"),
    ),
    PageToLookAt("populations, upload", ADMINISTRATOR, literally("/manage/populations/upload")),
    PageToLookAt(
        "populations, upload with mistakes",
        ADMINISTRATOR,
        literally("/manage/populations/upload"),
        deed=upload_sheet("unit_code;first_day;on_time;late\n25;13/2026;1;\nx;03/2026;1;0\n"),
    ),
    PageToLookAt("targets", ADMINISTRATOR, literally("/manage/targets/")),
    PageToLookAt("targets, new", ADMINISTRATOR, literally("/manage/targets/new")),
    PageToLookAt(
        "targets, new, refused",
        ADMINISTRATOR,
        literally("/manage/targets/new"),
        deed=fill_in(percent="85", source_vi="Quyết định 1/QĐ", source_en="Decision 1"),
    ),
    PageToLookAt("targets, correct", ADMINISTRATOR, literally("/manage/targets/1/correct")),
    PageToLookAt("targets, end", ADMINISTRATOR, literally("/manage/targets/1/end")),
]
