"""The audit, personal data, settings and tasks."""

from typing import Any

from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import ADMINISTRATOR, AUDITOR, EVALUATOR, PageToLookAt, literally


def look_first(page: Any) -> None:
    """Ask what would stand on the public page."""
    page.locator("main form button[type=submit]").first.click()


def search_a_unit(page: Any) -> None:
    """Type words that several units fit, and leave the rest empty."""
    page.fill("#unit", "quay 1")
    page.eval_on_selector("main form[method=post]", "form => form.noValidate = true")
    page.locator("main form[method=post] button[type=submit]").last.click()


PAGES = [
    PageToLookAt("publications", ADMINISTRATOR, literally("/manage/publications/")),
    PageToLookAt(
        "publish results",
        ADMINISTRATOR,
        literally("/manage/publications/survey/1"),
    ),
    PageToLookAt(
        "publish results, looked at",
        ADMINISTRATOR,
        literally("/manage/publications/survey/2"),
        deed=look_first,
    ),
    PageToLookAt(
        "withdraw a publication", ADMINISTRATOR, literally("/manage/publications/1/withdraw")
    ),
    PageToLookAt(
        "write a change, several units fit",
        ADMINISTRATOR,
        literally("/manage/publications/you-said/new"),
        deed=search_a_unit,
    ),
    PageToLookAt(
        "take a change down",
        ADMINISTRATOR,
        literally("/manage/publications/you-said/1/take-down"),
    ),
    PageToLookAt("settings", ADMINISTRATOR, literally("/manage/settings/")),
    PageToLookAt(
        "settings, refused",
        ADMINISTRATOR,
        literally("/manage/settings/"),
        deed=type_into("#default_minimum_cell", "1"),
    ),
    PageToLookAt("integrity", AUDITOR, literally("/manage/integrity/")),
    PageToLookAt(
        "integrity below a unit",
        AUDITOR,
        lambda p: f"/manage/integrity/?survey={p.past['counters']}&under={p.units['province']}",
    ),
    PageToLookAt("opening hours", AUDITOR, literally("/manage/integrity/hours/")),
    PageToLookAt(
        "opening hours, refused",
        ADMINISTRATOR,
        lambda p: f"/manage/integrity/hours/{p.units['counter']}",
        deed=type_into("#hours", "cả ngày"),
    ),
    PageToLookAt(
        "integrity of a point",
        ADMINISTRATOR,
        lambda province: (
            f"/manage/integrity/{province.past['counters']}/points/{province.points['stuffed']}"
        ),
    ),
    PageToLookAt("forms opened and sent", EVALUATOR, literally("/manage/funnel/")),
    PageToLookAt("forms of no unit", EVALUATOR, literally("/manage/funnel/?q=khong-co")),
    PageToLookAt(
        "forms of a point",
        ADMINISTRATOR,
        lambda province: (
            f"/manage/funnel/{province.current['counters']}/points/{province.points['counter']}"
        ),
    ),
    PageToLookAt("audit", AUDITOR, literally("/manage/audit/")),
    PageToLookAt("audit, none found", AUDITOR, literally("/manage/audit/?thing=khong-co")),
    PageToLookAt("audit, no such day", AUDITOR, literally("/manage/audit/?from=hom-qua"), 400),
    PageToLookAt("audit event", AUDITOR, literally("/manage/audit/1")),
    PageToLookAt("personal data", AUDITOR, literally("/manage/personal-data/")),
    PageToLookAt("personal data, breach", AUDITOR, literally("/manage/personal-data/breach")),
    PageToLookAt(
        "personal data, breach found",
        AUDITOR,
        literally("/manage/personal-data/breach?kind=audit&first=2026-01-01&last=2027-12-31"),
    ),
    PageToLookAt("personal data, mine", EVALUATOR, literally("/manage/personal-data/mine")),
    PageToLookAt("personal data, erase", EVALUATOR, literally("/manage/personal-data/mine/erase")),
    PageToLookAt(
        "personal data, erase, refused",
        EVALUATOR,
        literally("/manage/personal-data/mine/erase"),
        deed=type_into("#email", "khac@example.vn"),
    ),
    PageToLookAt("notices", ADMINISTRATOR, literally("/manage/personal-data/notices")),
    PageToLookAt(
        "notice of schools", ADMINISTRATOR, literally("/manage/personal-data/notices/education")
    ),
    PageToLookAt(
        "notice, refused",
        ADMINISTRATOR,
        literally("/manage/personal-data/notices/health"),
        deed=type_into("#law", ""),
    ),
    PageToLookAt(
        "notice of a survey",
        ADMINISTRATOR,
        lambda p: f"/manage/personal-data/notices/survey/{p.current['parents']}",
    ),
    PageToLookAt("tasks", ADMINISTRATOR, literally("/manage/tasks/")),
    PageToLookAt("task", ADMINISTRATOR, literally("/manage/tasks/audit.verify")),
]
