"""Drafts of questionnaires, as the designer's pages read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import (
    DraftLock,
    DraftStep,
    Questionnaire,
    QuestionnaireDraft,
    QuestionnaireVersion,
    TrialAnswer,
    TrialLink,
)
from app.queries.pages import LARGEST_ID
from app.queries.questionnaires import get_questionnaire
from app.scope import EVERYTHING, Scope


@dataclass(frozen=True)
class ListedQuestionnaire:
    """A published questionnaire with the number and title of its last version."""

    id: int
    code: str
    version_id: int
    title: dict[str, str]
    number: int
    published_at: datetime
    retired_at: datetime | None
    demonstration: bool


def get_draft(draft_id: int) -> QuestionnaireDraft:
    """Give a draft as it is stored now; raises `NotFound`."""
    draft = None
    if draft_id <= LARGEST_ID:
        draft = db.session.get(QuestionnaireDraft, draft_id, populate_existing=True)
    if draft is None:
        raise NotFound(f"no draft {draft_id}")
    return draft


def list_drafts(scope: Scope = EVERYTHING) -> Sequence[QuestionnaireDraft]:
    """List the drafts of some units, the one saved last first."""
    query = (
        select(QuestionnaireDraft)
        .where(scope.clause(QuestionnaireDraft.owner_id))
        .order_by(QuestionnaireDraft.saved_at.desc(), QuestionnaireDraft.id.desc())
    )
    return db.session.scalars(query).all()


def draft_of_questionnaire(questionnaire_id: int) -> QuestionnaireDraft | None:
    """Give the draft of a published questionnaire, if it has one."""
    query = select(QuestionnaireDraft).where(
        QuestionnaireDraft.questionnaire_id == questionnaire_id
    )
    return db.session.scalar(query)


def is_code_taken(code: str) -> bool:
    """Tell whether a questionnaire or a draft has this code."""
    published = select(Questionnaire.id).where(Questionnaire.code == code)
    drafted = select(QuestionnaireDraft.id).where(QuestionnaireDraft.code == code)
    return any(db.session.scalar(query) is not None for query in (published, drafted))


def list_published() -> list[ListedQuestionnaire]:
    """List the published questionnaires by code, each with its last version."""
    last = (
        select(
            QuestionnaireVersion.questionnaire_id,
            func.max(QuestionnaireVersion.number).label("number"),
        )
        .group_by(QuestionnaireVersion.questionnaire_id)
        .subquery()
    )
    query = (
        select(
            Questionnaire.id,
            Questionnaire.code,
            QuestionnaireVersion.id,
            QuestionnaireVersion.document["title"],
            QuestionnaireVersion.number,
            QuestionnaireVersion.published_at,
            Questionnaire.retired_at,
            Questionnaire.demonstration,
        )
        .join(last, last.c.questionnaire_id == Questionnaire.id)
        .join(
            QuestionnaireVersion,
            (QuestionnaireVersion.questionnaire_id == last.c.questionnaire_id)
            & (QuestionnaireVersion.number == last.c.number),
        )
        .order_by(Questionnaire.code)
    )
    return [ListedQuestionnaire(*row) for row in db.session.execute(query)]


def get_step(draft_id: int, number: int) -> DraftStep | None:
    """Give one step of a draft's history."""
    return db.session.get(DraftStep, (draft_id, number))


def lock_in_force(draft_id: int, *, now: datetime) -> DraftLock | None:
    """Give the lock of a draft, unless it has lapsed."""
    lock = db.session.get(DraftLock, draft_id, populate_existing=True)
    return lock if lock is not None and lock.until > now else None


def list_locks(*, now: datetime) -> dict[int, DraftLock]:
    """Give the locks in force by draft."""
    locks = db.session.scalars(select(DraftLock).where(DraftLock.until > now))
    return {lock.draft_id: lock for lock in locks}


def trial_link_of(draft_id: int) -> TrialLink | None:
    """Give the link under which a draft can be tried."""
    return db.session.get(TrialLink, draft_id)


def draft_on_trial(code: str) -> QuestionnaireDraft:
    """Give the draft that a trial link leads to; raises `NotFound`."""
    # PostgreSQL has no text with this character and would answer with an error.
    query = select(QuestionnaireDraft).join(TrialLink).where(TrialLink.code == code)
    draft = None if "\0" in code else db.session.scalar(query)
    if draft is None:
        raise NotFound("no trial link has this code")
    return draft


def list_trial_answers(draft_id: int, *, most: int) -> Sequence[TrialAnswer]:
    """List the last answers given to try a draft."""
    query = (
        select(TrialAnswer)
        .where(TrialAnswer.draft_id == draft_id)
        .order_by(TrialAnswer.id.desc())
        .limit(most)
    )
    return db.session.scalars(query).all()


def count_trial_answers(draft_id: int) -> int:
    """Count the answers given to try a draft."""
    query = select(func.count()).where(TrialAnswer.draft_id == draft_id)
    return db.session.scalar(query) or 0


def published_items(questionnaire_id: int | None) -> frozenset[str]:
    """Give every item code that some version of a questionnaire has."""
    query = select(QuestionnaireVersion.id).where(
        QuestionnaireVersion.questionnaire_id == questionnaire_id
    )
    versions = db.session.scalars(query) if questionnaire_id is not None else ()
    return frozenset(code for version in versions for code in get_questionnaire(version).questions)
