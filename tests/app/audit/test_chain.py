"""The chain of audit events: added one after the other, and broken where somebody tampered.

Truth leaned on: the digest computed here by hand; tampering by SQL as the owner of the database.
"""

import hashlib
import json
import threading

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.audit_words import verification_sentence
from app.extensions import db
from app.models import AuditActor, AuditEvent
from app.services.auditing import (
    Break,
    UndeclaredAct,
    record_at_once,
    record_event,
    verify_chain,
)
from app.services.auditing.verification import Noted
from tests.app.audit.chain import CLERK, record, tamper
from tests.factories import NOW, create_unit


def events() -> list[AuditEvent]:
    """Every event in order."""
    return list(db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


def test_an_event_follows_the_one_before_it(app: Flask) -> None:
    record(3)
    first, second, third = events()
    assert [first.id, second.id, third.id] == [1, 2, 3]
    assert first.previous == "0" * 64
    assert (second.previous, third.previous) == (first.digest, second.digest)
    assert verify_chain().events == 3
    assert verify_chain().holds


def test_a_digest_can_be_computed_by_anybody(app: Flask) -> None:
    record(1)
    event = events()[0]
    document = {
        "number": 1,
        "at": "2026-03-02T03:00:00.000000+00:00",
        "act": "survey.create",
        "actor": event.actor_id,
        "thing": "survey:0",
        "unit": None,
        "details": '{"n":0}',
    }
    line = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert event.digest == hashlib.sha256(f"{'0' * 64}\n{line}".encode()).hexdigest()


def test_an_empty_audit_holds(app: Flask) -> None:
    assert verify_chain().events == 0
    assert verify_chain().holds


def test_what_is_rolled_back_leaves_no_event_and_no_gap(app: Flask) -> None:
    record_event("survey.create", actor=CLERK, thing="survey:1", unit_id=None, now=NOW)
    db.session.rollback()
    record(1)
    assert [event.id for event in events()] == [1]
    assert verify_chain().holds


def test_an_event_at_once_commits_nothing_of_the_request(app: Flask) -> None:
    unit = create_unit(name="Trước")
    unit.name_vi = "Sau"
    record_at_once("audit.read", actor=CLERK, thing="audit", unit_id=None, now=NOW)
    db.session.rollback()
    assert unit.name_vi == "Trước"
    assert len(events()) == 1


def test_an_undeclared_act_is_refused(app: Flask) -> None:
    with pytest.raises(UndeclaredAct):
        record_event("survey.burn", actor=CLERK, thing="survey:1", unit_id=None, now=NOW)


@pytest.mark.parametrize("name", ["answers", "password", "code", "email"])
def test_details_hold_nothing_that_must_not_stay(app: Flask, name: str) -> None:
    with pytest.raises(UndeclaredAct):
        record_event(
            "survey.create", actor=CLERK, thing="survey:1", unit_id=None, now=NOW, **{name: "x"}
        )


def test_an_address_in_details_is_blotted_out(app: Flask) -> None:
    record_event(
        "survey.create", actor=CLERK, thing="survey:1", unit_id=None, now=NOW, by="An a.b@c.vn"
    )
    assert events()[0].details == '{"by":"An …@…"}'


def test_an_actors_name_can_be_erased_and_the_chain_still_holds(app: Flask) -> None:
    record(2)
    actor = db.session.scalars(select(AuditActor)).one()
    assert (actor.name, actor.account_id) == ("canbo@example.vn", 7)
    actor.name = None
    db.session.commit()
    record(1)
    assert db.session.scalars(select(AuditActor)).one().name is None
    assert verify_chain().holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET thing = 'survey:9' WHERE id = 2",
        "DELETE FROM audit_event WHERE id = 3",
        "DELETE FROM audit_actor",
        "DELETE FROM audit_head",
        "INSERT INTO audit_event SELECT 9, at, act, actor_id, thing, unit_id, details, previous,"
        " 'other' FROM audit_event WHERE id = 1",
    ],
)
def test_the_database_refuses_to_change_or_remove_events(app: Flask, statement: str) -> None:
    record(3)
    with pytest.raises(DBAPIError):
        db.session.execute(text(statement))
    db.session.rollback()
    assert verify_chain().holds


