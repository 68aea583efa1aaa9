"""Reading when tasks ran and how it went."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.extensions import db
from app.models import TaskRun, TaskSchedule


@dataclass(frozen=True)
class TaskState:
    """A task's last run, when it is due next, and whether it runs now."""

    last: TaskRun | None
    next_at: datetime | None
    is_running: bool


def task_states() -> dict[str, TaskState]:
    """Give the state of every task that was ever scheduled, by its name."""
    newest = select(func.max(TaskRun.id)).group_by(TaskRun.name)
    runs = {
        run.name: run for run in db.session.scalars(select(TaskRun).where(TaskRun.id.in_(newest)))
    }
    rows = db.session.scalars(select(TaskSchedule))
    return {
        row.name: TaskState(runs.get(row.name), row.next_at, row.running_id is not None)
        for row in rows
    }


def list_runs(name: str, *, most: int = 30) -> list[TaskRun]:
    """List the last runs of a task, the newest first."""
    query = select(TaskRun).where(TaskRun.name == name).order_by(TaskRun.id.desc()).limit(most)
    return list(db.session.scalars(query))
