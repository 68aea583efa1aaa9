"""The migrations build exactly the tables of `app/models`, and can be taken back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from app.database import Base
from app.extensions import db


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
