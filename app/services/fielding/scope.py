"""Where a survey asks: its units, and the collection points that stand there."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import delete, insert, or_, select

from app import clock
from app.extensions import db
from app.models import CollectionPoint, Survey, SurveyPoint, SurveyUnit, Touchpoint, Unit
from app.queries.units import code_on, parents_on


def units_by_code(codes: Collection[str], first: date, last: date) -> dict[str, int]:
    """Find the units that codes name in a period.

    A code alone names several units over time: the one that has it on the first day is meant, else
    the first that gets it.
    """
    code = code_on(first)
    query = (
        select(code, Unit.id)
        .where(
            code.in_(codes),
            Unit.valid_from <= last,
            or_(Unit.valid_to.is_(None), Unit.valid_to >= first),
        )
        .order_by(Unit.valid_from.desc())
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def store_units(survey_id: int, chosen: Mapping[int, bool]) -> None:
    """Replace the units of a survey by the chosen ones: unit to whether all below it count too."""
    db.session.execute(delete(SurveyUnit).where(SurveyUnit.survey_id == survey_id))
    db.session.add_all(
        SurveyUnit(survey_id=survey_id, unit_id=unit_id, with_subtree=with_subtree)
        for unit_id, with_subtree in chosen.items()
    )


def topmost(unit_ids: Iterable[int], now: datetime) -> list[int]:
    """Leave out units that stand below another one of them: its subtree holds them already."""
    parents, wanted = parents_on(clock.local_day(now)), set(unit_ids)
    return [unit for unit in sorted(wanted) if not wanted & set(units_above(unit, parents))]


def units_above(unit_id: int, parents: Mapping[int, int]) -> list[int]:
    """List the units above one, the nearest first; a circle ends where it closes."""
    above: list[int] = []
    step = parents.get(unit_id)
    while step is not None and step not in above and step != unit_id:
        above.append(step)
        step = parents.get(step)
    return above


def units_in_scope(survey: Survey, now: datetime) -> set[int]:
    """List the units a survey asks at today: those chosen, and those of its sector below them."""
    rows = db.session.execute(
        select(SurveyUnit.unit_id, SurveyUnit.with_subtree).where(SurveyUnit.survey_id == survey.id)
    ).all()
    today = clock.local_day(now)
    parents = parents_on(today)
    roots = {row.unit_id for row in rows if row.with_subtree}
    in_force = or_(Unit.valid_to.is_(None), Unit.valid_to >= today)
    of_sector = db.session.scalars(select(Unit.id).where(Unit.sector == survey.sector, in_force))
    below = {unit for unit in of_sector if roots & {unit, *units_above(unit, parents)}}
    return below | {row.unit_id for row in rows}


def attach_points(survey: Survey, now: datetime) -> int:
    """Let every point at the survey's units collect for it, without committing; give how many.

    Points that only an imported file uses stay with the survey they were made for.
    """
    units = units_in_scope(survey, now)
    there = select(SurveyPoint.point_id).where(SurveyPoint.survey_id == survey.id)
    query = select(CollectionPoint.id, CollectionPoint.place_id).where(
        CollectionPoint.touchpoint != Touchpoint.IMPORT, CollectionPoint.id.not_in(there)
    )
    missing = [row.id for row in db.session.execute(query) if row.place_id in units]
    if missing:
        rows = [{"survey_id": survey.id, "point_id": point_id} for point_id in missing]
        db.session.execute(insert(SurveyPoint), rows)
    return len(missing)


def audited_unit(survey_id: int) -> int | None:
    """Give the unit whose auditors may see what is done to a survey: its only one, else none."""
    query = select(SurveyUnit.unit_id).where(SurveyUnit.survey_id == survey_id).limit(2)
    units = list(db.session.scalars(query))
    return units[0] if len(units) == 1 else None
