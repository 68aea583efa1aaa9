"""`flask units`: the tree of units, brought in from a file and given out as one."""

from collections import Counter
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext, ngettext

from app import clock
from app.cli.machine import command_actor
from app.cli.printing import list_of, problem_line
from app.services.importing.problems import InvalidFile
from app.services.organisation.changing import carry_out
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_file import write_tree
from app.services.organisation.tree_import import BadUnits, propose_import
from app.words import DIFFERENCES

units = AppGroup("units", help="Organisations and their parts.")


@units.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Show every change and make none.")
def import_units(file: Path, dry_run: bool) -> None:
    """Bring the units of a CSV file in: all of it or, if anything is wrong, nothing."""
    now = clock.now()
    try:
        proposal = propose_import(file, today=clock.local_day(now))
        if dry_run or not proposal.changed():
            click.echo(told(proposal))
            return
        carry_out(proposal, actor=command_actor("units import"), now=now)
    except InvalidFile as error:
        raise click.ClickException(str(error)) from error
    except BadUnits as error:
        head = ngettext(
            "%(num)s row is bad; nothing was changed.",
            "%(num)s rows are bad; nothing was changed.",
            error.rows,
        )
        raise click.ClickException(list_of(head, map(problem_line, error.found))) from error
    except InvalidChange as error:
        raise click.ClickException(
            list_of(gettext("Nothing was changed:"), error.reasons)
        ) from error
    click.echo(summary(proposal))


@units.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def export_units(file: Path) -> None:
    """Write every unit there is or was into a CSV file that `import` reads."""
    tree = read_tree().records
    file.write_bytes(write_tree(tree))
    click.echo(ngettext("Wrote %(num)s unit.", "Wrote %(num)s units.", len(tree)))


def told(proposal: Proposal) -> str:
    """Say everything that would happen, day by day."""
    lines = [
        f"{difference.day.isoformat()} {DIFFERENCES[difference.kind]}: {difference.sentence}"
        for difference in proposal.differences()
    ]
    return list_of(summary(proposal), lines)


def summary(proposal: Proposal) -> str:
    """Count what happens to the units by kind."""
    counts = Counter(difference.kind for difference in proposal.differences())
    if not counts:
        return str(gettext("The file says what is stored; nothing changes."))
    return "; ".join(f"{DIFFERENCES[kind]}: {count}" for kind, count in counts.items())
