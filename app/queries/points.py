"""Where an access code leads: the point it hangs at and the survey that is fielded there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app import clock
from app.errors import AccessCodeMoved, AccessCodeRevoked, SurveyNotOpen, UnknownAccessCode
from app.extensions import db
from app.models import AccessCode, Service, Survey, SurveyPoint, Unit, UnitParent

LONGEST_WAY = 8
"""How many codes may lead on to each other before we take the way for a circle."""


@dataclass(frozen=True)
class Name:
    """A name in the languages of the pages; filter `name_of` chooses."""

    name_vi: str
    name_en: str | None


@dataclass(frozen=True)
class FieldedPoint:
    """A collection point with the survey fielded there: all that a citizen's page needs.

    `opens_at` and `closes_at` bound the survey's days; the latter is the first moment after them.
    """

    access_code: str
    point_id: int
    unit_id: int
    mode: str
    place: Name
    parent: Name | None
    service: Name | None
    survey_id: int
    version_id: int
    opens_on: date
    closes_on: date
    opens_at: datetime
    closes_at: datetime
    paused: bool
    expires_at: datetime | None
    demonstration: bool


def get_fielded_point(access_code: str, *, now: datetime) -> FieldedPoint:
    """Follow an access code in its normal form to its point and survey.

    Of several surveys at a point, the one open today, else the latest. Raises `UnknownAccessCode`,
    `AccessCodeRevoked`, `AccessCodeMoved` with the code to go on to, or `SurveyNotOpen` where there
    never was a survey; whether the survey is open is for `services.responding.check_open`.
    """
    code = db.session.get(AccessCode, access_code)
    if code is None:
        raise UnknownAccessCode("no point has this code")
    if code.revoked_at or (code.expires_at and code.expires_at <= now):
        raise AccessCodeRevoked("taken back or expired")
    if code.redirects_to:
        raise AccessCodeMoved(last_on_the_way(code))
    survey = fielded_survey(code.point_id, clock.local_day(now))
    if survey is None:
        raise SurveyNotOpen(None)
    return fielded_point(code, survey)


def last_on_the_way(code: AccessCode) -> str:
    """Follow a code that leads on to the last one; a circle leads nowhere."""
    for _ in range(LONGEST_WAY):
        if code.redirects_to is None:
            return code.code
        code = db.session.get_one(AccessCode, code.redirects_to)
    raise AccessCodeRevoked("the codes lead in a circle")


def fielded_survey(point_id: int, today: date) -> Survey | None:
    """Choose the survey of a point: the latest that is open today, else the latest of all."""
    query = (
        select(Survey)
        .join(SurveyPoint)
        .where(SurveyPoint.point_id == point_id)
        .order_by(Survey.opens_on.desc(), Survey.id.desc())
    )
    surveys: Sequence[Survey] = db.session.scalars(query).all()
    open_today = [s for s in surveys if s.opens_on <= today <= s.closes_on and not s.paused_at]
    return next(iter([*open_today, *surveys]), None)


def fielded_point(code: AccessCode, survey: Survey) -> FieldedPoint:
    """Copy what a page needs out of the rows, so that it can be kept beyond the request."""
    point = code.point
    opens_at, closes_at = clock.day_bounds(survey.opens_on, survey.closes_on)
    return FieldedPoint(
        access_code=code.code,
        point_id=point.id,
        unit_id=point.place_id,
        mode=point.mode,
        place=Name(point.place.name_vi, point.place.name_en),
        parent=parent_name(point.place_id),
        service=service_name(point.service_id),
        survey_id=survey.id,
        version_id=survey.version_id,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        opens_at=opens_at,
        closes_at=closes_at,
        paused=survey.paused_at is not None,
        expires_at=code.expires_at,
        demonstration=survey.demonstration or point.place.demonstration,
    )


def parent_name(unit_id: int) -> Name | None:
    """Give the name of the unit that a unit stands under today."""
    query = (
        select(Unit.name_vi, Unit.name_en)
        .join(UnitParent, UnitParent.parent_id == Unit.id)
        .where(UnitParent.unit_id == unit_id, UnitParent.valid_to.is_(None))
    )
    found = db.session.execute(query).first()
    return Name(*found) if found else None


def service_name(service_id: int | None) -> Name | None:
    """Give the name of a service, or None for a point of all services."""
    service = db.session.get(Service, service_id) if service_id is not None else None
    return Name(service.name_vi, service.name_en) if service else None
