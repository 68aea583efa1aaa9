"""Surveys and versions for tests of fielding."""

from copy import deepcopy
from datetime import date
from typing import Any

from app.actor import Actor
from app.models import QuestionnaireVersion
from app.services.fielding import NewSurvey
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.factories import NOW, create_version, saved

ACTOR = Actor.command("a test")


def one_stop() -> QuestionnaireVersion:
    """The published short questionnaire of one-stop counters."""
    return create_version(to_document(load_catalogue_questionnaire("one_stop_short")))


def next_version(version: QuestionnaireVersion, **changes: Any) -> QuestionnaireVersion:
    """A second version of a questionnaire: reworded, or with other columns of its document."""
    document = deepcopy(version.document)
    first = document["sections"][0]["questions"][0]
    first["text"] = {**first["text"], "vi": "Nhìn chung, Ông/Bà có hài lòng không?"}
    return saved(
        QuestionnaireVersion(
            questionnaire_id=version.questionnaire_id,
            number=version.number + 1,
            document={**document, **changes},
            digest="2" * 64,
            published_at=NOW,
        )
    )


def wanted(version: QuestionnaireVersion, **changes: Any) -> NewSurvey:
    """A survey through 2026 as somebody might want it."""
    plan = {
        "code": "mot-cua-2026",
        "title_vi": "Hài lòng tại Bộ phận Một cửa",
        "title_en": "Satisfaction at one-stop counters",
        "sector": "administration",
        "questionnaire": version.questionnaire.code,
        "opens_on": date(2026, 1, 1),
        "closes_on": date(2026, 12, 31),
    }
    return NewSurvey(**{**plan, **changes})