def test_postgresql_refuses_to_empty_the_table(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        return  # has no TRUNCATE
    with pytest.raises(DBAPIError):
        db.session.execute(text("TRUNCATE audit_event"))
    db.session.rollback()


COPY = (
    "INSERT INTO audit_event (id, at, act, actor_id, thing, unit_id, details, previous, digest) "
    "SELECT {id}, at, act, actor_id, thing, unit_id, details, previous, 'forged' "
    "FROM audit_event WHERE id = 4"
)


@pytest.mark.parametrize(
    ("statements", "broken", "number"),
    [
        (["UPDATE audit_event SET thing = 'survey:9' WHERE id = 3"], Break.CHANGED, 3),
        (["UPDATE audit_event SET details = '{}' WHERE id = 1"], Break.CHANGED, 1),
        (["UPDATE audit_event SET unit_id = 4 WHERE id = 5"], Break.CHANGED, 5),
        (["DELETE FROM audit_event WHERE id = 2"], Break.REMOVED, 2),
        (["DELETE FROM audit_event WHERE id IN (3, 4)"], Break.REMOVED, 3),
        (["DELETE FROM audit_event WHERE id = 1"], Break.REMOVED, 1),
        (["DELETE FROM audit_event WHERE id = 5"], Break.REMOVED, 5),
        (["DELETE FROM audit_event"], Break.REMOVED, 1),
        (
            [
                "UPDATE audit_event SET id = 99 WHERE id = 2",
                "UPDATE audit_event SET id = 2 WHERE id = 3",
                "UPDATE audit_event SET id = 3 WHERE id = 99",
            ],
            Break.MOVED,
            2,
        ),
        ([COPY.format(id=6)], Break.INSERTED, 6),
        ([COPY.format(id=0)], Break.INSERTED, 0),
        (
            [
                "UPDATE audit_event SET id = id + 100 WHERE id > 3",
                COPY.replace("= 4", "= 104").format(id=4),
                "UPDATE audit_event SET id = id - 99 WHERE id > 100",
            ],
            Break.CHANGED,
            4,
        ),
        (["UPDATE audit_head SET digest = 'forged'"], Break.HEAD, 6),
        (["UPDATE audit_head SET number = 3"], Break.INSERTED, 4),
        (["UPDATE audit_head SET number = 9"], Break.REMOVED, 6),
    ],
)
def test_tampering_is_named_at_the_first_event_concerned(
    app: Flask, statements: list[str], broken: Break, number: int
) -> None:
    record(5)
    tamper(*statements)
    found = verify_chain()
    assert (found.broken, found.broken_at) == (broken, number)
    assert str(number) in verification_sentence(found) or broken is Break.HEAD


def test_a_noted_digest_shows_that_the_end_was_cut_off_with_the_head(app: Flask) -> None:
    record(5)
    fifth = events()[4]
    note = Noted(fifth.id, fifth.digest)
    tamper(
        "DELETE FROM audit_event WHERE id = 5",
        "UPDATE audit_head SET number = 4,"
        " digest = (SELECT digest FROM audit_event WHERE audit_event.id = 4)",
    )
    assert verify_chain().holds
    assert (verify_chain([note]).broken, verify_chain([note]).broken_at) == (Break.REMOVED, 5)
    record(1)
    assert (verify_chain([note]).broken, verify_chain([note]).broken_at) == (Break.NOTED, 5)


def test_writers_at_the_same_moment_queue_up(app: Flask) -> None:
    failures: list[Exception] = []

    def write() -> None:
        with app.app_context():
            try:
                record(10)
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert verify_chain().events == 60
    assert verify_chain().holds
    assert len(db.session.scalars(select(AuditActor)).all()) == 1
