"""Sending mail: a letter, and whatever carries it: a mail host, or a folder of files."""

from app.services.mailing.carriers import MailNotTaken, MailUnsure, carrier_words, mail_carrier
from app.services.mailing.letters import Letter
from app.services.mailing.posting import post

__all__ = ["Letter", "MailNotTaken", "MailUnsure", "carrier_words", "mail_carrier", "post"]
