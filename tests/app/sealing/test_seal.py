"""The seal: one row changed, deleted, put in or moved by SQL is found and named.

Truth leaned on: tampering by SQL as the owner of the database; the root of RFC 6962 computed here
by its recursive definition; the digest computed here by hand.
"""

import hashlib
import json
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import Seal
from app.seal_words import check_sentence
from app.services.demonstration.removal import remove_demonstration
from app.services.sealing import Tampering, make_seal, verify_seals
from app.services.sealing.merkle import leaf_digest, merkle_root
from tests.app.sealing.days import answer, seal_two_days, tamper
from tests.app.test_commands import run
from tests.factories import ACTOR, NOW, create_point, create_survey
from tests.pages import Visitor

NEXT_DAY = NOW + timedelta(days=2)
COPY_RESPONSE = (
    "INSERT INTO response (sequence, key, survey_id, version_id, point_id, unit_id, mode, "
    "language, answered_at, answers, verified) SELECT {number}, '{key}', survey_id, version_id, "
    "point_id, unit_id, mode, language, answered_at, answers, verified FROM response "
    "WHERE sequence = 1"
)
COPY_CORRECTION = (
    "INSERT INTO response_correction (id, response_key, kind, rule, made_at) "
    "SELECT {number}, response_key, kind, 'copied', made_at FROM response_correction WHERE id = 1"
)
COPY_KEPT = (
    "INSERT INTO kept_answer (id, response_key, actor_id, reason, made_at) "
    "SELECT {number}, response_key, actor_id, reason, made_at FROM kept_answer WHERE id = 1"
)
COPY_TOMBSTONE = (
    "INSERT INTO seal_tombstone (id, table_name, row_id, reason, erased_at) "
    "SELECT {number}, table_name, row_id, reason, erased_at FROM seal_tombstone WHERE id = 1"
)
COPY_CHANGE = (
    "INSERT INTO flag_change (id, response_key, rule, stands, made_at) "
    "SELECT {number}, response_key, rule, stands, made_at FROM flag_change WHERE id = 1"
)
NUMBERS = {
    "response": "sequence",
    "response_correction": "id",
    "kept_answer": "id",
    "seal_tombstone": "id",
    "flag_change": "id",
}
CHANGES = {
    "response": "UPDATE response SET answers = '{\"overall\": 5}' WHERE sequence = 2",
    "response_correction": "UPDATE response_correction SET rule = 'speeder' WHERE id = 2",
    "kept_answer": "UPDATE kept_answer SET reason = 'khác' WHERE id = 2",
    "seal_tombstone": "UPDATE seal_tombstone SET row_id = 7 WHERE id = 2",
    "flag_change": "UPDATE flag_change SET stands = NOT stands WHERE id = 2",
}
COPIES = {
    "response": COPY_RESPONSE,
    "response_correction": COPY_CORRECTION,
    "kept_answer": COPY_KEPT,
    "seal_tombstone": COPY_TOMBSTONE,
    "flag_change": COPY_CHANGE,
}


def found() -> tuple[Tampering, str, int] | None:
    """What the verification names."""
    seen = verify_seals().found
    return None if seen is None else (seen.how, seen.table, seen.number)


def swapped(table: str, number: str) -> list[str]:
    """Statements that let the first two rows of a table change places."""
    moves = [(1, -1), (2, 1), (-1, 2)]
    return [f"UPDATE {table} SET {number} = {b} WHERE {number} = {a}" for a, b in moves]  # noqa: S608


