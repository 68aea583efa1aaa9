"""Published questionnaires, read from their documents once."""

from collections.abc import Iterable

from flask import current_app
from sqlalchemy import func, select

from app.errors import NotFound
from app.extensions import db
from app.models import Questionnaire as QuestionnaireRow
from app.models import QuestionnaireVersion
from surveys.definitions import Questionnaire
from surveys.documents import from_document


def get_version(version_id: int) -> QuestionnaireVersion:
    """Give a published version; raises `NotFound`."""
    # A number that the column cannot hold would be an error of the database.
    version = db.session.get(QuestionnaireVersion, version_id) if version_id < 2**31 else None
    if version is None:
        raise NotFound("no such version")
    return version


def get_questionnaire(version_id: int) -> Questionnaire:
    """Give the questionnaire of a published version.

    It is kept for the life of the process: a published version never changes (a trigger sees to
    it). Raises `NotFound`.
    """
    known: dict[int, Questionnaire] = current_app.extensions.setdefault("questionnaires", {})
    if version_id not in known:
        known[version_id] = from_document(get_version(version_id).document)
    return known[version_id]


def latest_versions() -> list[QuestionnaireVersion]:
    """List the latest version of every questionnaire that is not retired, by its code."""
    newest = (
        select(
            QuestionnaireVersion.questionnaire_id, func.max(QuestionnaireVersion.number).label("n")
        )
        .group_by(QuestionnaireVersion.questionnaire_id)
        .subquery()
    )
    query = (
        select(QuestionnaireVersion)
        .join(QuestionnaireRow)
        .join(
            newest,
            (newest.c.questionnaire_id == QuestionnaireVersion.questionnaire_id)
            & (newest.c.n == QuestionnaireVersion.number),
        )
        .where(QuestionnaireRow.retired_at.is_(None))
        .order_by(QuestionnaireRow.code)
    )
    return list(db.session.scalars(query))


def version_numbers(version_ids: Iterable[int]) -> dict[int, int]:
    """Give the numbers under which versions were published, by row."""
    query = select(QuestionnaireVersion.id, QuestionnaireVersion.number).where(
        QuestionnaireVersion.id.in_(set(version_ids))
    )
    return {row.id: row.number for row in db.session.execute(query)}
