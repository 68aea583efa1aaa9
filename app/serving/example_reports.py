"""The program that makes the demonstration's reports: `python -m app.serving.example_reports`.

Drawing takes a processor for a while, and pictures of pages would wait for it: so it is a process
of its own that gives way to others, started by `examples.py`.
"""

import os

import structlog
from flask import Flask

from app import clock, create_app
from app.results.report_files import make_files
from app.services.demonstration.reports import make_example_reports

LOWEST = 19
"""How far it gives way: as `nice` counts."""

log = structlog.get_logger()


def main() -> None:
    """Make what is missing; where every report is there, or no demonstration, nothing."""
    os.nice(LOWEST)
    app = create_app()
    make_them(app)


def make_them(app: Flask) -> None:
    """Make them; a demonstration without its reports is worth one line in the log."""
    with app.app_context():
        try:
            make_example_reports(make_files, now=clock.now())
        except Exception as error:
            log.warning("the demonstration's reports could not be made", reason=str(error))


if __name__ == "__main__":
    main()
