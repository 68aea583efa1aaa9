"""Adding the numbers of this process to the table, every few seconds and when it ends.

One short transaction of additions, so that any number of processes can do it at once, and SQLite's
one writer of answers never waits longer than for one more commit. Rows go in one order everywhere:
two processes that add to the same rows must not wait for each other.
"""

import threading
from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask
from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from app.extensions import db
from app.models import FunnelCount
from app.services.funnel.counting import Counted, funnel_counter

PAUSE = 5.0
"""Seconds between two writings: what a crash can lose."""

log = structlog.get_logger()


def adding(insertion: Any) -> Any:
    """Insert a number, or add it to the one that is there."""
    return insertion.on_conflict_do_update(
        index_elements=list(FunnelCount.__table__.primary_key),
        set_={"n": FunnelCount.n + insertion.excluded.n},
    )


ADD = {
    "sqlite": adding(sqlite.insert(FunnelCount)),
    "postgresql": adding(postgresql.insert(FunnelCount)),
}


def start_funnel_writer(app: Flask, *, pause: float = PAUSE) -> threading.Event:
    """Start the thread that writes; setting the event it gives back stops it."""
    stopped = threading.Event()
    thread = threading.Thread(
        target=write_again_and_again, args=(app, stopped, pause), name="funnel", daemon=True
    )
    thread.start()
    return stopped


def write_again_and_again(app: Flask, stopped: threading.Event, pause: float) -> None:
    """Run in the thread: wait, write, wait again."""
    while not stopped.wait(pause):
        write_counts(app)


def write_counts(app: Flask) -> None:
    """Add what was counted to the table; a database that does not answer is waited for."""
    with app.app_context():
        counter = funnel_counter()
        taken = counter.take()
        if not taken:
            return
        try:
            write(db.engine, taken)
        except SQLAlchemyError:
            counter.give_back(taken)
            log.exception("counts of forms could not be written")


def write(engine: Engine, taken: Mapping[Counted, int]) -> None:
    """Add numbers in one transaction; a point that is gone does not take the others along."""
    rows = [{**counted._asdict(), "n": n} for counted, n in sorted(taken.items())]
    try:
        with engine.begin() as connection:
            add(connection, rows)
    except IntegrityError:
        for row in rows:
            write_alone(engine, row)


def write_alone(engine: Engine, row: dict[str, Any]) -> None:
    """Add one number; none, if its survey or point was removed since it was counted."""
    try:
        with engine.begin() as connection:
            add(connection, [row])
    except IntegrityError:
        log.warning("a count of a removed point was dropped")


def add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add numbers in the open transaction."""
    connection.execute(ADD[connection.dialect.name], rows)
