"""What gunicorn is told beside its command line: `--config python:app.serving.worker`.

A process that serves pages also looks for due tasks. The thread is started after the fork, in the
process that serves; commands and tests import `wsgi.py` too and must not have it.
"""

from typing import Any

from app.services.tasks import start_scheduler


def post_worker_init(worker: Any) -> None:
    """Start looking for due tasks when a process is ready to serve."""
    start_scheduler(worker.wsgi)
