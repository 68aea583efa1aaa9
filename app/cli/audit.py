"""`flask audit`: the chain of audit events, from the machine itself."""

import re

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.audit_words import verification_sentence
from app.cli.machine import command_actor
from app.services.auditing.verification import Noted
from app.services.tasks.audit_check import verify_and_record

audit = AppGroup("audit", help="Who did what, and whether anybody changed the record of it.")

NOTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


def read_noted(_context: click.Context, _option: click.Parameter, texts: tuple[str]) -> list[Noted]:
    """Read digests that were noted elsewhere, as NUMBER:DIGEST."""
    found = [NOTED.fullmatch(text.strip()) for text in texts]
    if not all(found):
        raise click.BadParameter(gettext("a noted event looks like 120:8f3c… (64 characters)"))
    return [Noted(int(match[1]), match[2]) for match in found if match]


@audit.command("verify")
@click.option("--noted", multiple=True, callback=read_noted, help="NUMBER:DIGEST noted earlier.")
def verify(noted: list[Noted]) -> None:
    """Verify every audit event; name the first one that was changed, removed or inserted."""
    found = verify_and_record(command_actor("audit verify"), now=clock.now(), noted=noted)
    if not found.holds:
        raise click.ClickException(verification_sentence(found))
    click.echo(verification_sentence(found))
    click.echo(gettext("Note this outside the database: %(mark)s", mark=found.mark))
