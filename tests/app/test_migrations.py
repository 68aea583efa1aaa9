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
