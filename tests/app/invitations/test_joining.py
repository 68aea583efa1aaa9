"""Somebody with a dump of the database, the mailing list and our secret tries to join the two.

The strongest claim that can be held: whichever invited person gave which answer, everything the
database holds outside of the answers is the same, bit for bit. So it cannot say who gave which.
"""

import uuid
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy import literal_column, select, text

from app.extensions import db
from app.models import Base, CollectionPoint, Survey
from app.queries.points import get_fielded_point
from app.queries.questionnaires import get_questionnaire
from app.services.access_codes import new_access_code
from app.services.invitations.codes import invitation_digest
from app.services.responding import submit_response
from tests.app.respond.citizen import OPEN, document
from tests.factories import NOW, create_invitations, create_point, create_survey, create_version

PEOPLE = 12


def answer_all(code: str, invitations: Sequence[str]) -> None:
    """Everybody answers, one after the other; the answers are the same whoever gives them."""
    point = get_fielded_point(code, now=NOW)
    for place, invitation in enumerate(invitations):
        submit_response(
            point,
            get_questionnaire(point.version_id),
            {"overall": place % 5 + 1},
            key=uuid.uuid4(),
            opened_at=NOW,
            language="vi",
            now=NOW + timedelta(minutes=place),
            invitation=invitation,
        )
    db.session.remove()


def dump(*, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """Every row of every table as text."""
    return {
        name: sorted(repr(tuple(row)) for row in db.session.execute(select(table)))
        for name, table in Base.metadata.tables.items()
        if name not in without
    }


def with_row_numbers(table: str) -> list[tuple[object, ...]]:
    """The rows of a table with what the engine itself knows of each: its place, its transaction."""
    marks = ("xmin", "ctid") if db.engine.dialect.name == "postgresql" else ()
    query = select(*map(literal_column, marks), Base.metadata.tables[table])
    return [tuple(row) for row in db.session.execute(query)]


def invited_survey(count: int = 2 * PEOPLE) -> tuple[Survey, CollectionPoint, str, list[str]]:
    survey, code = create_survey(version=create_version(document()), **OPEN), new_access_code()
    point = create_point(survey, code=code)
    return survey, point, code, create_invitations(survey, point, count, frame=900)


def test_the_database_is_the_same_whoever_gave_which_answer(app: Flask) -> None:
    _, _, code, invitations = invited_survey()
    before = with_row_numbers("invitation")
    answer_all(code, invitations[:PEOPLE])
    in_order, left = dump(without=["response"]), with_row_numbers("invitation")
    # The same people with the same answers, but the first one's is now the last one's.
    restore(before)
    answer_all(code, invitations[:PEOPLE][::-1])
    assert dump(without=["response"]) == in_order
    # What is left was not touched either: not its place, nor the transaction it was made in.
    assert set(left) < set(before)


def restore(rows: Sequence[tuple[object, ...]]) -> None:
    """Put invitations back as they were."""
    db.session.execute(text("DELETE FROM invitation"))
    statement = text("INSERT INTO invitation (digest, stratum_id) VALUES (:digest, :stratum)")
    db.session.execute(statement, [{"digest": r[-2], "stratum": r[-1]} for r in rows])
    db.session.commit()


def test_no_row_of_any_table_holds_a_spent_code_its_digest_or_a_part_of_either(app: Flask) -> None:
    _, _, code, invitations = invited_survey()
    spent = invitations[:PEOPLE]
    answer_all(code, spent)
    everything = "\n".join(row for rows in dump().values() for row in rows)
    for invitation in spent:
        for mark in (invitation, invitation[:8], invitation_digest(invitation)[:16]):
            assert mark not in everything
    # The list is of use for one thing only: to see that somebody answered, never what.
    assert invitation_digest(invitations[-1]) in everything


def test_the_answers_transaction_marks_no_other_row(app: Flask) -> None:
    if db.engine.dialect.name != "postgresql":
        return  # SQLite keeps no transaction beside a row
    _, _, code, invitations = invited_survey()
    answer_all(code, invitations[:PEOPLE])
    of_answers = {row[0] for row in with_row_numbers("response")}
    assert len(of_answers) == PEOPLE
    for table in set(Base.metadata.tables) - {"response"}:
        assert not of_answers & {row[0] for row in with_row_numbers(table)}, table


def test_a_sqlite_file_holds_no_remains_of_a_spent_digest(app: Flask) -> None:
    if db.engine.dialect.name != "sqlite":
        return
    _, _, code, invitations = invited_survey()
    answer_all(code, invitations[:PEOPLE])
    db.session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    content = Path(db.engine.url.database or "").read_bytes()
    remains = [i for i in invitations[:PEOPLE] if invitation_digest(i).encode() in content]
    assert not remains
    assert invitation_digest(invitations[-1]).encode() in content
