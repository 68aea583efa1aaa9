"""Tasks: when each ran, how it ended, when it is due, and starting one by hand."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_security import current_user

from app import clock
from app.access import current_actor
from app.errors import NotFound
from app.manage.tasks.blueprint import blueprint
from app.models import MailState, RunOutcome
from app.queries.digests import count_mails
from app.queries.tasks import TaskState, list_runs, task_states
from app.services.digests import try_mail
from app.services.mailing import MailNotTaken, MailUnsure, carrier_words
from app.services.tasks import TASKS, Task, start_by_hand

OUTCOMES = {
    RunOutcome.RUNNING: lazy_gettext("Running"),
    RunOutcome.DONE: lazy_gettext("Done"),
    RunOutcome.FAILED: lazy_gettext("Failed"),
    RunOutcome.CUT_OFF: lazy_gettext("Cut off: the service was stopped meanwhile"),
}
"""How a run ended."""

WEEK = timedelta(days=7)
NEVER = TaskState(last=None, next_at=None, is_running=False)


def get_task(name: str) -> Task:
    """Find a task; raises `NotFound`."""
    if name not in TASKS:
        raise NotFound(f"no task {name!r}")
    return TASKS[name]


@blueprint.get("/")
def index() -> ResponseReturnValue:
    """List every task with its last and its next run."""
    states = task_states()
    rows = [(name, task, states.get(name, NEVER)) for name, task in TASKS.items()]
    since = clock.local_day(clock.now()) - WEEK
    return render_template(
        "manage/tasks/index.html",
        rows=rows,
        outcomes=OUTCOMES,
        carrier=carrier_words(),
        counts=dict.fromkeys(MailState, 0) | count_mails(since),
    )


@blueprint.get("/<task_name>")
def task(task_name: str) -> ResponseReturnValue:
    """Show the last runs of one task."""
    return render_template(
        "manage/tasks/task.html",
        name=task_name,
        task=get_task(task_name),
        runs=list_runs(task_name),
        outcomes=OUTCOMES,
    )


@blueprint.post("/<task_name>/run")
def run(task_name: str) -> ResponseReturnValue:
    """Have a task run at the scheduler's next look."""
    get_task(task_name)
    if start_by_hand(task_name, actor=current_actor(), now=clock.now()):
        flash(
            gettext(
                "The task starts within half a minute. Load this page again to see how it went."
            )
        )
    else:
        flash(gettext("The task is running already."), "error")
    return redirect(url_for(".index"))


@blueprint.post("/mail")
def mail() -> ResponseReturnValue:
    """Send a mail to the own address, to try whether mails arrive."""
    try:
        try_mail(current_user.email, actor=current_actor(), now=clock.now())
    except (MailNotTaken, MailUnsure) as error:
        flash(str(error), "error")
    else:
        flash(gettext("The mail is on its way to %(address)s.", address=current_user.email))
    return redirect(url_for(".index"))
