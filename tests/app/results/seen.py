"""What a page of results shows, cell by cell, and whether a shown number is a rounded exact one."""

import re
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from tests.pages import Element, Page

NUMBER = re.compile(r"[+−-]?\d[\d.]*(?:,\d+)?")
HEADS = {"col", "row"}


def shown_tables(page: Page) -> list[list[dict[str, str]]]:
    """Every table whose cells are labelled: a dictionary a line, the line's name under ``""``."""
    tables = []
    for table in page.all("table"):
        lines = [line for line in page.all("tr") if line.has_parent("table") is table]
        body = [line for line in lines if line.has_parent("tbody")]
        tables.append([cells_of(page, line) for line in body])
    return tables


def cells_of(page: Page, line: Element) -> dict[str, str]:
    """The cells of one line by their labels."""
    cells = {cell.get("data-label"): cell.text for cell in inside(page, "td", line)}
    (head,) = inside(page, "th", line)
    link = next((a for a in page.all("a") if a.has_parent("th") is head), None)
    return {**cells, "": link.text if link else head.text}


def inside(page: Page, tag: str, line: Element) -> list[Element]:
    """The cells of a line."""
    return [cell for cell in page.all(tag) if cell.has_parent("tr") is line]


def numbers(text: str) -> list[str]:
    """The numbers in a Vietnamese text as written."""
    return NUMBER.findall(text)


def is_rounded(written: str, exact: float, *limits: float | None) -> bool:
    """Whether a written number is the rounding of an exact one.

    `limits` are targets on the same scale: where plain rounding would put the number on one of
    them or beyond, the last digit may differ by one, so that no rounding contradicts a verdict.
    """
    plain = written.replace("−", "-").replace("+", "").replace(".", "").replace(",", ".")
    digits = Decimal(1).scaleb(-len(plain.partition(".")[2]))
    value, target = Decimal(plain), Decimal(repr(exact))
    found = {target.quantize(digits, how) for how in (ROUND_HALF_EVEN, ROUND_HALF_UP)}
    if value in found:
        return True
    crossed = any(
        limit is not None and (Decimal(repr(limit)) - target) * (Decimal(repr(limit)) - whole) <= 0
        for limit in limits
        for whole in found
    )
    return crossed and abs(value - target) < digits
