"""What carries mail. Whether a mail that failed may be sent again is told by the error's type."""

import contextlib
import secrets
import smtplib
import ssl
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from flask import current_app
from flask_babel import gettext

from app import clock
from app.config import Settings
from app.errors import LangNgheError

SECONDS = 20.0
"""How long a silent mail host is waited for."""


class MailNotTaken(LangNgheError):
    """The mail was surely not taken, so that it may be sent again.

    `for_all` says that any other mail would fail alike.
    """

    def __init__(self, words: str, *, for_all: bool = False) -> None:
        super().__init__(words)
        self.for_all = for_all


class MailUnsure(LangNgheError):
    """The connection broke off while the mail was on its way: it may have arrived."""


class Carrier(Protocol):
    """Takes one message, or raises `MailNotTaken` or `MailUnsure`."""

    def deliver(self, message: EmailMessage) -> None:
        """Deliver a message."""


@dataclass(frozen=True)
class FileMailbox:
    """A folder with one file a mail, which any mail program opens."""

    folder: Path

    def deliver(self, message: EmailMessage) -> None:
        """Write the file beside and rename it, so that nobody reads half a mail."""
        stem = f"{clock.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            written = self.folder / f".{stem}.part"
            written.touch(mode=0o600)
            written.write_bytes(message.as_bytes())
            written.rename(self.folder / f"{stem}.eml")
        except OSError as error:
            raise MailNotTaken(
                gettext("The folder of mails cannot be written: %(kind)s.", kind=kind_of(error)),
                for_all=True,
            ) from error


@dataclass(frozen=True)
class MailHost:
    """A host that takes mail by SMTP; a connection a mail, because there are few."""

    settings: Settings

    def deliver(self, message: EmailMessage) -> None:
        """Connect, sign in where there is an account, and hand the message over."""
        connection = self._connected()
        try:
            connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise MailNotTaken(gettext("The mail host refused the recipient’s address.")) from error
        except (smtplib.SMTPResponseException, smtplib.SMTPNotSupportedError) as error:
            raise MailNotTaken(
                gettext("The mail host refused the mail: %(kind)s.", kind=kind_of(error))
            ) from error
        except OSError as error:  # SMTPServerDisconnected is one
            raise MailUnsure(
                gettext("The mail host broke off while the mail was on its way; it may be there.")
            ) from error
        finally:
            # The mail is there or it is not, whatever the host says to a goodbye.
            with contextlib.suppress(OSError):
                connection.quit()

    def _connected(self) -> smtplib.SMTP:
        try:
            return self._signed_in()
        except smtplib.SMTPAuthenticationError as error:
            words = gettext("The mail host refused MAIL_USER and MAIL_PASSWORD.")
            raise MailNotTaken(words, for_all=True) from error
        except OSError as error:  # every error of smtplib and ssl is one
            words = gettext("The mail host could not be reached: %(kind)s.", kind=kind_of(error))
            raise MailNotTaken(words, for_all=True) from error

    def _signed_in(self) -> smtplib.SMTP:
        own, context = self.settings, ssl.create_default_context()
        address = (own.MAIL_HOST, own.MAIL_PORT)
        if own.MAIL_SECURITY == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(*address, timeout=SECONDS, context=context)
        else:
            connection = smtplib.SMTP(*address, timeout=SECONDS)
        try:
            if own.MAIL_SECURITY == "starttls":
                connection.starttls(context=context)
            connection.ehlo_or_helo_if_needed()
            if own.MAIL_USER:
                connection.login(own.MAIL_USER, own.MAIL_PASSWORD)
        except BaseException:
            connection.close()
            raise
        return connection


def kind_of(error: Exception) -> str:
    """Name an error without its message, which can hold an address."""
    return type(error).__name__


def mail_folder() -> Path:
    """Give the folder of the file mailbox."""
    return Path(current_app.instance_path) / "mail"


def remove_mail_files(before: datetime) -> None:
    """Remove files of mails written before a moment, and what is left of half-written ones."""
    for file in mail_folder().glob("*"):
        if file.suffix in (".eml", ".part") and file.stat().st_mtime < before.timestamp():
            file.unlink(missing_ok=True)


def carrier_words() -> str:
    """Say where mails go."""
    own: Settings = current_app.extensions["settings"]
    if not own.MAIL_HOST:
        return str(gettext("Without a mail host each mail is a file in instance/mail/."))
    return str(
        gettext(
            "Mails go through %(host)s, port %(port)s (%(security)s), from %(sender)s.",
            host=own.MAIL_HOST,
            port=own.MAIL_PORT,
            security=own.MAIL_SECURITY,
            sender=own.MAIL_FROM,
        )
    )


def mail_carrier() -> Carrier:
    """Give what carries our mail by the operator's settings."""
    settings: Settings = current_app.extensions["settings"]
    return MailHost(settings) if settings.MAIL_HOST else FileMailbox(mail_folder())
