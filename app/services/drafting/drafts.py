"""Drafts are begun from something, and thrown away when they were never published."""

from datetime import datetime

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import QuestionnaireDraft, QuestionnaireVersion, Unit
from app.queries.drafts import draft_of_questionnaire, get_draft, is_code_taken
from app.services.auditing import record_event
from app.services.drafting.documents import Document


class CodeTaken(LangNgheError):
    """Another questionnaire has this code already."""


class AlreadyPublished(LangNgheError):
    """The draft belongs to a published questionnaire and cannot be thrown away."""


def begin_draft(
    document: Document, *, owner_id: int, editor: Actor, now: datetime
) -> QuestionnaireDraft:
    """Begin a draft of a new questionnaire with a document; raises `CodeTaken`."""
    if is_code_taken(document["code"]):
        raise CodeTaken(document["code"])
    return _begin(document, None, owner_id, editor, now)


def begin_next_version(
    version: QuestionnaireVersion, *, owner_id: int, editor: Actor, now: datetime
) -> QuestionnaireDraft:
    """Give the draft of a published questionnaire; where there is none, begin it with `version`."""
    there = draft_of_questionnaire(version.questionnaire_id)
    if there is not None:
        return there
    return _begin(version.document, version.questionnaire_id, owner_id, editor, now)


def throw_draft_away(draft_id: int, *, editor: Actor, now: datetime) -> None:
    """Delete a draft that was never published, with its history and its trials.

    Raises `AlreadyPublished`.
    """
    draft = get_draft(draft_id)
    if draft.questionnaire_id is not None:
        raise AlreadyPublished(draft.code)
    record_event(
        "draft.delete",
        actor=editor,
        thing=f"draft:{draft_id}",
        unit_id=draft.owner_id,
        now=now,
        questionnaire=draft.code,
    )
    db.session.delete(draft)
    db.session.commit()


def _begin(
    document: Document,
    questionnaire_id: int | None,
    owner_id: int,
    editor: Actor,
    now: datetime,
) -> QuestionnaireDraft:
    """Add a draft; one that belongs to a unit of the demonstration belongs to it as well."""
    draft = QuestionnaireDraft(
        code=document["code"],
        owner_id=owner_id,
        questionnaire_id=questionnaire_id,
        document=document,
        created_at=now,
        saved_at=now,
        saved_by_id=editor.id,
        demonstration=db.session.get_one(Unit, owner_id).demonstration,
    )
    db.session.add(draft)
    db.session.flush()
    record_event(
        "draft.begin",
        actor=editor,
        thing=f"draft:{draft.id}",
        unit_id=owner_id,
        now=now,
        questionnaire=draft.code,
    )
    db.session.commit()
    return draft
