"""A letter, and the message that travels: text and HTML of the same words."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid


@dataclass(frozen=True)
class Letter:
    """What is sent to one person; `leave` is the address that ends such mails (RFC 8058)."""

    to: str
    subject: str
    text: str
    html: str
    leave: str | None = None


def message_of(letter: Letter, *, sender: str, sender_name: str, now: datetime) -> EmailMessage:
    """Make the message of a letter.

    "Auto-Submitted" keeps holiday notes from answering (RFC 3834).
    """
    name, _, domain = sender.partition("@")
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(sender_name, name, domain)
    message["To"] = letter.to
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=domain)
    message["Auto-Submitted"] = "auto-generated"
    if letter.leave:
        message["List-Unsubscribe"] = f"<{letter.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return message
