"""Which units a thing belongs to, as the rights ask it."""

from sqlalchemy import select

from app.extensions import db
from app.models import (
    AuditEvent,
    CollectionPoint,
    Improvement,
    PaperBatch,
    Population,
    Publication,
    QuestionnaireDraft,
    QuestionnaireVersion,
    ReadableComment,
    Response,
    RoleGrant,
    ServiceAccount,
    Survey,
    SurveyPoint,
    SurveyUnit,
    Unit,
)


def point_unit_ids(point_id: int) -> frozenset[int]:
    """Tell the unit where a collection point stands; none if there is no such point."""
    query = select(CollectionPoint.place_id).where(CollectionPoint.id == point_id)
    return frozenset(db.session.scalars(query))


def count_unit_ids(entry_id: int) -> frozenset[int]:
    """Tell the unit of a dossier count; none if there is no such count."""
    return frozenset(
        db.session.scalars(select(Population.unit_id).where(Population.id == entry_id))
    )


def draft_owner_ids(draft_id: int) -> frozenset[int]:
    """Tell the unit that owns a draft; none if there is no such draft."""
    query = select(QuestionnaireDraft.owner_id).where(QuestionnaireDraft.id == draft_id)
    return frozenset(db.session.scalars(query))


def version_owner_ids(version_id: int) -> frozenset[int]:
    """Tell the unit that owns the draft of a published questionnaire; none if it has no draft."""
    query = (
        select(QuestionnaireDraft.owner_id)
        .join(
            QuestionnaireVersion,
            QuestionnaireVersion.questionnaire_id == QuestionnaireDraft.questionnaire_id,
        )
        .where(QuestionnaireVersion.id == version_id)
    )
    return frozenset(db.session.scalars(query))


def paper_batch_unit_ids(batch_id: int) -> frozenset[int]:
    """Tell the unit where the sheets of a batch come from; none if there is no such batch."""
    query = (
        select(CollectionPoint.place_id)
        .join(PaperBatch, PaperBatch.point_id == CollectionPoint.id)
        .where(PaperBatch.id == batch_id)
    )
    return frozenset(db.session.scalars(query))


def survey_unit_ids_by_code(code: str) -> frozenset[int]:
    """Tell the units where a survey asks or was answered; none if there is no such survey."""
    # PostgreSQL has no text with this character and would answer with an error.
    if "\0" in code:
        return frozenset()
    asked = (
        select(CollectionPoint.place_id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .join(Survey, Survey.id == SurveyPoint.survey_id)
        .where(Survey.code == code)
    )
    answered = (
        select(Response.unit_id)
        .join(Survey, Survey.id == Response.survey_id)
        .where(Survey.code == code)
    )
    return frozenset(db.session.scalars(asked.union(answered)))


def survey_unit_ids(survey_id: int) -> frozenset[int]:
    """Tell the units where a survey asks or is to ask; none if there is no such survey."""
    asked = (
        select(CollectionPoint.place_id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .where(SurveyPoint.survey_id == survey_id)
    )
    return frozenset(db.session.scalars(asked)) | chosen_unit_ids(survey_id)


def chosen_unit_ids(survey_id: int) -> frozenset[int]:
    """Tell the units that were chosen for a survey."""
    query = select(SurveyUnit.unit_id).where(SurveyUnit.survey_id == survey_id)
    return frozenset(db.session.scalars(query))


def event_unit_ids(event_id: int) -> frozenset[int] | None:
    """Tell the unit of an audit event; None if it speaks of the whole service."""
    found = db.session.scalars(select(AuditEvent.unit_id).where(AuditEvent.id == event_id)).all()
    return None if found == [None] else frozenset(number for number in found if number is not None)


def comment_unit_ids(comment_id: str) -> frozenset[int]:
    """Tell the unit that a comment was written at; none if there is no such comment."""
    if "\0" in comment_id:
        return frozenset()
    query = select(ReadableComment.unit_id).where(ReadableComment.id == comment_id)
    return frozenset(db.session.scalars(query))


def person_unit_ids(user_id: int) -> list[int | None]:
    """Tell the units that a person holds roles on, now or later; None is the whole service."""
    query = select(RoleGrant.unit_id).where(
        RoleGrant.user_id == user_id, RoleGrant.ended_at.is_(None)
    )
    return list(db.session.scalars(query))


def service_account_unit_ids(account_id: int) -> list[int | None]:
    """Tell the unit that a program's key is good for; empty if there is no such account."""
    query = select(ServiceAccount.unit_id).where(ServiceAccount.id == account_id)
    return list(db.session.scalars(query))


def unit_exists(unit_id: int) -> bool:
    """Tell whether there is such a unit."""
    return db.session.scalar(select(Unit.id).where(Unit.id == unit_id)) is not None


def published_survey_ids(publication_id: int) -> frozenset[int]:
    """Tell the survey of a publication; none if there is no such publication."""
    query = select(Publication.survey_id).where(Publication.id == publication_id)
    return frozenset(db.session.scalars(query))


def improvement_unit_ids(improvement_id: int) -> frozenset[int]:
    """Tell the unit that an entry of what was changed speaks of."""
    query = select(Improvement.unit_id).where(Improvement.id == improvement_id)
    return frozenset(db.session.scalars(query))
