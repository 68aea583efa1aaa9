"""The kiosk's page with a server that answers as these tests say.

Truth leaned on: what the page sends, and what it shows.
"""

from typing import Any
from urllib.parse import parse_qs

import pytest

from tests.browser.site import Site
from tests.browser.waiting import wait_until

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

pytestmark = pytest.mark.browser


def token_of(route: Any) -> str:
    """The form that an answer was sent on."""
    return parse_qs(route.request.post_data)["form-token"][0]


def test_nobody_is_asked_whose_answers_could_not_be_kept(doors: Any, site: Site) -> None:
    with doors.window() as opened:
        opened.page.route("**/booklet", lambda route: route.fulfill(json={}))
        opened.open(f"/kiosk/{site.province.codes['kiosk']}")
        opened.page.wait_for_selector("body[data-begun]")
        opened.page.click("#begin")
        opened.page.wait_for_selector("body[data-screen=full]")
        assert opened.page.locator("#form-place > form").count() == 0


def test_whoever_leaves_is_counted_by_the_question_alone(doors: Any, site: Site) -> None:
    with doors.window() as opened:
        page = opened.page
        page.clock.install()
        opened.open(f"/kiosk/{site.province.codes['kiosk']}")
        page.wait_for_selector("body[data-ready]")
        page.click("#begin")
        page.wait_for_selector("body[data-screen=asking]")
        item = page.evaluate("kioskQuestions.item()")
        with page.expect_request("**/given-up") as told:
            page.clock.fast_forward("00:31")
            page.wait_for_selector("body[data-screen=welcome]")
            page.clock.fast_forward("00:10")
        assert told.value.post_data == f"{item}=1"
        wait_until(
            page, "answerQueue.note('given-up').then(({items}) => !Object.keys(items).length)"
        )


def test_an_answer_in_hand_is_not_sent_a_second_time(doors: Any, site: Site) -> None:
    """The second sending would store it while the first one asks its person to correct it."""
    sent: list[Any] = []

    def hold(route: Any) -> None:
        sent.append(route)

    with doors.window() as opened:
        page = opened.page
        opened.open(f"/kiosk/{site.province.codes['kiosk']}")
        page.wait_for_selector("body[data-ready]")
        page.route("**/offline/*?lang=*", hold)
        answer = {"code": site.province.codes["kiosk"], "language": "vi", "fields": "", "took": 1}
        with page.expect_request("**/offline/*?lang=*"):
            page.evaluate(
                """async (answer) => {
                  const version = Number(document.body.dataset.version);
                  const queued = await answerQueue.saveOnSpareForm({ ...answer, version });
                  answerQueue.deliver(queued, { "form-live": "1" });
                }""",
                answer,
            )
        page.evaluate("answerQueue.deliverAll()")
        assert len(sent) == 1
        sent[0].fulfill(json={"outcome": "invalid"})
        wait_until(page, "answerQueue.count().then((count) => count === 0)")


def test_an_answer_the_server_cannot_take_holds_no_other_up(doors: Any, site: Site) -> None:
    with doors.window() as opened:
        page = opened.page
        page.route(
            "**/offline/*?lang=*",
            lambda route: route.fulfill(
                json={"outcome": "later" if token_of(route) == "1" else "stored"}
            ),
        )
        opened.open(f"/kiosk/{site.province.codes['kiosk']}")
        page.wait_for_selector("body[data-begun]")
        page.evaluate(
            """async () => {
              const answer = { code: "X", language: "vi", fields: "", took: 1 };
              for (const token of ["1", "2", "3"]) await answerQueue.save({ ...answer, token });
              for (let time = 0; time < 60; time += 1) await answerQueue.deliverAll();
            }"""
        )
        assert page.evaluate("answerQueue.count()") == 1


def test_time_is_counted_on_through_set_clocks_and_killed_browsers(doors: Any, site: Site) -> None:
    """An hour is set on, the browser ends, and set back: what passed is still told in seconds."""
    change = "hours => { const real = Date.now.bind(Date); Date.now = () => real() + hours * 36e5 }"
    ahead = "(() => { const real = Date.now; Date.now = () => real() + 36e5 })()"
    marked = "answerQueue.note('clock').then(mark => Math.abs(mark.wall - Date.now()) < 2000)"
    with doors.window() as opened:
        page = opened.page
        opened.open(f"/kiosk/{site.province.codes['kiosk']}")
        page.wait_for_selector("body[data-begun]")
        before = page.evaluate("deviceClock.reading()")
        page.evaluate(change, 1)
        wait_until(page, marked)
        page.add_init_script(ahead)
        page.reload()
        page.wait_for_selector("body[data-begun]")
        page.evaluate(change, -1)
        wait_until(page, marked)
        told = page.evaluate("from => deviceClock.passed(from, deviceClock.reading())", before)
        assert 0 < told["steady"] < 20
