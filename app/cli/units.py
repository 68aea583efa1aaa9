"""`flask units`: the organisation, read in from lists."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import ngettext

from app import clock
from app.cli.machine import command_actor
from app.cli.printing import list_of, problem_line
from app.services.importing.problems import InvalidFile
from app.services.importing.units import BadUnits
from app.services.importing.units import import_units as add_units

units = AppGroup("units", help="Organisations and their parts.")


@units.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def import_units(file: Path) -> None:
    """Add the units of a CSV file: all of them or, if a row is bad, none."""
    try:
        count = add_units(file, actor=command_actor("units import"), now=clock.now())
    except InvalidFile as error:
        raise click.ClickException(str(error)) from error
    except BadUnits as error:
        head = ngettext(
            "%(num)s row is bad; nothing was changed.",
            "%(num)s rows are bad; nothing was changed.",
            error.rows,
        )
        raise click.ClickException(list_of(head, map(problem_line, error.found))) from error
    click.echo(ngettext("Added %(num)s unit.", "Added %(num)s units.", count))
