"""From a draft to a version that never changes: what is missing, who must agree, the act."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Questionnaire as QuestionnaireRow
from app.models import QuestionnaireDraft, QuestionnaireVersion
from app.queries.drafts import get_draft
from app.services.auditing import record_event
from app.services.drafting.checking import PlacedMistake, mistakes_of
from app.services.drafting.documents import Document
from app.services.drafting.drafts import CodeTaken
from app.services.drafting.locks import hold
from app.services.questionnaires import add_version, list_versions
from app.services.settings.reading import setting
from surveys.answering_time import answering_minutes
from surveys.definitions import Questionnaire
from surveys.documents import digest, from_document, to_document
from surveys.loading import load_document
from surveys.question_changes import Difference, Effect
from surveys.versions import compare_versions


class NotReady(LangNgheError):
    """The draft still has mistakes."""


class BreaksNotAccepted(LangNgheError):
    """The new version breaks a trend, and nobody has said that this is meant."""


class SecondPersonNeeded(LangNgheError):
    """Somebody else than the one who asked must publish this revision."""


def complete(document: Document) -> Questionnaire:
    """Give the questionnaire of a draft without mistakes, with the minutes it takes.

    Raises `InvalidQuestionnaire`.
    """
    questionnaire = load_document(document)
    return replace(questionnaire, minutes=answering_minutes(questionnaire))


@dataclass(frozen=True)
class Readiness:
    """How far a draft is from being published. `versions` are those there are, oldest first."""

    draft: QuestionnaireDraft
    mistakes: list[PlacedMistake]
    questionnaire: Questionnaire | None
    versions: list[QuestionnaireVersion]

    @property
    def is_new(self) -> bool:
        """Whether the draft says anything else than the last version."""
        if self.questionnaire is None or not self.versions:
            return True
        return digest(self.questionnaire) != self.versions[-1].digest

    @cached_property
    def differences(self) -> list[Difference]:
        """What is different from the last version, in the order of the questionnaire."""
        if self.questionnaire is None or not self.versions or not self.is_new:
            return []
        published = [from_document(version.document) for version in self.versions]
        return compare_versions(published[-1], self.questionnaire, earlier=published[:-1])

    def with_effect(self, effect: Effect) -> list[Difference]:
        """Give the differences that do this to a trend."""
        return [one for one in self.differences if one.effect is effect]

    @property
    def is_asked_for(self) -> bool:
        """Whether somebody asked a second person to publish exactly this revision."""
        return self.draft.asked_revision == self.draft.revision

    def may_publish(self, actor: Actor) -> bool:
        """Tell whether this person may publish this revision now."""
        if not setting("second_person_publishing"):
            return True
        return self.is_asked_for and self.draft.asked_by_id != actor.id


def readiness_of(draft: QuestionnaireDraft) -> Readiness:
    """Look at what keeps a draft from being published."""
    mistakes = mistakes_of(draft.document)
    versions = list_versions(draft.questionnaire_id) if draft.questionnaire_id else []
    questionnaire = None if mistakes else complete(draft.document)
    return Readiness(draft, mistakes, questionnaire, versions)


def ask_for_publication(draft_id: int, *, actor: Actor, now: datetime) -> None:
    """Ask a second person to publish the draft as it is; a later change takes that back.

    Raises `NotReady`.
    """
    draft = get_draft(draft_id)
    if mistakes_of(draft.document):
        raise NotReady(draft.code)
    # Noting this is itself a change of the row, which counts its revision up.
    draft.asked_revision = draft.revision + 1
    draft.asked_by_id, draft.asked_at = actor.id, now
    record_event(
        "questionnaire.ask",
        actor=actor,
        thing=f"draft:{draft.id}",
        unit_id=draft.owner_id,
        now=now,
        questionnaire=draft.code,
    )
    db.session.commit()


def publish_draft(
    draft_id: int, *, accepts_breaks: bool, actor: Actor, now: datetime
) -> QuestionnaireVersion:
    """Freeze a draft as the next version; the same document again is the version there is.

    Raises `NotReady`, `SecondPersonNeeded`, `BreaksNotAccepted`, `ForbiddenChange`, `CodeTaken`,
    or `InOtherHands` while somebody else is still changing it.
    """
    draft = get_draft(draft_id)
    readiness = readiness_of(draft)
    if readiness.questionnaire is None:
        raise NotReady(draft.code)
    if not readiness.may_publish(actor):
        raise SecondPersonNeeded(draft.code)
    if not readiness.is_asked_for:
        hold(draft_id, editor=actor, now=now)
    if readiness.with_effect(Effect.BREAKS) and not accepts_breaks:
        raise BreaksNotAccepted(draft.code)
    if draft.questionnaire_id is None and _is_published(draft.code):
        raise CodeTaken(draft.code)
    version, is_new = add_version(
        readiness.questionnaire, now=now, demonstration=draft.demonstration
    )
    draft.questionnaire_id = version.questionnaire_id
    draft.document = to_document(readiness.questionnaire)
    draft.asked_revision = draft.asked_by_id = draft.asked_at = None
    if is_new:
        record_event(
            "questionnaire.publish",
            actor=actor,
            thing=f"questionnaire:{draft.code}",
            unit_id=draft.owner_id,
            now=now,
            version=version.number,
            digest=version.digest,
        )
    db.session.commit()
    return version


def retire_questionnaire(
    questionnaire_id: int, *, is_retired: bool, actor: Actor, now: datetime
) -> None:
    """Offer a questionnaire for no further survey, or offer it again."""
    row = db.session.get_one(QuestionnaireRow, questionnaire_id)
    if (row.retired_at is not None) is is_retired:
        return
    row.retired_at = now if is_retired else None
    record_event(
        "questionnaire.retire" if is_retired else "questionnaire.offer",
        actor=actor,
        thing=f"questionnaire:{row.code}",
        unit_id=None,
        now=now,
    )
    db.session.commit()


def _is_published(code: str) -> bool:
    query = select(QuestionnaireRow.id).where(QuestionnaireRow.code == code)
    return db.session.scalar(query) is not None
