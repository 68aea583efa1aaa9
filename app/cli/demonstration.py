"""`flask demonstration`: the demonstration province, in and out."""

import click
from flask.cli import AppGroup
from flask_babel import gettext, ngettext

from app import clock
from app.cli.machine import command_actor
from app.services.demonstration import (
    DatabaseNotEmpty,
    RealDataInTheWay,
    load_demonstration,
    remove_demonstration,
)

demonstration = AppGroup("demonstration", help="The demonstration province.")


@demonstration.command("load")
def load() -> None:
    """Load the demonstration province into an empty database."""
    try:
        count = load_demonstration(actor=command_actor("demonstration load"), now=clock.now())
    except DatabaseNotEmpty as error:
        raise click.ClickException(
            gettext("The database is not empty: the demonstration never stands beside real data.")
        ) from error
    click.echo(gettext("Loaded the demonstration province with %(count)s answers.", count=count))


@demonstration.command("remove")
def remove() -> None:
    """Remove everything of the demonstration, and nothing else."""
    try:
        removed = remove_demonstration(actor=command_actor("demonstration remove"), now=clock.now())
    except RealDataInTheWay as error:
        raise click.ClickException(refusal(error)) from error
    click.echo(
        gettext(
            "Removed the demonstration: %(units)s units, %(responses)s answers.",
            units=removed.units,
            responses=removed.responses,
        )
    )
    for code in removed.kept_questionnaires:
        click.echo(gettext("Questionnaire %(code)s stays: a real survey uses it.", code=code))


def refusal(error: RealDataInTheWay) -> str:
    """Say that nothing was removed, and name what is in the way."""
    head = ngettext(
        "Nothing was removed: %(num)s real thing hangs on the demonstration.",
        "Nothing was removed: %(num)s real things hang on the demonstration.",
        len(error.things),
    )
    return "\n".join([head, *(f"  - {thing.kind}: {thing.name}" for thing in error.things)])
