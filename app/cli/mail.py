"""`flask mail`: whether mails arrive, from the machine itself."""

import click
from flask.cli import AppGroup
from flask_babel import gettext

from app import clock
from app.actor import Actor
from app.services.digests import try_mail
from app.services.mailing import MailNotTaken, MailUnsure, carrier_words

mail = AppGroup("mail", help="Whether mails arrive.")


@mail.command("try")
@click.argument("address")
def try_address(address: str) -> None:
    """Send a mail without any result to ADDRESS."""
    try:
        try_mail(address, actor=Actor.command("mail try"), now=clock.now())
    except (MailNotTaken, MailUnsure) as error:
        raise click.ClickException(str(error)) from error
    click.echo(gettext("Sent. %(how)s", how=carrier_words()))
