"""Forms are counted on their way, without a query more on a page and without a trace of anybody.

Truth leaned on: the clicks made here, counted by hand.
"""

from collections import Counter

from flask import Flask
from sqlalchemy import select, update

from app.extensions import db
from app.models import CollectionPoint, FunnelCount
from app.services.funnel import Counted, write_counts
from app.services.funnel.spans import Span, median_span, span_of
from app.services.funnel.writing import write
from tests.app.respond.citizen import fields, fill, new_code, overall, rating, send
from tests.app.respond.test_long_questionnaires import long_code, press
from tests.app.respond.test_offline import deliver, forms
from tests.app.respond.test_rushes import few, press_send
from tests.pages import Page, Visitor


def numbers(app: Flask) -> Counter[str]:
    """What stands in the table after it was written, without the spans of time."""
    write_counts(app)
    found = db.session.scalars(select(FunnelCount).where(FunnelCount.step != "took"))
    return Counter({f"{row.step} {row.detail}".strip(): row.n for row in found})


def test_a_form_is_counted_when_it_is_opened_started_and_sent(app: Flask, page: Visitor) -> None:
    code = new_code()
    send(page, code, {"overall": "5"})
    page.get(f"/s/{code}")
    assert numbers(app) == {"opened": 2, "started": 1, "sent": 1, "passed 0": 1}


def test_a_page_that_is_repeated_before_flask_counts_too(app: Flask) -> None:
    code, client = new_code(), app.test_client(use_cookies=False)
    for _ in range(3):
        assert client.get(f"/s/{code}", headers={"Accept-Encoding": "gzip"}).status_code == 200
    assert client.head(f"/s/{code}").status_code == 200  # a program that looks: nobody opened it
    assert numbers(app) == {"opened": 3}


def test_the_same_form_counts_once_however_often_it_comes(app: Flask, page: Visitor) -> None:
    code = new_code([overall(), rating("staff", required=True)])
    refused = press(page, code, page.get(f"/s/{code}"), "send", 422, overall="4")
    again = press(page, code, refused, "send", 422)
    last = fill(again, {"staff": "4"})
    for _ in range(2):
        assert page.client.post(f"/s/{code}", data=last).status_code == 303
    assert numbers(app) == {
        **{"opened": 1, "started": 1, "sent": 1, "passed 0": 1},
        **{"refused answers": 1, "question staff:required": 1, "mended staff": 1},
    }


def test_a_long_form_tells_how_far_people_came(app: Flask, page: Visitor) -> None:
    code = long_code()
    second = press(page, code, page.get(f"/s/{code}"), "next", overall="2")
    first = press(page, code, second, "back")
    press(page, code, first, "next")
    third = press(page, code, page.get(f"/s/{code}"), "next", overall="5")
    press(page, code, third, "send", 422)
    assert numbers(app) == {
        **{"opened": 2, "started": 2, "reached 1": 1, "reached 2": 1, "passed 0": 2},
        **{"refused answers": 1, "question third:required": 1},
    }


def test_a_forged_field_costs_no_answer(app: Flask, page: Visitor) -> None:
    code, forged = new_code(), ["x", "999-999-1", "-1", "0-1-1-1", "٣", "1" * 5000]
    for text in forged:
        sent = {**fields(page.get(f"/s/{code}")), "q_overall": "5", "form-seen": text}
        assert page.client.post(f"/s/{code}", data=sent).status_code == 303
    assert numbers(app)["sent"] == len(forged)


def test_an_answer_that_a_device_kept_counts_once_and_apart(app: Flask) -> None:
    code, client = new_code(), app.test_client()
    token = forms(client, code)[0]["token"]
    for _ in range(2):
        deliver(client, code, token)
    assert numbers(app) == {"delivered": 1}


def test_a_shared_tablet_tells_at_which_question_people_left(app: Flask) -> None:
    code, client = new_code(), app.test_client()
    db.session.execute(update(CollectionPoint).values(mode="kiosk"))
    db.session.commit()
    deliver(client, code, forms(client, code)[0]["token"])
    told = {"overall": "3", "attitude": "0", "nonsense": "7", "comment": "-1"}
    assert client.post(f"/offline/{code}/given-up", data=told).json == {"outcome": "counted"}
    client.post(f"/offline/{new_code()}/given-up", data=told)
    assert numbers(app) == {"delivered": 1, "started": 4, "given_up overall": 3}


def test_numbers_are_added_up_and_a_removed_point_does_not_hold_the_others(app: Flask) -> None:
    code, client = new_code(), app.test_client()
    client.get(f"/s/{code}")
    opened = dict(app.extensions["funnel"].take())
    gone = {Counted(counted.survey_id, counted.day, 0, *counted[3:]): 1 for counted in opened}
    for _ in range(2):
        write(db.engine, {**gone, **opened})
    assert numbers(app) == {"opened": 2}


def test_a_median_is_the_span_in_which_the_middle_form_lies() -> None:
    assert (span_of(0), span_of(44.9), span_of(10**9)) == ("0", "40", "3600")
    assert median_span({"40": 2, "10": 1, "90": 2}) == Span(40, 50)
    assert median_span({"3600": 1}) == Span(3600, None)
    assert median_span({}) is None


def test_whoever_is_asked_to_confirm_is_counted_once(app: Flask, page: Visitor) -> None:
    few(app, RUSH_AT_A_POINT=1)
    code = new_code()
    press_send(page, code)
    asked = Page(press_send(page, code).text)
    wrong = {**fields(asked), "form-sum": "99", "form-move": "send"}
    assert page.client.post(f"/s/{code}", data=wrong).status_code == 200
    assert numbers(app)["refused confirm"] == 1
