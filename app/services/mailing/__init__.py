"""Sending mail: a letter, and whatever carries it: a mail host, or a folder of files."""

from app.services.mailing.carriers import Carrier, MailNotTaken, MailUnsure, mail_carrier
from app.services.mailing.letters import Letter
from app.services.mailing.posting import post

__all__ = ["Carrier", "Letter", "MailNotTaken", "MailUnsure", "mail_carrier", "post"]