def recursive_root(leaves: list[bytes]) -> bytes:
    """The tree hash as RFC 6962, section 2.1, defines it."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\x00" + leaves[0]).digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = recursive_root(leaves[:half]), recursive_root(leaves[half:])
    return hashlib.sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 11])
def test_the_root_is_that_of_rfc_6962(count: int) -> None:
    rows = [bytes([number]) for number in range(count)]
    assert merkle_root([leaf_digest(row) for row in rows]) == recursive_root(rows)


def test_the_root_of_nothing_is_the_digest_of_nothing() -> None:
    assert merkle_root([]).hex() == hashlib.sha256(b"").hexdigest()


def test_seals_hold_and_follow_each_other(app: Flask) -> None:
    seal_two_days()
    check = verify_seals()
    assert (check.holds, check.seals, check.rows, check.unsealed) == (True, 2, 18, 4)
    first, second = db.session.scalars(select(Seal).order_by(Seal.number))
    assert (first.previous, second.previous) == ("0" * 64, first.digest)
    assert check.last == f"2:{second.digest}"


@pytest.mark.parametrize("table", NUMBERS)
def test_one_row_changed_removed_put_in_or_moved_is_named(app: Flask, table: str) -> None:
    seal_two_days()
    number = NUMBERS[table]
    key = "e" * 32
    tamper(COPIES[table].format(number=-5, key=key))
    assert found() == (Tampering.INSERTED, table, -5)
    tamper(
        f"DELETE FROM {table} WHERE {number} = -5",  # noqa: S608
        *swapped(table, number),
    )
    assert found() == (Tampering.CHANGED, table, 1)
    tamper(*swapped(table, number))
    assert verify_seals().holds
    tamper(CHANGES[table])
    assert found() == (Tampering.CHANGED, table, 2)
    tamper(f"DELETE FROM {table} WHERE {number} = 2")  # noqa: S608
    assert found() == (Tampering.REMOVED, table, 2)


def test_a_seal_that_was_changed_or_removed_is_named(app: Flask) -> None:
    seal_two_days()
    noted = {1: db.session.get_one(Seal, 1).digest}
    tamper("UPDATE seal_leaves SET leaves = '' WHERE table_name = 'response' AND seal_number = 2")
    assert found() == (Tampering.SEAL_CHANGED, "seal_leaves", 2)
    tamper("UPDATE seal SET day = '2026-02-01' WHERE number = 1")
    assert found() == (Tampering.SEAL_CHANGED, "seal", 1)
    tamper("DELETE FROM seal_leaves", "DELETE FROM seal", "DELETE FROM audit_event")
    assert verify_seals().holds
    missing = verify_seals(noted).found
    assert missing is not None
    assert (missing.how, missing.number) == (Tampering.SEAL_REMOVED, 1)


def test_the_audit_knows_the_seals_that_were_cut_off(app: Flask) -> None:
    seal_two_days()
    tamper("DELETE FROM seal_leaves WHERE seal_number = 2", "DELETE FROM seal WHERE number = 2")
    assert found() == (Tampering.SEAL_REMOVED, "seal", 2)


def test_the_application_itself_cannot_change_a_seal(app: Flask) -> None:
    seal_two_days()
    for table in ("seal", "seal_leaves", "seal_tombstone"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(f"DELETE FROM {table}"))  # noqa: S608
        db.session.rollback()


def test_a_removed_demonstration_is_told_and_numbers_may_come_again(app: Flask) -> None:
    survey = create_survey(demonstration=True)
    answer(survey, create_point(survey), 5)
    make_seal(date(2026, 3, 1), actor=ACTOR, now=NOW)
    tamper("UPDATE unit SET demonstration = true")
    remove_demonstration(actor=ACTOR, now=NOW)
    assert (verify_seals().holds, verify_seals().erased) == (True, 4)
    real = create_survey()
    answer(real, create_point(real), 1)
    make_seal(date(2026, 3, 3), actor=ACTOR, now=NEXT_DAY)
    check = verify_seals()
    assert (check.holds, check.erased, check.unsealed) == (True, 4, 0)


def test_the_command_seals_verifies_and_names_the_row(app: Flask) -> None:
    seal_two_days()
    assert run(app, "seal", "make")[0] == 0
    status, printed = run(app, "seal", "verify")
    assert (status, "3:" in printed) == (0, True)
    tamper(CHANGES["response"])
    status, printed = run(app, "seal", "verify")
    assert status == 1
    assert check_sentence(verify_seals()) in printed
    assert run(app, "seal", "verify", "--noted", "hai")[0] == 2


def test_anybody_can_copy_the_seals_and_compute_them(app: Flask, page: Visitor) -> None:
    assert "Chưa có" in page.get("/seal").text
    seal_two_days()
    digest = db.session.get_one(Seal, 2).digest
    assert digest in page.get("/seal").text
    assert page.client.get("/seal.txt").text.splitlines()[1].endswith(digest)
    document = page.client.get("/seal.json").get_json()[1]
    assert document.pop("digest") == digest
    line = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert hashlib.sha256(line.encode()).hexdigest() == digest
