"""Units and who stood under whom on a day."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import CollectionPoint, SurveyPoint, Unit, UnitParent


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What pages and files say of a unit."""

    id: int
    code: str
    name_vi: str
    name_en: str | None
    kind: str
    sector: str
    demonstration: bool


def list_units() -> list[UnitFacts]:
    """List every unit there is or was, in the order of the official codes."""
    columns = (Unit.id, Unit.code, Unit.name_vi, Unit.name_en, Unit.kind, Unit.sector)
    query = select(*columns, Unit.demonstration).order_by(Unit.code, Unit.valid_from)
    return [UnitFacts(*row) for row in db.session.execute(query)]


def get_unit_by_code(code: str, day: date) -> Unit:
    """Give the unit that has an official code on a day; raises `NotFound`."""
    query = select(Unit).where(
        Unit.code == code,
        Unit.valid_from <= day,
        or_(Unit.valid_to.is_(None), Unit.valid_to >= day),
    )
    unit = db.session.scalar(query)
    if unit is None:
        raise NotFound(f"no unit has the code {code!r} on {day}")
    return unit


def parents_on(day: date) -> dict[int, int]:
    """Tell the parent of every unit that has one: on `day`, or the last one it had before."""
    query = (
        select(UnitParent.unit_id, UnitParent.parent_id)
        .where(UnitParent.valid_from <= day)
        .order_by(UnitParent.valid_from)
    )
    return {row.unit_id: row.parent_id for row in db.session.execute(query)}


def survey_unit_ids(survey_id: int) -> set[int]:
    """Tell the units at whose collection points a survey asks."""
    query = (
        select(CollectionPoint.place_id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .where(SurveyPoint.survey_id == survey_id)
        .distinct()
    )
    return set(db.session.scalars(query))
