"""The thread that makes the demonstration's reports, once, after the first pages were served."""

import threading
import time

import structlog
from flask import Flask

from app import clock
from app.results.report_files import make_files
from app.services.demonstration.reports import make_example_reports

REST = 20.0
"""Seconds for whoever opens the first pages: drawing takes a processor for a while."""

log = structlog.get_logger()


def start_examples(app: Flask, *, rest: float = REST) -> threading.Thread:
    """Start the thread; where every report is there, or no demonstration, it does nothing."""
    thread = threading.Thread(target=make_later, args=(app, rest), name="examples", daemon=True)
    thread.start()
    return thread


def make_later(app: Flask, rest: float) -> None:
    """Run in the thread; a demonstration without its reports is no reason to stop serving."""
    time.sleep(rest)
    with app.app_context():
        try:
            make_example_reports(make_files, now=clock.now())
        except Exception as error:
            log.warning("the demonstration's reports could not be made", reason=str(error))
