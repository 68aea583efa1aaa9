"""Where an access code leads: the point it hangs at and the survey that is fielded there."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.errors import AccessCodeMoved, AccessCodeRevoked, SurveyNotOpen, UnknownAccessCode
from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    Service,
    Survey,
    SurveyPoint,
    SurveyVersion,
    Unit,
    UnitParent,
)
from app.queries.survey_states import survey_at_a_point, survey_bounds

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
    `version_since` is when the survey began to ask this version; `planned` that it is not opened;
    `moved_at` when the point came to the place where it stands.
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
    version_since: datetime
    opens_on: date
    closes_on: date
    opens_at: datetime
    closes_at: datetime
    planned: bool
    paused: bool
    expires_at: datetime | None
    demonstration: bool
    moved_at: datetime | None = None
    revoked_at: datetime | None = None

    def was_fielded(self, moment: datetime) -> bool:
        """Tell whether a form opened at this moment was this survey's in this version."""
        begin = max(self.opens_at, self.version_since, self.moved_at or self.opens_at)
        return begin <= moment < self.closes_at


def get_fielded_point(
    access_code: str, *, now: datetime, at: datetime | None = None
) -> FieldedPoint:
    """Follow an access code in its normal form to its point and survey.

    Of several surveys at a point, the one open `at` a moment (now, if not given), else the latest;
    of its versions, the one it asked then. What was answered `at` a moment before a code was led on
    still counts for its old point, and before it expired or was taken back is still taken. Raises
    `UnknownAccessCode`, `AccessCodeRevoked`, `AccessCodeMoved` with the code to go on to, or
    `SurveyNotOpen` where there never was a survey; whether the survey is open is for
    `services.responding`.
    """
    code = db.session.get(AccessCode, access_code)
    if code is None:
        raise UnknownAccessCode("no point has this code")
    if any(end and end <= (at or now) for end in (code.revoked_at, code.expires_at)):
        raise AccessCodeRevoked("taken back or expired")
    if code.redirects_to and not was_led_on_after(code, at):
        raise AccessCodeMoved(last_on_the_way(code))
    survey = fielded_survey(code.point_id, at or now)
    if survey is None:
        raise SurveyNotOpen(None)
    return fielded_point(code, survey, at or now)


def get_point_id(access_code: str) -> int:
    """Give the point that a code was made for, in force or not; raises `UnknownAccessCode`."""
    code = db.session.get(AccessCode, access_code)
    if code is None:
        raise UnknownAccessCode("no point has this code")
    return code.point_id


def was_led_on_after(code: AccessCode, at: datetime | None) -> bool:
    """Tell whether a code still led to its own point at a moment; one without a date never did."""
    return at is not None and code.led_on_at is not None and at < code.led_on_at


def last_on_the_way(code: AccessCode) -> str:
    """Follow a code that leads on to the last one; a circle leads nowhere."""
    for _ in range(LONGEST_WAY):
        if code.redirects_to is None:
            return code.code
        code = db.session.get_one(AccessCode, code.redirects_to)
    raise AccessCodeRevoked("the codes lead in a circle")


def fielded_survey(point_id: int, at: datetime) -> Survey | None:
    """Choose the survey of a point at a moment."""
    query = select(Survey).join(SurveyPoint).where(SurveyPoint.point_id == point_id)
    return survey_at_a_point(db.session.scalars(query).all(), at)


def version_asked(survey: Survey, at: datetime) -> tuple[int, datetime]:
    """Tell which version a survey asked at a moment, and since when."""
    query = (
        select(SurveyVersion.version_id, SurveyVersion.since)
        .where(SurveyVersion.survey_id == survey.id, SurveyVersion.since <= at)
        .order_by(SurveyVersion.since.desc())
        .limit(1)
    )
    found = db.session.execute(query).first()
    return (found[0], found[1]) if found else (survey.version_id, survey_bounds(survey)[0])


def fielded_point(code: AccessCode, survey: Survey, at: datetime) -> FieldedPoint:
    """Copy what a page needs out of the rows, so that it can be kept beyond the request."""
    point = code.point
    opens_at, closes_at = survey_bounds(survey)
    version_id, version_since = version_asked(survey, at)
    return FieldedPoint(
        access_code=code.code,
        point_id=point.id,
        unit_id=unit_at(point, at),
        mode=point.mode,
        place=Name(point.place.name_vi, point.place.name_en),
        parent=parent_name(point.place_id),
        service=service_name(point.service_id),
        survey_id=survey.id,
        version_id=version_id,
        version_since=version_since,
        opens_on=survey.opens_on,
        closes_on=survey.closes_on,
        opens_at=opens_at,
        # A point that was led on took its last answer then, whatever its survey does elsewhere.
        closes_at=min(closes_at, code.led_on_at or closes_at),
        planned=survey.opened_at is None,
        paused=survey.paused_at is not None,
        expires_at=code.expires_at,
        demonstration=survey.demonstration or point.place.demonstration,
        moved_at=point.moved_at,
        revoked_at=code.revoked_at,
    )


def unit_at(point: CollectionPoint, at: datetime) -> int:
    """Tell at which unit a point stood at a moment: where it was before its last move, or is."""
    was_elsewhere = point.moved_at is not None and at < point.moved_at
    return point.moved_from_id if was_elsewhere and point.moved_from_id else point.place_id


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
