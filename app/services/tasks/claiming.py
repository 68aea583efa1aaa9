"""Who runs a task that is due: the process whose UPDATE moved the task's row on.

The row is the lock. PostgreSQL lets one UPDATE through and has the others look again, SQLite has
one writer at a time; so of any number of processes exactly one finds the row still due. Nothing
stays locked while the task runs, and a process that dies leaves a row that becomes due again.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.models import RunOutcome, TaskRun, TaskSchedule
from app.services.tasks.table import TASKS

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
UNTOUCHED = {"synchronize_session": False}


@dataclass(frozen=True)
class Claim:
    """The right to run a task, and the row that tells how it went."""

    name: str
    run_id: int


def schedule_tasks(now: datetime) -> None:
    """Give every task that has no row yet its first due moment, in one transaction."""
    rows = [{"name": name, "next_at": task.due.after(now)} for name, task in TASKS.items()]
    insertion = INSERT[db.engine.dialect.name](TaskSchedule).on_conflict_do_nothing()
    db.session.execute(insertion, rows)
    db.session.commit()


def list_due(now: datetime) -> list[str]:
    """List the tasks that are due."""
    query = select(TaskSchedule.name).where(TaskSchedule.next_at <= now)
    return [name for name in db.session.scalars(query.order_by(TaskSchedule.name)) if name in TASKS]


def claim(name: str, now: datetime, *, even_if_not_due: bool = False) -> Claim | None:
    """Claim a task in one transaction; None if another one was quicker, or is at work on it."""
    free = TaskSchedule.next_at <= now
    if even_if_not_due:
        free = or_(free, TaskSchedule.running_id.is_(None))
    moved = db.session.execute(
        update(TaskSchedule)
        .where(TaskSchedule.name == name, free)
        .values(next_at=now + TASKS[name].longest)
        .returning(TaskSchedule.running_id),
        execution_options=UNTOUCHED,
    ).one_or_none()
    if moved is None:
        db.session.rollback()
        return None
    give_up(moved.running_id)
    run = TaskRun(name=name, started_at=now, outcome=RunOutcome.RUNNING.value, words="")
    db.session.add(run)
    db.session.flush()
    db.session.execute(
        update(TaskSchedule).where(TaskSchedule.name == name).values(running_id=run.id),
        execution_options=UNTOUCHED,
    )
    db.session.commit()
    return Claim(name, run.id)


def give_up(run_id: int | None) -> None:
    """Mark a run that never came to its end."""
    if run_id is not None:
        db.session.execute(
            update(TaskRun).where(TaskRun.id == run_id).values(outcome=RunOutcome.CUT_OFF.value)
        )


def release(claimed: Claim, *, next_at: datetime) -> None:
    """Let the task be due again at `next_at`, unless its run was given up meanwhile; no commit."""
    db.session.execute(
        update(TaskSchedule)
        .where(TaskSchedule.name == claimed.name, TaskSchedule.running_id == claimed.run_id)
        .values(next_at=next_at, running_id=None),
        execution_options=UNTOUCHED,
    )


def mark_due(name: str, now: datetime) -> bool:
    """Let a task run at the scheduler's next look; False if it is running. The caller commits."""
    schedule_tasks(now)
    moved = db.session.execute(
        update(TaskSchedule)
        .where(TaskSchedule.name == name, TaskSchedule.running_id.is_(None))
        .values(next_at=now),
        execution_options=UNTOUCHED,
    )
    return bool(getattr(moved, "rowcount", 0))
