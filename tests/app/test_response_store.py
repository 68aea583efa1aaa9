"""The response store: durable after `add`, once per key, on both engines."""

import dataclasses
import sqlite3
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from app.errors import StoreUnavailable
from app.extensions import db
from app.flag_rules import HIDDEN_FIELD, TOO_FAST
from app.models import Comment, Response, ResponseCorrection
from app.services.response_store import Flag, NewResponse, ResponseStore, response_store
from app.services.response_store.group_commit import GroupCommitStore, Waiting
from tests.factories import NOW, create_point, create_survey


@pytest.fixture
def store(app: Flask) -> ResponseStore:
    """The store of the application; it is stopped with the application."""
    return response_store()


def new_response(**changes: object) -> NewResponse:
    """A response to a survey of its own, with a comment."""
    survey = create_survey()
    point = create_point(survey)
    response = NewResponse(
        key=uuid.uuid4(),
        survey_id=survey.id,
        version_id=survey.version_id,
        point_id=point.id,
        unit_id=point.place_id,
        mode=point.mode,
        language="vi",
        answered_at=NOW,
        duration=42,
        answers={"overall": 5, "fee": "na"},
        comments={"comment": "Cảm ơn các cô chú"},
    )
    return dataclasses.replace(response, **changes)


def copy_of(response: NewResponse) -> NewResponse:
    """The same submission by somebody else."""
    return dataclasses.replace(response, key=uuid.uuid4())


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_an_answer_is_stored_with_its_comment_apart(store: ResponseStore) -> None:
    sent = new_response()
    assert store.add(sent)
    stored = db.session.scalars(select(Response)).one()
    assert (stored.key, stored.duration, stored.answered_at) == (sent.key, 42, NOW)
    assert stored.answers == {"overall": 5, "fee": "na"}
    comment = db.session.scalars(select(Comment)).one()
    assert (comment.response_key, comment.text) == (sent.key, "Cảm ơn các cô chú")


def test_the_first_answer_of_a_key_stays(store: ResponseStore) -> None:
    first = new_response()
    again = dataclasses.replace(first, answers={"overall": 1}, comments={"other": "Khác"})
    assert store.add(first)
    assert not store.add(again)
    assert db.session.scalars(select(Response)).one().answers["overall"] == 5
    assert db.session.scalars(select(Comment)).one().item == "comment"


def test_many_visitors_at_once_lose_nothing(store: ResponseStore) -> None:
    one = new_response()
    crowd = [copy_of(one) for _ in range(100)]
    with ThreadPoolExecutor(16) as visitors:
        stored = list(visitors.map(store.add, crowd + crowd))
    assert sum(stored) == 100
    assert count(Response) == count(Comment) == 100


def test_a_row_that_the_database_refuses_is_an_error_of_its_own(store: ResponseStore) -> None:
    good = new_response()
    bad = dataclasses.replace(copy_of(good), mode="by pigeon")
    with pytest.raises(SQLAlchemyError):
        store.add(bad)
    assert store.add(good)


def test_a_bad_row_does_not_take_its_batch_along(app: Flask, store: ResponseStore) -> None:
    if not isinstance(store, GroupCommitStore):
        pytest.skip("PostgreSQL has no batches")
    good = new_response()
    batch = [Waiting(good), Waiting(dataclasses.replace(copy_of(good), mode="by pigeon"))]
    batch += [Waiting(copy_of(good)), Waiting(good)]
    store.store(batch)
    assert [waiting.promise.exception() is None for waiting in batch] == [True, False, True, True]
    assert batch[0].promise.result() is True
    assert batch[3].promise.result() is False
    assert count(Response) == 2


def test_what_waits_is_stored_before_the_store_stops(app: Flask, store: ResponseStore) -> None:
    one = new_response()
    crowd = [copy_of(one) for _ in range(50)]
    with ThreadPoolExecutor(50) as visitors:
        stored = visitors.map(store.add, crowd)
        store.close()
        assert all(stored)
    assert store.add(one), "a stopped store starts again"
    assert count(Response) == 51


def test_a_writer_that_stops_is_not_kept_by_the_next_one(app: Flask, store: ResponseStore) -> None:
    if not isinstance(store, GroupCommitStore):
        pytest.skip("PostgreSQL has no writer thread")
    store.add(new_response())
    writer, late, later = store.writer, new_response(), new_response()
    other = sqlite3.connect(Path(app.instance_path) / "langnghe.sqlite", check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    with ThreadPoolExecutor(3) as visitors:
        stored = [visitors.submit(store.add, late)]
        closed = visitors.submit(store.close)
        while store.writer is writer:
            pass
        stored.append(visitors.submit(store.add, later))
        other.rollback()
        closed.result(10)
        assert writer is not None
        assert not writer.is_alive(), "the next writer took its word to stop"
        assert all(promise.result(10) for promise in stored)
    other.close()


def test_a_database_that_takes_nothing_is_said_so(app: Flask, store: ResponseStore) -> None:
    if not isinstance(store, GroupCommitStore):
        pytest.skip("a second writer only stops SQLite")
    response = new_response()
    other = sqlite3.connect(Path(app.instance_path) / "langnghe.sqlite")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        store.add(response)
    other.rollback()
    other.close()
    assert store.add(response), "sending again with the same key is safe"


def test_flags_are_stored_with_the_answer_and_those_of_a_second_sending_are_not(
    store: ResponseStore,
) -> None:
    sent = new_response(flags=(Flag(TOO_FAST, {"seconds": 1, "answers": 9}),))
    assert store.add(sent)
    assert not store.add(dataclasses.replace(sent, flags=(Flag(HIDDEN_FIELD),)))
    kept = db.session.scalars(select(ResponseCorrection)).one()
    assert (kept.kind, kept.rule, kept.response_key) == ("flag", TOO_FAST, sent.key)
    assert (kept.evidence, kept.actor_id) == ({"seconds": 1, "answers": 9}, None)
