"""`flask seal`: the chain of seals, from the machine itself."""

import re

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.cli.machine import command_actor
from app.seal_words import check_sentence, sealed_sentence
from app.services.sealing import make_seal
from app.services.tasks.sealing import check_and_record

seal = AppGroup("seal", help="Whether any answer or decision was changed after its day.")

NOTED = re.compile(r"(\d{1,9}):([0-9a-f]{64})")


def read_noted(
    _context: click.Context, _option: click.Parameter, texts: tuple[str]
) -> dict[int, str]:
    """Read seals that were noted elsewhere, as NUMBER:DIGEST."""
    found = [NOTED.fullmatch(text.strip()) for text in texts]
    if not all(found):
        raise click.BadParameter(gettext("a noted seal looks like 120:8f3c… (64 characters)"))
    return {int(match[1]): match[2] for match in found if match}


@seal.command("verify")
@click.option("--noted", multiple=True, callback=read_noted, help="NUMBER:DIGEST noted earlier.")
def verify(noted: dict[int, str]) -> None:
    """Verify every sealed row; name the first one that was changed, removed or put in later."""
    found = check_and_record(command_actor("seal verify"), now=clock.now(), noted=noted)
    if not found.holds:
        raise click.ClickException(check_sentence(found))
    click.echo(check_sentence(found))
    click.echo(gettext("Note this outside the database: %(mark)s", mark=found.last))


@seal.command("make")
def make() -> None:
    """Seal at once what came since the last seal; by itself it happens every night."""
    now = clock.now()
    made = make_seal(clock.local_day(now), actor=command_actor("seal make"), now=now)
    click.echo(sealed_sentence(made))
