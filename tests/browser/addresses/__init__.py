"""Every page of the product, and every state of a page that looks different, in one table.

A page that is not in the table fails `test_every_page.py`. To add one: a line in the `PAGES` of its
room here; an address that is no page has its line in `files.py`.
"""

from tests.browser.addresses import (
    accounts,
    citizens,
    comments,
    design,
    imports,
    invitations,
    oversight,
    paper,
    people,
    points,
    registers,
    results,
    rushes,
    starting,
    surveys,
    units,
)
from tests.browser.addresses.files import FILES
from tests.browser.addresses.look import EVERYBODY, PageToLookAt

__all__ = ["EVERYBODY", "FILES", "PAGES", "PageToLookAt"]

PAGES: list[PageToLookAt] = [
    *citizens.PAGES,
    *rushes.PAGES,
    *accounts.PAGES,
    *results.PAGES,
    *comments.PAGES,
    *starting.PAGES,
    *surveys.PAGES,
    *people.PAGES,
    *points.PAGES,
    *design.PAGES,
    *registers.PAGES,
    *units.PAGES,
    *oversight.PAGES,
    *paper.PAGES,
    *invitations.PAGES,
    *imports.PAGES,
]
