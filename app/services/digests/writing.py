"""The letter to one person: sentences in the person's language, as text and as simple HTML."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import current_app

from app.languages import page_language, said_in_address, speaking
from app.services.digests.gathering import UnitNews
from app.services.digests.leaving import leaving_token
from app.services.digests.recipients import Recipient
from app.services.digests.sentences import Section, news_section, notes, subject
from app.services.mailing import Letter
from app.services.settings import setting


def letter_to(
    recipient: Recipient, news: Mapping[int, Sequence[UnitNews]], *, today: date
) -> Letter | None:
    """Write a person's letter; None where there is nothing to tell."""
    told = [
        (one, fresh_alarm(one, recipient))
        for unit_id in recipient.unit_ids
        for one in news.get(unit_id, ())
    ]
    if not recipient.is_weekly:
        told = [(one, fresh) for one, fresh in told if fresh]
    if not told:
        return None
    with speaking(recipient.language):
        sections = [
            news_section(
                one,
                is_fresh=fresh,
                may_review=one.row.unit.id in recipient.reviewed,
                address=page_address(
                    "results.unit", survey_code=one.survey.code, unit_id=one.row.unit.id
                ),
                signs=page_address("results.signs", survey=one.survey.code, under=one.row.unit.id),
            )
            for one, fresh in told
        ]
        units = list({one.row.unit.id: one.row.unit for one, _ in told}.values())
        title = subject(recipient.kind, units, setting("service_name"), today)
        last = max(one.row.last for one, _ in told)
        leave = page_address("mails_off.ask", token=leaving_token(recipient.user_id))
        closing = notes(last, page_address("account.mails"), leave)
        return written(recipient.email, title, sections, closing, leave=leave)


def fresh_alarm(news: UnitNews, recipient: Recipient) -> bool:
    """Tell whether the person wants to know of an alarm now.

    A fall is told once when it shows, and in the mail of the week as long as it lasts.
    """
    alarm = news.alarm
    if alarm is None or alarm.is_over or not recipient.wants_alarms:
        return False
    day = alarm.last if recipient.is_weekly else alarm.first
    return day >= recipient.alarms_since


def written(
    to: str,
    title: str,
    sections: Iterable[Section],
    closing: Sequence[str] = (),
    *,
    leave: str | None = None,
) -> Letter:
    """Put a letter together in the present language."""
    values: dict[str, Any] = {
        "title": title,
        "language": page_language(),
        "sections": list(sections),
        "closing": closing,
    }
    # Not `render_template`: what it adds for pages asks who has signed in.
    text, html = (
        current_app.jinja_env.get_template(f"mail/letter.{kind}").render(values)
        for kind in ("txt", "html")
    )
    return Letter(to, title, text, html, leave)


def page_address(endpoint: str, **values: object) -> str:
    """Give the whole address of a page in the present language, outside of any request."""
    public: str = current_app.extensions["settings"].PUBLIC_URL
    language = said_in_address(page_language())
    return public + current_app.url_map.bind("").build(
        endpoint, values | ({"lang": language} if language else {})
    )
