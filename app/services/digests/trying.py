"""A mail to try whether mails arrive."""

from datetime import datetime

from flask_babel import gettext

from app.actor import Actor
from app.services.auditing import record_at_once
from app.services.digests.sentences import trial_section
from app.services.digests.writing import page_address, written
from app.services.mailing import post
from app.services.settings import setting


def try_mail(to: str, *, actor: Actor, now: datetime) -> None:
    """Send a mail without any result to an address; raises `MailNotTaken` or `MailUnsure`."""
    subject = gettext(
        "%(service)s: this mail only tries whether mails arrive", service=setting("service_name")
    )
    post(written(to, subject, [trial_section(page_address("staff.start"))]), now=now)
    record_at_once("mail.try", actor=actor, thing="mail", unit_id=None, now=now)
