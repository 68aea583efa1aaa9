"""The notice that a citizen reads before sending; one small query a survey every few seconds."""

from dataclasses import dataclass

from flask import current_app

from app.queries.notices import notice_in_force
from app.short_cache import ShortCache

SECONDS = 5.0
MOST_SURVEYS = 500


@dataclass(frozen=True)
class Notice:
    """The words in force for a survey, and the law they rest on."""

    id: int
    text_vi: str
    text_en: str | None
    law: str

    def text(self, language: str) -> str:
        """Give the words in a language, else in Vietnamese."""
        return self.text_en if language == "en" and self.text_en else self.text_vi


def notice_of(survey_id: int) -> Notice | None:
    """Give the notice in force for a survey now, at most some seconds old."""
    cache: ShortCache[int, Notice | None] = current_app.extensions.setdefault(
        "notices", ShortCache(seconds=SECONDS, largest=MOST_SURVEYS)
    )
    return cache.get(survey_id, lambda: read_notice(survey_id))


def read_notice(survey_id: int) -> Notice | None:
    """Read the notice in force for a survey."""
    found = notice_in_force(survey_id)
    return None if found is None else Notice(found.id, found.text_vi, found.text_en, found.law)


def forget_notices() -> None:
    """Forget what is remembered, after a new version."""
    current_app.extensions.pop("notices", None)
