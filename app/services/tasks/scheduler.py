"""The thread that looks for due tasks; one in every process that serves pages.

`app/serving/worker.py` starts it and nothing else does: tests and commands never have it, and no
request waits for it. Every look is one small SELECT.
"""

import threading

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app import clock
from app.services.tasks.running import run_due

PAUSE = 20.0
"""Seconds between two looks."""

log = structlog.get_logger()


def start_scheduler(app: Flask, *, pause: float = PAUSE) -> threading.Event:
    """Start the thread; setting the event it gives back stops it after the present look."""
    stopped = threading.Event()
    thread = threading.Thread(
        target=look_again_and_again, args=(app, stopped, pause), name="tasks", daemon=True
    )
    thread.start()
    return stopped


def look_again_and_again(app: Flask, stopped: threading.Event, pause: float) -> None:
    """Run in the thread: look, wait, look again. A database that does not answer is waited for."""
    while not stopped.wait(pause):
        with app.app_context():
            try:
                run_due(clock.now())
            except SQLAlchemyError:
                log.exception("tasks could not be looked for")
