"""Mails to heads of units: weekly what there is, on other days only an alarm; see README.md."""

from app.services.digests.choosing import Choice, choice_of, choose_mails
from app.services.digests.sending import send_digests
from app.services.digests.trying import try_mail

__all__ = ["Choice", "choice_of", "choose_mails", "send_digests", "try_mail"]
