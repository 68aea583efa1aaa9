"""Tidying up: after the tasks themselves, and files that nobody confirmed."""

from datetime import datetime, timedelta

from flask_babel import ngettext
from sqlalchemy import delete

from app.extensions import db
from app.models import RunOutcome, TaskRun
from app.services.settings import setting
from app.services.uploads import drop_old_uploads


def remove_old_runs(now: datetime) -> str:
    """Remove runs that were kept long enough; say how many."""
    oldest = now - timedelta(days=setting("keep_task_runs_days"))
    done = TaskRun.outcome != RunOutcome.RUNNING.value
    removed = db.session.execute(delete(TaskRun).where(TaskRun.started_at < oldest, done))
    db.session.commit()
    count = int(getattr(removed, "rowcount", 0))
    return str(ngettext("Removed %(num)s old run.", "Removed %(num)s old runs.", count))


def remove_old_uploads(now: datetime) -> str:
    """Remove uploaded files that were neither confirmed nor given up; say how many."""
    count = drop_old_uploads(now=now)
    return str(ngettext("Removed %(num)s old file.", "Removed %(num)s old files.", count))
