"""Very many answers through one connection: a person confirms, a flood waits, nobody is refused."""

import time
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app import clock
from app.extensions import db
from app.flag_rules import HIDDEN_FIELD, UNCONFIRMED
from app.models import Response, ResponseCorrection
from app.respond.confirming import NUMBERS
from app.services.rushes import Flood, counting, windows
from app.services.rushes.salts import SECONDS, MemorySalt, key_of
from app.services.rushes.windows import MemoryWindows
from tests.app.respond.citizen import fields, fill, new_code
from tests.pages import Page, Visitor


def few(app: Flask, **limits: int) -> None:
    """Let a rush begin after a few answers."""
    app.config.update(limits)
    counting.init_app(app)


def press_send(page: Visitor, code: str, **more: str) -> Any:
    form = fill(page.get(f"/s/{code}"), {"overall": "2", "attitude": "4"})
    return page.client.post(f"/s/{code}", data={**form, **more})


def stored() -> int:
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def evidence() -> list[Any]:
    return list(db.session.scalars(select(ResponseCorrection.evidence)))


def total(asked: Page) -> int:
    """What the two numbers in words make together."""
    question = asked.one("label", for_="form-sum").text.lower()
    words = [str(word) for word in NUMBERS]
    return sum(words.index(word) + 1 for word in question.rstrip("?").split() if word in words)


def test_a_rush_asks_a_sum_and_keeps_the_answers(app: Flask, page: Visitor) -> None:
    few(app, RUSH_AT_A_POINT=2)
    code, other = new_code(), new_code()
    assert [press_send(page, code).status_code for _ in range(2)] == [303, 303]
    asked = Page(press_send(page, code).text)
    assert stored() == 2
    wrong = page.post(f"/s/{code}", data={**fields(asked), "form-sum": "99", "form-move": "send"})
    assert "chưa đúng" in wrong.text
    with app.test_request_context():
        right = {**fields(wrong), "form-sum": str(total(wrong)), "form-move": "send"}
    assert page.client.post(f"/s/{code}", data=right).status_code == 303
    assert (stored(), evidence()) == (3, [{"by": "sum"}])
    assert press_send(page, other).status_code == 303  # another point is another matter


def test_who_cannot_add_waits(app: Flask, page: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    few(app, RUSH_AT_A_POINT=1)
    code = new_code()
    press_send(page, code)
    asked = Page(press_send(page, code).text)
    sent = {**fields(asked), "form-move": "send"}
    assert page.client.post(f"/s/{code}", data=sent).status_code == 200
    later = clock.now() + timedelta(seconds=21)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert page.client.post(f"/s/{code}", data=sent).status_code == 303
    assert evidence() == [{"by": "wait"}]


def test_what_a_device_delivers_after_many_is_taken_and_flagged(app: Flask, page: Visitor) -> None:
    few(app, RUSH_AT_A_POINT=1)
    code = new_code()
    for form in page.client.post(f"/offline/{code}/booklet").json["forms"][:2]:
        sent = {"q_overall": "5", "form-token": form["token"], "form-website": "x"}
        assert page.client.post(f"/offline/{code}", data=sent).json["outcome"] == "stored"
    rules = db.session.scalars(select(ResponseCorrection.rule)).all()
    assert sorted(rules) == [HIDDEN_FIELD, HIDDEN_FIELD, UNCONFIRMED]


def test_a_redis_that_does_not_answer_costs_no_answer_and_hides_no_rush(
    app: Flask, page: Visitor
) -> None:
    limits = {**counting.LIMITS, "RUSH_AT_A_POINT": 1}
    store = counting.shared_store("redis://127.0.0.1:1/0")
    app.extensions["rushes"] = counting.Counting(limits, store)
    code = new_code()
    assert [press_send(page, code).status_code for _ in range(2)] == [303, 200]


def test_the_key_of_an_address_dies_with_its_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    salt = MemorySalt()
    before = key_of("203.0.113.7", salt.current())
    assert key_of("203.0.113.7", salt.current()) == before
    salt.until -= SECONDS
    assert key_of("203.0.113.7", salt.current()) != before


def test_phones_of_one_home_count_as_one_and_those_of_two_do_not() -> None:
    salt = b"s" * 32
    assert key_of("2001:db8::1", salt) == key_of("2001:db8::2", salt)
    assert key_of("2001:db8:0:1::1", salt) != key_of("2001:db8::1", salt)
    assert key_of("::ffff:203.0.113.1", salt) != key_of("::ffff:203.0.113.2", salt)
    assert key_of("unknown", salt)


def test_a_full_window_forgets_the_oldest_and_not_everything(monkeypatch) -> None:
    monkeypatch.setattr(windows, "MOST_KEYS", 2)
    known = MemoryWindows()
    assert known.count([(key, 60) for key in "abba"]) == [1, 1, 2, 2]
    assert known.count([(key, 60) for key in "cb"]) == [1, 3]


def test_an_address_beyond_its_limit_gets_no_more_keys() -> None:
    counting_here = counting.Counting({**counting.LIMITS, "FLOOD_IN_ALL": 2})
    told = [counting_here.is_flood("192.0.2.1", Flood.FORMS, str(number)) for number in range(9)]
    assert told == [False, False, *[True] * 7]
    (_, counts) = counting_here.own.windows.windows[60]
    assert len(counts) == 3


def test_a_window_ends_for_everybody_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    known, now = MemoryWindows(), 1000.0 * 60
    monkeypatch.setattr(time, "monotonic", lambda: now)
    assert [known.count([("a", 60), ("b", 600)]) for _ in range(2)] == [[1, 1], [2, 2]]
    now += 60
    assert known.count([("a", 60), ("b", 600)]) == [1, 3]
