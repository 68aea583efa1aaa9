"""Running tasks that are due, and writing down how it went."""

from datetime import datetime, timedelta

import structlog
from flask_babel import gettext

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import RunOutcome, TaskRun
from app.services.auditing import record_event
from app.services.tasks.claiming import (
    Claim,
    claim,
    list_due,
    mark_due,
    release,
    schedule_tasks,
)
from app.services.tasks.table import TASKS

AGAIN_AFTER_A_FAILURE = timedelta(hours=1)

log = structlog.get_logger()


def run_due(now: datetime) -> list[TaskRun]:
    """Run every task that is due and that no other process took; give the runs."""
    schedule_tasks(now)
    claims = (claim(name, now) for name in list_due(now))
    return [run_claimed(claimed, now) for claimed in claims if claimed is not None]


def run_task(name: str, now: datetime) -> TaskRun | None:
    """Run one task at once, due or not; None if it is running already."""
    schedule_tasks(now)
    claimed = claim(name, now, even_if_not_due=True)
    return None if claimed is None else run_claimed(claimed, now)


def start_by_hand(name: str, *, actor: Actor, now: datetime) -> bool:
    """Have a task run at the scheduler's next look, in one transaction; False if it is running."""
    marked = mark_due(name, now)
    if marked:
        record_event("task.start", actor=actor, thing=f"task:{name}", unit_id=None, now=now)
    db.session.commit()
    return marked


def run_claimed(claimed: Claim, now: datetime) -> TaskRun:
    """Run a claimed task; whatever goes wrong is written down and stops no other task."""
    outcome, words = RunOutcome.DONE, ""
    due = TASKS[claimed.name].due.after(now)
    try:
        words = TASKS[claimed.name].run(now)
    except LangNgheError as error:
        outcome, words = RunOutcome.FAILED, str(error)
    except Exception as error:  # a task that fails must not end the scheduler
        log.exception("task failed", task=claimed.name)
        outcome = RunOutcome.FAILED
        words = gettext(
            "An error nobody expected: %(kind)s. The log says more.", kind=kind_of(error)
        )
    if outcome is RunOutcome.FAILED:
        due = min(due, now + AGAIN_AFTER_A_FAILURE)
    return finish(claimed, outcome, words, due)


def kind_of(error: Exception) -> str:
    """Name an error without its message, which can hold what a page must not show."""
    return type(error).__name__


def finish(claimed: Claim, outcome: RunOutcome, words: str, due: datetime) -> TaskRun:
    """Write down how a run ended and when the task is due again, in one transaction."""
    db.session.rollback()
    # The task's row first, as in a claim: two processes never wait for each other.
    release(claimed, next_at=due)
    run = db.session.get_one(TaskRun, claimed.run_id)
    run.outcome, run.words, run.finished_at = outcome.value, words, clock.now()
    db.session.commit()
    return run
