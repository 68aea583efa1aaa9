"""A process of its own that runs due tasks: ``python -m tests.app.tasks.competitor``.

Takes the instance folder, the database's address (empty for SQLite) and how many moments to look
at. At each moment the test task is due once.
"""

import sys
import time
from datetime import timedelta
from pathlib import Path

from app.extensions import db
from app.services.tasks import TASKS, Every, Task, run_due
from tests.conftest import build_app
from tests.factories import NOW

NAME = "test.count"
PAUSE = timedelta(hours=1)
LONG = timedelta(days=365)
"""The made-up hours pass quicker here than a run does; no run may count as lost."""


def slow_work(_now: object) -> str:
    """Take long enough for the other process to come by."""
    time.sleep(0.01)
    return "đã làm"


def main(folder: str, url: str, moments: str) -> None:
    """Look at every moment in turn, as fast as the other process does."""
    TASKS.clear()
    TASKS[NAME] = Task("Đếm", "Đếm số lần chạy.", Every(PAUSE), slow_work, longest=LONG)
    app = build_app(Path(folder), url)
    with app.app_context():
        for number in range(int(moments) + 1):
            run_due(NOW + number * PAUSE)
        db.session.remove()


if __name__ == "__main__":
    main(*sys.argv[1:])
