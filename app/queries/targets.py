"""Targets: those in force on a day, every one there ever was, and one of them."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import SurveyTarget, Target
from app.queries.pages import LARGEST_ID


@dataclass(frozen=True, slots=True)
class DatedTarget:
    """A target as it stands, for what may outlive the session it was read in."""

    id: int
    value: float
    place: int
    sector: str | None
    unit_kind: str | None
    formula: str | None
    valid_from: date
    valid_to: date | None
    source_vi: str
    source_en: str


def list_targets(day: date) -> list[DatedTarget]:
    """List the targets in force on a day."""
    columns = (getattr(Target, one.name) for one in fields(DatedTarget))
    query = select(*columns).where(
        Target.valid_from <= day, or_(Target.valid_to.is_(None), Target.valid_to >= day)
    )
    ordered = query.order_by(Target.valid_from, Target.id)
    return [DatedTarget(*row) for row in db.session.execute(ordered)]


def list_survey_targets(survey_id: int, day: date) -> list[DatedTarget]:
    """List the targets in force that a survey is judged by: those chosen for it, else all."""
    chosen = chosen_target_ids(survey_id)
    return [target for target in list_targets(day) if not chosen or target.id in chosen]


def chosen_target_ids(survey_id: int) -> set[int]:
    """Tell which targets were chosen for a survey."""
    query = select(SurveyTarget.target_id).where(SurveyTarget.survey_id == survey_id)
    return set(db.session.scalars(query))


def list_all_targets() -> list[Target]:
    """List every target, the latest first, those of the first place before the others."""
    query = select(Target).order_by(Target.place, Target.valid_from.desc(), Target.id.desc())
    return list(db.session.scalars(query))


def get_target(target_id: int) -> Target:
    """Give one target; raises `NotFound`."""
    target = db.session.get(Target, target_id) if target_id <= LARGEST_ID else None
    if target is None:
        raise NotFound("no such target")
    return target
