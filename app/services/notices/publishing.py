"""Publishing a notice: each change is a new version, in force at once."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import NoticeVersion, Survey
from app.queries.notices import list_versions
from app.services.auditing import record_event
from app.services.notices.showing import forget_notices
from surveys.plain_text import one_line

LONGEST = 600
"""Characters of a notice: it stands on the first page of a questionnaire, which must stay light."""
LONGEST_LAW = 300


class InvalidNotice(LangNgheError):
    """A notice cannot be so; `mistakes` has a sentence for each field."""

    def __init__(self, mistakes: dict[str, str]) -> None:
        super().__init__("; ".join(mistakes.values()))
        self.mistakes = mistakes


@dataclass(frozen=True)
class NewNotice:
    """What citizens of a sector, or of one survey, are to read from now on."""

    sector: str | None
    survey_id: int | None
    text_vi: str
    text_en: str
    law: str


def publish_notice(wanted: NewNotice, *, actor: Actor, now: datetime) -> NoticeVersion | None:
    """Publish a notice in one transaction; None if it says what is in force already.

    Raises `InvalidNotice` with every mistake.
    """
    version = NoticeVersion(
        sector=wanted.sector,
        survey_id=wanted.survey_id,
        text_vi=one_line(wanted.text_vi),
        text_en=one_line(wanted.text_en) or None,
        law=one_line(wanted.law),
        published_at=now,
    )
    check(version)
    before = list_versions(sector=wanted.sector, survey_id=wanted.survey_id)
    if before and said(before[0]) == said(version):
        return None
    db.session.add(version)
    db.session.flush()
    record_event(
        "notice.publish",
        actor=actor,
        thing=f"notice:{version.id}",
        unit_id=None,
        now=now,
        sector=wanted.sector,
        survey=wanted.survey_id,
    )
    db.session.commit()
    forget_notices()
    return version


def said(version: NoticeVersion) -> tuple[str, str | None, str]:
    """Give what a version says."""
    return version.text_vi, version.text_en, version.law


def check(version: NoticeVersion) -> None:
    """Raise `InvalidNotice` if the Vietnamese or the law is missing, or something is too long."""
    mistakes = {}
    if not version.text_vi:
        mistakes["text_vi"] = gettext("Vietnamese is needed.")
    if not version.law:
        mistakes["law"] = gettext("Please name the law that this rests on.")
    for name, most in (("text_vi", LONGEST), ("text_en", LONGEST), ("law", LONGEST_LAW)):
        if len(getattr(version, name) or "") > most:
            mistakes[name] = gettext("At most %(most)s characters.", most=most)
    if mistakes:
        raise InvalidNotice(mistakes)
    if version.survey_id is not None:
        db.session.get_one(Survey, version.survey_id)
