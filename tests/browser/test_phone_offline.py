"""A citizen's phone without a network: kept, opened again, sent once, and forgotten.

Truth leaned on: the receipt codes that the phone showed, against the rows in the database file.
"""

from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from app.models import Response
from app.services.receipts import normalise_receipt_code, receipt_digest
from tests.browser.site import Site
from tests.browser.waiting import wait_until
from tests.load.bad_network import BadNetwork, Network

chromium = pytest.importorskip("tests.browser.chromium", reason="Playwright is not installed")

pytestmark = pytest.mark.browser

READY = "caches.open('langnghe-phone').then(c => c.match('/offline/saved?lang=vi')).then(Boolean)"
FORMS = """new Promise(done => { const o = indexedDB.open('langnghe', 1);
  // The worker is to make it: a database without its stores would stay so.
  o.onupgradeneeded = () => o.transaction.abort();
  o.onerror = () => done({});
  o.onsuccess = () => {
  const a = o.result.transaction(['forms', 'answers', 'notes']); const n = {};
  for (const s of ['forms', 'answers', 'notes'])
    a.objectStore(s).count().onsuccess = e => n[s] = e.target.result;
  a.oncomplete = () => { o.result.close(); done(n); } } })"""

A_WEEK_AGO = """new Promise(done => { const o = indexedDB.open('langnghe', 1); o.onsuccess = () => {
  const a = o.result.transaction('notes', 'readwrite'), notes = a.objectStore('notes');
  notes.getAll().onsuccess = e => notes.put({ ...e.target.result[0], since: Date.now() - 7e8 });
  a.oncomplete = () => { o.result.close(); done(); } } })"""


def digests(site: Site) -> set[str]:
    """What is stored of the receipt codes of all answers."""
    url = f"sqlite:///{site.instance / 'langnghe.sqlite'}"
    with create_engine(url, poolclass=NullPool).connect() as connection:
        return set(connection.scalars(select(Response.receipt_digest)))


def digest(site: Site, code: str) -> str:
    """What is stored of one receipt code."""
    settings: dict[str, str] = {}
    exec((site.instance / "config.py").read_text(), settings)  # noqa: S102
    return receipt_digest(settings["SECRET_KEY"], normalise_receipt_code(code))


def answer(page: Any) -> str:
    """Answer the required question, send, and read the receipt of the kept answer."""
    page.locator("form fieldset label.r").first.click()
    page.locator(".buttons button").first.click()
    page.wait_for_selector("#sending")
    code: str = page.inner_text(".code")
    return code


def test_answers_without_a_network_are_sent_once_and_forgotten(doors: Any, site: Site) -> None:
    network = BadNetwork(int(site.base.rsplit(":", 1)[1]))
    context = doors.browser.new_context(**chromium.HANDHELD)
    with closing(network), closing(context):
        page = context.new_page()
        address = f"http://127.0.0.1:{network.port}/s/{site.province.codes['counter']}"
        page.goto(address)
        page.locator("form fieldset label.r").first.click()
        wait_until(page, READY)
        wait_until(page, f"{FORMS}.then(n => n.notes === 1 && n.forms === 3)")
        network.become(Network.CUT)
        first = answer(page)
        page.goto(address)
        second = answer(page)
        assert first != second
        assert not {digest(site, code) for code in (first, second)} & digests(site)
        network.become(Network.OPEN)
        page.goto(address)
        wait_until(page, f"{FORMS}.then(n => n.answers === 0)")
        assert {digest(site, code) for code in (first, second)} <= digests(site)
        assert page.evaluate(FORMS) == {"forms": 0, "answers": 0, "notes": 0}
        assert not page.evaluate("caches.has('langnghe-phone')")
        assert context.cookies() == []
        page.locator("form fieldset label.r").first.click()
        wait_until(page, f"{FORMS}.then(n => n.notes === 1)")
        page.evaluate(A_WEEK_AGO)
        page.goto(address)
        wait_until(page, f"{FORMS}.then(n => n.notes === 0 && n.forms === 0)")
