"""The migrations build exactly the tables of `app/models`, and can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import insert, inspect, text
from sqlalchemy.exc import DBAPIError

from app.database import Base
from app.extensions import db
from app.models import ResponseCorrection, Seal
from tests.factories import NOW, create_answers, create_survey, create_unit


def test_migrations_build_the_tables_of_the_models(app: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_migrations_can_be_taken_back_and_done_again(app: Flask) -> None:
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
    upgrade()
    assert "response" in inspect(db.engine).get_table_names()


def test_a_migration_that_is_cut_off_leaves_nothing_half_made(app: Flask) -> None:
    downgrade(revision="base")
    db.session.execute(text("CREATE TABLE comment (obstacle INTEGER)"))
    db.session.commit()
    with pytest.raises(DBAPIError):
        upgrade()
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version", "comment"}
    db.session.execute(text("DROP TABLE comment"))
    db.session.commit()
    upgrade()
    assert "response" in inspect(db.engine).get_table_names()


OLD_ACCOUNT = (
    'INSERT INTO "user" (id, email, password, active, fs_uniquifier, created_at) '
    "VALUES (:number, :role, 'x', true, :role, '2026-01-05 09:00:00')",
    "INSERT INTO user_role (user_id, role_id) SELECT :number, id FROM role WHERE name = :role",
)


def test_roles_for_everything_become_roles_on_the_whole_service(app: Flask) -> None:
    downgrade(revision="0001")
    for number, role in enumerate(("administrator", "designer", "evaluator"), 1):
        for statement in OLD_ACCOUNT:
            db.session.execute(text(statement), {"number": number, "role": role})
    db.session.commit()
    upgrade()
    rows = db.session.execute(
        text("SELECT user_id, role, unit_id, valid_from FROM role_grant ORDER BY user_id, role")
    )
    assert [(user, role, unit, str(day)) for user, role, unit, day in rows] == [
        (1, "survey_administrator", None, "2026-01-05"),
        (1, "system_administrator", None, "2026-01-05"),
        (2, "survey_administrator", None, "2026-01-05"),
        (3, "evaluator", None, "2026-01-05"),
    ]


def test_an_old_database_that_holds_a_flag_twice_keeps_the_first(app: Flask) -> None:
    survey, place = create_survey(), create_unit()
    keys = create_answers(survey, place, [{"overall": 5}] * 2)
    seal = '{"response_correction": {"count": 2, "to": 2}}'
    downgrade(revision="0029")
    connection = db.session.connection()
    for number, (key, rule) in enumerate(
        [(keys[0], "too_fast"), (keys[0], "too_fast"), (keys[0], "same"), (keys[0], "too_fast")], 1
    ):
        connection.execute(
            insert(ResponseCorrection.__table__),
            {"id": number, "response_key": key, "kind": "flag", "rule": rule, "made_at": NOW},
        )
    connection.execute(
        insert(Seal.__table__),
        {
            **{"number": 1, "day": NOW.date(), "sealed_at": NOW, "rows": seal},
            **{"root": "r", "previous": "p", "digest": "d"},
        },
    )
    db.session.commit()
    upgrade()
    found = db.session.execute(text("SELECT id, rule FROM response_correction ORDER BY id"))
    assert [tuple(row) for row in found] == [(1, "too_fast"), (3, "same")]
    buried = db.session.execute(text("SELECT row_id, reason FROM seal_tombstone"))
    assert [tuple(row) for row in buried] == [(2, "second flag")], "the other was never sealed"
    with pytest.raises(DBAPIError, match="never deleted"):
        db.session.execute(text("DELETE FROM response_correction"))
    db.session.rollback()
