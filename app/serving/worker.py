"""What gunicorn is told beside its command line: `--config python:app.serving.worker`.

A process that serves pages also looks for due tasks. The thread is started after the fork, in the
process that serves; commands and tests import `wsgi.py` too and must not have it. The same goes for
the thread that writes the counts of forms, and for how garbage is collected. The first process has
the demonstration's reports made.
"""

from typing import Any

from app.services.funnel import start_funnel_writer, write_counts
from app.services.tasks import start_scheduler
from app.serving.examples import Examples
from app.serving.garbage import collect_rarely

FIRST = 1
"""Gunicorn counts the processes it starts."""
started: list[Examples] = []


def post_worker_init(worker: Any) -> None:
    """Start looking for due tasks and writing counts, before serving."""
    collect_rarely()
    start_scheduler(worker.wsgi)
    start_funnel_writer(worker.wsgi)
    if worker.age == FIRST:
        started.append(Examples())


def worker_exit(_server: Any, worker: Any) -> None:
    """Write what was counted last, unless the process never came to serve."""
    while started:
        started.pop().end()
    if worker.booted and worker.wsgi is not None:
        write_counts(worker.wsgi)
