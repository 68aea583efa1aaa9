"""Posting a letter by whatever carries mail."""

from datetime import datetime

from flask import current_app

from app.services.mailing.carriers import mail_carrier
from app.services.mailing.letters import Letter, message_of
from app.services.settings import setting


def post(letter: Letter, *, now: datetime) -> None:
    """Send a letter at once; raises `MailNotTaken` or `MailUnsure`."""
    sender: str = current_app.extensions["settings"].MAIL_FROM
    message = message_of(letter, sender=sender, sender_name=setting("service_name"), now=now)
    mail_carrier().deliver(message)
