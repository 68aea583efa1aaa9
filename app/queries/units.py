"""Units and who stood under whom on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import (
    CollectionPoint,
    SurveyPoint,
    Unit,
    UnitFormerName,
    UnitParent,
    UnitSuccessor,
)


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
    valid_from: date = date.min
    valid_to: date | None = None
    one_person: bool = False


def list_units(day: date | None = None) -> list[UnitFacts]:
    """List every unit there is or was, in the order of the official codes.

    Codes and names are those of a day, if one is given; of units that ended before it the last.
    An end after that day is not known yet, so that a page of that time stays as it was.
    """
    columns = (Unit.id, Unit.code, Unit.name_vi, Unit.name_en, Unit.kind, Unit.sector)
    dated = (Unit.demonstration, Unit.valid_from, Unit.valid_to, Unit.one_person)
    query = select(*columns, *dated).order_by(Unit.code, Unit.valid_from)
    rows: Iterable[Sequence[Any]] = db.session.execute(query)
    units = [UnitFacts(*row) for row in rows]
    if day is None:
        return units
    former = former_names(day)
    called = [
        replace(unit, **former.get(unit.id, {}), valid_to=_known_end(unit.valid_to, day))
        for unit in units
    ]
    return sorted(called, key=lambda unit: (unit.code, unit.valid_from))


def _known_end(last: date | None, day: date) -> date | None:
    return last if last is not None and last < day else None


def former_names(day: date) -> dict[int, dict[str, Any]]:
    """Tell code and names of the units that had others on a day than they have now."""
    query = (
        select(UnitFormerName)
        .where(UnitFormerName.last_day >= day)
        .order_by(UnitFormerName.last_day.desc())
    )
    return {
        name.unit_id: {"code": name.code, "name_vi": name.name_vi, "name_en": name.name_en}
        for name in db.session.scalars(query)
    }


def list_successors() -> dict[int, list[tuple[int, float]]]:
    """Tell which units followed each one that ended, with their shares."""
    found: dict[int, list[tuple[int, float]]] = {}
    columns = (UnitSuccessor.old_id, UnitSuccessor.new_id, UnitSuccessor.share)
    for old, new, share in db.session.execute(select(*columns)):
        found.setdefault(old, []).append((new, share))
    return found


def is_demonstration(unit_id: int) -> bool:
    """Tell whether a unit is made up to show the service."""
    return bool(db.session.scalar(select(Unit.demonstration).where(Unit.id == unit_id)))


def code_on(day: date) -> ColumnElement[str]:
    """Say in SQL which code a unit had on a day."""
    former = (
        select(UnitFormerName.code)
        .where(UnitFormerName.unit_id == Unit.id, UnitFormerName.last_day >= day)
        .order_by(UnitFormerName.last_day)
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(former, Unit.code)


def get_unit_by_code(code: str, day: date) -> Unit:
    """Give the unit that has an official code on a day; raises `NotFound`."""
    query = select(Unit).where(
        code_on(day) == code,
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


def survey_unit_ids(survey_id: int, first: date, last: date) -> set[int]:
    """Tell the units at whose collection points a survey asked, of those there in a period."""
    query = (
        select(CollectionPoint.place_id)
        .join(SurveyPoint, SurveyPoint.point_id == CollectionPoint.id)
        .join(Unit, Unit.id == CollectionPoint.place_id)
        .where(
            SurveyPoint.survey_id == survey_id,
            Unit.valid_from <= last,
            or_(Unit.valid_to.is_(None), Unit.valid_to >= first),
        )
        .distinct()
    )
    return set(db.session.scalars(query))
