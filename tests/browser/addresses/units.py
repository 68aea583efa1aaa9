"""The tree of units."""

from collections.abc import Callable

from tests.browser.addresses.deeds import fill_in, tick, upload_sheet
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province


def tree_unit(use: str, more: str = "", *, under: bool = False) -> Callable[[Province], str]:
    """A unit's page among the units, or what stands below it."""
    if under:
        return lambda province: f"/manage/units/?under={province.units[use]}"
    return lambda province: f"/manage/units/{province.units[use]}{more}"


PAGES = [
    PageToLookAt("units", ADMINISTRATOR, literally("/manage/units/")),
    PageToLookAt("units found", ADMINISTRATOR, literally("/manage/units/?q=vinh+yen")),
    PageToLookAt("units, none found", ADMINISTRATOR, literally("/manage/units/?q=khong-co")),
    PageToLookAt("units below", ADMINISTRATOR, tree_unit("province", under=True)),
    PageToLookAt("units, no such day", ADMINISTRATOR, literally("/manage/units/?on=qua"), 400),
    PageToLookAt("units: one", ADMINISTRATOR, tree_unit("provincial centre")),
    PageToLookAt("units, add", ADMINISTRATOR, literally("/manage/units/new")),
    PageToLookAt("units, rename", ADMINISTRATOR, tree_unit("school", "/rename")),
    PageToLookAt(
        "units, rename, shown",
        ADMINISTRATOR,
        tree_unit("school", "/rename"),
        deed=fill_in(name_vi="Trường Tiểu học Hoa Mai"),
    ),
    PageToLookAt("units, move", ADMINISTRATOR, tree_unit("school", "/move")),
    PageToLookAt(
        "units, move, refused",
        ADMINISTRATOR,
        tree_unit("school", "/move"),
        deed=fill_in(parent="khong-co"),
    ),
    PageToLookAt(
        "units, staffing, shown",
        ADMINISTRATOR,
        tree_unit("counter", "/staffing"),
        deed=tick("one_person"),
    ),
    PageToLookAt("units, merge", ADMINISTRATOR, tree_unit("school", "/merge")),
    PageToLookAt("units, split", ADMINISTRATOR, tree_unit("school", "/split")),
    PageToLookAt("units, close", ADMINISTRATOR, tree_unit("school", "/close")),
    PageToLookAt("units, changes", ADMINISTRATOR, literally("/manage/units/changes")),
    PageToLookAt("units, one change", ADMINISTRATOR, lambda p: f"/manage/units/changes/{p.change}"),
    PageToLookAt("units, import", ADMINISTRATOR, literally("/manage/units/import")),
    PageToLookAt(
        "units, import with mistakes",
        ADMINISTRATOR,
        literally("/manage/units/import"),
        deed=upload_sheet("kind;sector;code;name_vi;from\nfarm;health;;A;2025-13-01\n"),
    ),
    PageToLookAt(
        "units, import to confirm",
        ADMINISTRATOR,
        literally("/manage/units/import"),
        deed=upload_sheet(
            "kind;sector;code;name_vi;parent;from\nschool;education;T9;A;province/25;2026-01-05\n"
        ),
    ),
]
