"""Reading notices to citizens: the one in force for a survey, and all that were."""

from datetime import datetime

from sqlalchemy import or_, select

from app.extensions import db
from app.models import NoticeVersion, Survey


def notice_in_force(survey_id: int, *, at: datetime | None = None) -> NoticeVersion | None:
    """Give the notice of a survey now, or at a moment: its own one, else that of its sector."""
    query = (
        select(NoticeVersion)
        .join(
            Survey,
            or_(NoticeVersion.survey_id == Survey.id, NoticeVersion.sector == Survey.sector),
        )
        .where(Survey.id == survey_id)
        .order_by(NoticeVersion.survey_id.is_(None), NoticeVersion.id.desc())
        .limit(1)
    )
    if at is not None:
        query = query.where(NoticeVersion.published_at <= at)
    return db.session.scalar(query)


def list_versions(*, sector: str | None, survey_id: int | None) -> list[NoticeVersion]:
    """List every version for a sector or a survey, the newest first."""
    same = (
        NoticeVersion.sector == sector
        if survey_id is None
        else NoticeVersion.survey_id == survey_id
    )
    return list(
        db.session.scalars(select(NoticeVersion).where(same).order_by(NoticeVersion.id.desc()))
    )
