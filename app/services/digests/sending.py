"""The task of every morning: claim, send, note; one mail a person and day at most."""

from collections import Counter
from datetime import date, datetime

from flask_babel import ngettext

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import MailState
from app.services.auditing import record_event
from app.services.digests.claiming import claim_mail, note_mail, release_mail
from app.services.digests.gathering import gather_news
from app.services.digests.recipients import Recipient, recipients_on
from app.services.digests.writing import letter_to
from app.services.mailing import Letter, MailNotTaken, MailUnsure, post

Written = tuple[Recipient, Letter]


class MailsFailed(LangNgheError):
    """Some mails could not be sent; the message says how many, and why the last of them."""


def send_digests(now: datetime) -> str:
    """Send what is due; raises `MailsFailed` so that the run is told as failed and made again."""
    today = clock.local_day(now)
    counts: Counter[MailState] = Counter()
    problem = ""
    for recipient, letter in write_letters(today):
        try:
            counts[send_one(recipient, letter, today, now)] += 1
        except MailUnsure as error:
            counts[MailState.CLAIMED] += 1
            problem = str(error)
        except MailNotTaken as error:
            counts[MailState.FAILED] += 1
            problem = str(error)
            if error.for_all:
                break
    note_run(counts, now)
    told = told_counts(counts)
    if problem:
        raise MailsFailed(f"{told} {problem}")
    return told


def write_letters(today: date) -> list[Written]:
    """Write every letter of the day before the first one is sent, from one look at the answers."""
    recipients = recipients_on(today)
    units = {unit_id for recipient in recipients for unit_id in recipient.unit_ids}
    reviewed = {unit_id for recipient in recipients for unit_id in recipient.reviewed}
    news = gather_news(units, reviewed, today=today)
    written = ((recipient, letter_to(recipient, news, today=today)) for recipient in recipients)
    return [(recipient, letter) for recipient, letter in written if letter is not None]


def send_one(recipient: Recipient, letter: Letter, today: date, now: datetime) -> MailState:
    """Send a mail if nobody else has claimed it, and note what became of it."""
    kind, unit_id = recipient.kind, recipient.unit_id
    if not claim_mail(recipient.user_id, today, kind, unit_id=unit_id, now=now):
        return MailState.CLAIMED
    try:
        post(letter, now=now)
    except MailNotTaken as error:
        if error.for_all:
            release_mail(recipient.user_id, today)
        else:
            note_mail(recipient.user_id, today, MailState.FAILED, now=now)
        raise
    note_mail(recipient.user_id, today, MailState.SENT, now=now)
    return MailState.SENT


def note_run(counts: Counter[MailState], now: datetime) -> None:
    """Record in the audit that mails went out, in one transaction."""
    if counts[MailState.SENT]:
        record_event(
            "digest.send",
            actor=Actor.system("tasks"),
            thing="mail",
            unit_id=None,
            now=now,
            sent=counts[MailState.SENT],
        )
        db.session.commit()


def told_counts(counts: Counter[MailState]) -> str:
    """Say how many mails were sent."""
    sent = counts[MailState.SENT]
    return str(ngettext("Sent %(num)s mail.", "Sent %(num)s mails.", sent))
