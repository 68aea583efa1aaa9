"""Publishing questionnaires: each changed document is a new version, frozen for ever."""

from datetime import datetime

from sqlalchemy import select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Questionnaire as QuestionnaireRow
from app.models import QuestionnaireVersion
from app.services.auditing import record_event
from surveys.definitions import Questionnaire
from surveys.documents import digest, from_document, to_document
from surveys.question_changes import Effect
from surveys.versions import Difference, compare_versions


class ForbiddenChange(LangNgheError):
    """A new version would change what stored answers mean; `differences` say where."""

    def __init__(self, differences: list[Difference]) -> None:
        self.differences = differences
        super().__init__("; ".join(f"{d.place}: {d.code.value}" for d in differences))


def publish_questionnaire(
    questionnaire: Questionnaire, *, actor: Actor, now: datetime
) -> tuple[QuestionnaireVersion, bool]:
    """Publish a checked questionnaire in one transaction.

    Returns the version, and whether it is new: the same document again is the version there is.
    Raises `ForbiddenChange` if an item would change its type or an old code its meaning.
    """
    version, is_new = add_version(questionnaire, now=now)
    if is_new:
        record_event(
            "questionnaire.publish",
            actor=actor,
            thing=f"questionnaire:{questionnaire.code}",
            unit_id=None,
            now=now,
            version=version.number,
            digest=version.digest,
        )
    db.session.commit()
    return version, is_new


def add_version(
    questionnaire: Questionnaire, *, now: datetime, demonstration: bool = False
) -> tuple[QuestionnaireVersion, bool]:
    """Add the rows of `publish_questionnaire` without committing."""
    row = db.session.scalar(
        select(QuestionnaireRow).where(QuestionnaireRow.code == questionnaire.code)
    )
    if row is None:
        row = QuestionnaireRow(code=questionnaire.code, demonstration=demonstration)
        db.session.add(row)
        db.session.flush()
    versions = list_versions(row.id)
    fingerprint = digest(questionnaire)
    if versions and versions[-1].digest == fingerprint:
        return versions[-1], False
    check_change(questionnaire, [from_document(version.document) for version in versions])
    version = QuestionnaireVersion(
        questionnaire_id=row.id,
        number=len(versions) + 1,
        document=to_document(questionnaire),
        digest=fingerprint,
        published_at=now,
    )
    db.session.add(version)
    db.session.flush()
    return version, True


def list_versions(questionnaire_id: int) -> list[QuestionnaireVersion]:
    """List the versions of a questionnaire, the first one first."""
    query = (
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.questionnaire_id == questionnaire_id)
        .order_by(QuestionnaireVersion.number)
    )
    return list(db.session.scalars(query))


def check_change(new: Questionnaire, published: list[Questionnaire]) -> None:
    """Raise `ForbiddenChange` if `new` cannot follow the published versions."""
    if not published:
        return
    differences = compare_versions(published[-1], new, earlier=published[:-1])
    forbidden = [d for d in differences if d.effect is Effect.FORBIDDEN]
    if forbidden:
        raise ForbiddenChange(forbidden)
