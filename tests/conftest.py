"""Fixtures of the whole battery: an application on a fresh SQLite or PostgreSQL database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool
from werkzeug.test import TestResponse

from app import create_app
from app.config import Settings
from app.extensions import db
from app.services.response_store import close_store
from app.serving.garbage import collect_rarely
from tests import postgres
from tests.pages import Visitor
from tests.speed import (
    compile_routes_once,
    compile_templates_once,
    draw_the_same_examples,
    keep_files_in_memory,
)

keep_files_in_memory()
compile_routes_once()
draw_the_same_examples()


def pytest_collection_finish() -> None:
    """Everything is imported now."""
    collect_rarely()


SECRET = "0123456789abcdef" * 4
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
"""Which of several test processes this is; each has databases of its own name."""
TEMPLATE = f"langnghe_template_{WORKER}"


def settings(database_url: str = "", **changes: object) -> Settings:
    """Settings of a test application; `changes` are fields of `Settings`."""
    return Settings(
        SECRET_KEY=SECRET, SECURITY_PASSWORD_SALT=SECRET, DATABASE_URL=database_url, **changes
    )


class FreshClient(FlaskClient):
    """A client whose every request has a context of its own, as on a real server.

    Inside the test's own application context Flask would share `g` between requests, and with it
    who has signed in and which language was asked for.
    """

    def open(self, *args: Any, **keywords: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*args, **keywords)


def build_app(folder: Path, database_url: str = "") -> Flask:
    """An application whose instance folder is `folder`, ready for tests."""
    # Argon2 at full strength would cost half a second a sign-in; its strength is not what we test.
    weak = {"argon2__rounds": 1, "argon2__memory_cost": 8, "argon2__parallelism": 1}
    app = create_app(
        settings(database_url),
        INSTANCE_PATH=str(folder),
        TESTING=True,
        SECONDS_PER_ANSWER=0,  # a test's visitor answers at once
        SEARCH_PATIENCE=60,  # however busy the machine is
        PARTS_PATIENCE=60,
        SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS=weak,
    )
    app.test_client_class = FreshClient
    compile_templates_once(app)
    return app


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file that each test gets a copy of."""
    folder = tmp_path_factory.mktemp("sqlite")
    app = build_app(folder)
    with app.app_context():
        upgrade()
        # Back to one file, so that a copy of it is the whole database.
        db.session.execute(text("PRAGMA journal_mode = DELETE"))
        db.session.remove()
        db.engine.dispose()
    return folder / "langnghe.sqlite"


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a migrated, empty PostgreSQL database, from which each test makes its own.

    `TEST_DATABASE_URL` names a server that is already there.
    """
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield migrated_template(given, tmp_path_factory.mktemp("given"))
        return
    if reason := postgres.why_not():
        pytest.skip(reason)
    with postgres.running_server() as url:
        yield migrated_template(url, tmp_path_factory.mktemp("template"))


def migrated_template(server: str, folder: Path) -> str:
    """Create and migrate the template database; give the server's address."""
    on_server(server, f"DROP DATABASE IF EXISTS {TEMPLATE}")
    on_server(server, f"CREATE DATABASE {TEMPLATE}")
    app = build_app(folder, server.rsplit("/", 1)[0] + f"/{TEMPLATE}")
    with app.app_context():
        upgrade()
        db.session.remove()
        db.engine.dispose()
    return server


def on_server(server: str, statement: str) -> None:
    """Run a statement that PostgreSQL does not allow in a transaction."""
    address = server.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(statement))


def fresh_copy(server: str, template: str, name: str) -> str:
    """Make a database anew as a copy of another one; give its address."""
    on_server(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    # Copied as files: a third of the time that writing each page through the log takes.
    on_server(server, f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
    return f"{server.rsplit('/', 1)[0]}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a fresh, migrated database; every test that takes it runs on both kinds."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "langnghe.sqlite")
        url = ""
    else:
        server: str = request.getfixturevalue("postgres_server")
        url = fresh_copy(server, TEMPLATE, f"langnghe_test_{WORKER}")
    app = build_app(tmp_path, url)
    with app.app_context():
        yield app
        close_store(app)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor without an account."""
    return app.test_client()


@pytest.fixture
def page(client: FlaskClient) -> Visitor:
    """A visitor who checks each page: ``page.get(path)``, ``page.post(path, data=...)``."""
    return Visitor(client)
