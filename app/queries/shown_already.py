"""What was frozen with a unit's figure in it: publications, and signed reports."""

import json
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.models import FrozenReport, Publication, ReportState, Survey, Unit
from app.queries.publications import Listed


@dataclass(frozen=True, slots=True)
class ShownAlready:
    """Publications with a figure of a unit, withdrawn ones too, and signed reports on it."""

    publications: tuple[Listed, ...]
    reports: tuple[FrozenReport, ...]

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.publications or self.reports)


def shown_already(unit_id: int) -> ShownAlready:
    """Find what shows a unit, the newest first; reads the documents of its kind of unit."""
    later = aliased(Publication)
    query = (
        select(Publication, Survey, later.id)
        .join(Survey, Survey.id == Publication.survey_id)
        .outerjoin(later, later.replaces_id == Publication.id)
        .where(Publication.level == select(Unit.kind).where(Unit.id == unit_id).scalar_subquery())
        .order_by(Publication.id.desc())
    )
    public = [Listed(*row) for row in db.session.execute(query) if _shows(row[0], unit_id)]
    return ShownAlready(tuple(public), _reports(unit_id))


def _shows(made: Publication, unit_id: int) -> bool:
    rows = json.loads(made.document)["rows"]
    return any(row["unit"]["id"] == unit_id and row["figure"] for row in rows)


def _reports(unit_id: int) -> tuple[FrozenReport, ...]:
    query = (
        select(FrozenReport)
        .options(joinedload(FrozenReport.survey), joinedload(FrozenReport.unit))
        .where(FrozenReport.state == ReportState.SIGNED)
        .order_by(FrozenReport.id.desc())
    )
    return tuple(found for found in db.session.scalars(query) if unit_id in found.unit_ids)
