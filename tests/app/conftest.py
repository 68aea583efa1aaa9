"""The demonstration province, loaded once and copied for each test that needs it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from app.extensions import db
from app.services.demonstration import load_demonstration
from tests.conftest import TEMPLATE, WORKER, build_app, fresh_copy
from tests.factories import ACTOR

PROVINCE = f"langnghe_province_{WORKER}"
PROVINCE_NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
"""The moment at which the loaded province was served."""


def load_into(folder: Path, database_url: str = "") -> None:
    """Load the demonstration into a migrated, empty database and close it."""
    app = build_app(folder, database_url)
    with app.app_context():
        load_demonstration(actor=ACTOR, now=PROVINCE_NOW)
        if not database_url:
            # Back to one file, so that a copy of it is the whole database.
            db.session.execute(text("PRAGMA journal_mode = DELETE"))
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def sqlite_province(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the demonstration in it."""
    folder = tmp_path_factory.mktemp("province")
    shutil.copy(sqlite_template, folder / "langnghe.sqlite")
    load_into(folder)
    return folder / "langnghe.sqlite"


@pytest.fixture(scope="session")
def postgres_province(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a PostgreSQL server that has a template with the demonstration in it."""
    url = fresh_copy(postgres_server, TEMPLATE, PROVINCE)
    load_into(tmp_path_factory.mktemp("province"), url)
    return postgres_server


@pytest.fixture(params=["sqlite", "postgresql"])
def province(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a copy of the demonstration; runs on both kinds of database."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_province")
        shutil.copy(template, tmp_path / "langnghe.sqlite")
        url = ""
    else:
        server: str = request.getfixturevalue("postgres_province")
        url = fresh_copy(server, PROVINCE, f"langnghe_copy_{WORKER}")
    app = build_app(tmp_path, url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
