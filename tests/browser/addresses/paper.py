"""Paper sheets."""

from collections.abc import Callable

from tests.browser.addresses.deeds import type_into
from tests.browser.addresses.look import ADMINISTRATOR, PageToLookAt, literally
from tests.browser.province import Province


def batch(use: str, more: str = "") -> Callable[[Province], str]:
    """A page of a batch of paper sheets."""
    return lambda province: f"/manage/paper/batches/{province.batches[use]}{more}"


def to_open_a_batch(province: Province) -> str:
    """Where a batch is opened at the waiting room."""
    survey = province.current["counters"]
    return f"/manage/paper/points/{province.points['waiting room']}/{survey}/begin"


PAGES = [
    PageToLookAt("paper", ADMINISTRATOR, literally("/manage/paper/")),
    PageToLookAt(
        "paper, new batch",
        ADMINISTRATOR,
        lambda p: f"/manage/paper/new?survey={p.current['counters']}",
    ),
    PageToLookAt(
        "paper, no such place",
        ADMINISTRATOR,
        lambda p: f"/manage/paper/new?survey={p.current['counters']}&q=khong-co",
    ),
    PageToLookAt("paper, open a batch", ADMINISTRATOR, to_open_a_batch),
    PageToLookAt("paper, batch", ADMINISTRATOR, batch("open")),
    PageToLookAt("paper, batch to type again", ADMINISTRATOR, batch("to type again")),
    PageToLookAt("paper, batch to settle", ADMINISTRATOR, batch("to settle")),
    PageToLookAt("paper, sheet", ADMINISTRATOR, batch("open", "/sheet")),
    PageToLookAt(
        "paper, sheet with mistakes",
        ADMINISTRATOR,
        batch("open", "/sheet"),
        deed=type_into("#a_comment", "x"),
    ),
    PageToLookAt("paper, close", ADMINISTRATOR, batch("open", "/close")),
    PageToLookAt("paper, check", ADMINISTRATOR, batch("to type again", "/check")),
    PageToLookAt("paper, typed alone", ADMINISTRATOR, batch("to type again", "/alone")),
    PageToLookAt("paper, settle", ADMINISTRATOR, batch("to settle", "/settle")),
]
