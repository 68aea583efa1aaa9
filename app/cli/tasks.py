"""`flask tasks`: what the service does by itself, from the machine."""

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.models import RunOutcome, TaskRun
from app.services.tasks import TASKS, run_due, run_task

tasks = AppGroup("tasks", help="What the service does by itself.")


@tasks.command("run")
@click.argument("name", required=False, type=click.Choice(list(TASKS)))
def run(name: str | None) -> None:
    """Run the tasks that are due, or NAME whether it is due or not."""
    if name is None:
        runs = run_due(clock.now())
        if not runs:
            click.echo(gettext("No task is due."))
    else:
        found = run_task(name, clock.now())
        if found is None:
            raise click.ClickException(gettext("The task is running already."))
        runs = [found]
    for one in runs:
        click.echo(told(one))
    if any(one.outcome == RunOutcome.FAILED for one in runs):
        raise SystemExit(1)


def told(run: TaskRun) -> str:
    """Say in a line how a run went."""
    mark = "✕" if run.outcome == RunOutcome.FAILED else "✓"
    return f"{mark} {run.name}: {run.words}"
