"""Lists of collection points with what hangs there: place, centre, survey and code in force."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app import clock
from app.errors import NotFound
from app.extensions import db
from app.models import AccessCode, CollectionPoint, Mode, Service, Survey, SurveyPoint, Unit
from app.queries.pages import LARGEST_ID, PAGE_SIZE, Page
from app.queries.survey_states import survey_at_a_point
from app.queries.units import UnitFacts, list_units, parents_on
from app.scope import EVERYTHING, Scope


@dataclass(frozen=True)
class PointFilter:
    """Which points are wanted: by words of names and codes, an access code, survey or touchpoint.

    `printable` leaves out points without a survey or without a code in force; `scope` those that
    stand at other units, `modes` (if any are named) those that are answered in other ways.
    """

    text: str = ""
    access_code: str | None = None
    survey_id: int | None = None
    touchpoint: str = ""
    printable: bool = False
    scope: Scope = EVERYTHING
    modes: frozenset[Mode] = frozenset()


@dataclass(frozen=True)
class ListedPoint:
    """A point and what a page or poster says of it; `code` is the newest that still works."""

    point: CollectionPoint
    centre: UnitFacts | None
    service: Service | None
    survey: Survey | None
    code: AccessCode | None

    @property
    def demonstration(self) -> bool:
        """Whether the point belongs to the demonstration."""
        survey = self.survey
        return self.point.place.demonstration or (survey is not None and survey.demonstration)

    @property
    def languages(self) -> list[str]:
        """The languages that its survey's questionnaire speaks."""
        return self.survey.version.document.get("languages", []) if self.survey else []


def list_points(
    wanted: PointFilter, *, now: datetime, number: int = 1, size: int = PAGE_SIZE
) -> Page[ListedPoint]:
    """List a page of points in the order of their place's official code.

    Raises `NotFound` for a page that is not there.
    """
    total = count_points(wanted, now=now)
    place = aliased(Unit)
    page = (
        filtered(wanted, now)
        .join(place, CollectionPoint.place_id == place.id)
        .order_by(place.code, CollectionPoint.touchpoint, CollectionPoint.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    if not 1 <= number <= Page([], total, number, size).count:
        raise NotFound("no such page")
    return Page(described(db.session.scalars(page).all(), now), total, number, size)


def count_points(wanted: PointFilter, *, now: datetime) -> int:
    """Count the wanted points."""
    query = filtered(wanted, now).with_only_columns(func.count(CollectionPoint.id))
    return db.session.scalar(query) or 0


def get_listed_point(point_id: int, *, now: datetime) -> ListedPoint:
    """Give one point; raises `NotFound`."""
    # A number that the column cannot hold would be an error of the database.
    point = db.session.get(CollectionPoint, point_id) if point_id <= LARGEST_ID else None
    if point is None:
        raise NotFound("no such point")
    return described([point], now)[0]


def list_codes(point_id: int) -> list[AccessCode]:
    """List every code a point ever had, the newest first."""
    query = (
        select(AccessCode)
        .where(AccessCode.point_id == point_id)
        .order_by(AccessCode.issued_at.desc(), AccessCode.code)
    )
    return list(db.session.scalars(query))


def filtered(wanted: PointFilter, now: datetime) -> Select[CollectionPoint]:
    """Select the wanted points; any words of a name will do, with marks or without."""
    query = select(CollectionPoint).where(wanted.scope.clause(CollectionPoint.place_id))
    if wanted.survey_id is not None:
        at_survey = select(SurveyPoint.point_id).where(SurveyPoint.survey_id == wanted.survey_id)
        query = query.where(CollectionPoint.id.in_(at_survey))
    if wanted.touchpoint:
        query = query.where(CollectionPoint.touchpoint == wanted.touchpoint)
    if wanted.modes:
        query = query.where(CollectionPoint.mode.in_(wanted.modes))
    if wanted.printable:
        codes = select(AccessCode.point_id).where(in_force(now))
        query = query.where(CollectionPoint.id.in_(codes))
        query = query.where(CollectionPoint.id.in_(select(SurveyPoint.point_id)))
    conditions: list[ColumnElement[bool]] = []
    if wanted.text:
        units = units_called(wanted.text, now)
        conditions += [CollectionPoint.place_id.in_(units), CollectionPoint.body_id.in_(units)]
    if wanted.access_code:
        with_code = select(AccessCode.point_id).where(AccessCode.code == wanted.access_code)
        conditions.append(CollectionPoint.id.in_(with_code))
    return query.where(or_(*conditions)) if conditions else query


def units_called(text: str, now: datetime) -> list[int]:
    """List the units whose own or whose upper units' names and codes hold every word of `text`.

    Names are compared here and not by the database: neither SQLite nor a plain PostgreSQL folds
    Vietnamese marks. A province has a few thousand units, a matter of milliseconds.
    """
    words = without_marks(text).split()
    units = {unit.id: unit for unit in list_units()}
    parents = parents_on(clock.local_day(now))
    own = {
        key: without_marks(f"{unit.code} {unit.name_vi} {unit.name_en or ''}")
        for key, unit in units.items()
    }
    return [key for key in units if holds(words, whole_name(key, own, parents))]


def whole_name(unit_id: int, own: dict[int, str], parents: dict[int, int]) -> str:
    """Join the names of a unit and of all above it."""
    names: dict[int, str] = {}
    at: int | None = unit_id
    while at is not None and at not in names:
        names[at] = own[at]
        at = parents.get(at)
    return " ".join(names.values())


def holds(words: Iterable[str], name: str) -> bool:
    """Tell whether every word begins a word of the name: "an" is not to find "Thanh"."""
    return all(f" {word}" in f" {name}" for word in words)


def without_marks(text: str) -> str:
    """Write a text as small words without Vietnamese marks: "Vĩnh Yên, Đ-1" as "vinh yen d 1"."""
    apart = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    letters = (c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return " ".join("".join(letters).split())


def described(points: Sequence[CollectionPoint], now: datetime) -> list[ListedPoint]:
    """Add to points what hangs there, with a fixed number of queries for any number of points."""
    point_ids = [point.id for point in points]
    centres = centres_of([point.place_id for point in points], now)
    services = services_of([point.service_id for point in points if point.service_id is not None])
    surveys = surveys_of(point_ids, now)
    codes = codes_of(point_ids, now)
    return [
        ListedPoint(
            point=point,
            centre=centres.get(point.place_id),
            service=services.get(point.service_id or 0),
            survey=surveys.get(point.id),
            code=codes.get(point.id),
        )
        for point in points
    ]


def centres_of(unit_ids: Sequence[int], now: datetime) -> dict[int, UnitFacts]:
    """Give the unit above each unit today."""
    parents = parents_on(clock.local_day(now))
    units = {unit.id: unit for unit in list_units()}
    return {key: units[parents[key]] for key in unit_ids if key in parents}


def services_of(service_ids: Sequence[int]) -> dict[int, Service]:
    """Give services by id."""
    query = select(Service).where(Service.id.in_(service_ids))
    return {service.id: service for service in db.session.scalars(query)}


def surveys_of(point_ids: Sequence[int], now: datetime) -> dict[int, Survey]:
    """Choose the survey of each point as its citizen's page does."""
    query = (
        select(SurveyPoint.point_id, Survey)
        .join(Survey, SurveyPoint.survey_id == Survey.id)
        .where(SurveyPoint.point_id.in_(point_ids))
    )
    asking: dict[int, list[Survey]] = {}
    for point_id, survey in db.session.execute(query):
        asking.setdefault(point_id, []).append(survey)
    chosen = {point_id: survey_at_a_point(surveys, now) for point_id, surveys in asking.items()}
    return {point_id: survey for point_id, survey in chosen.items() if survey is not None}


def surveys_at(point_id: int) -> list[Survey]:
    """List every survey that a point collects or collected for, the newest first."""
    query = (
        select(Survey)
        .join(SurveyPoint, SurveyPoint.survey_id == Survey.id)
        .where(SurveyPoint.point_id == point_id)
        .order_by(Survey.opens_on.desc(), Survey.id.desc())
    )
    return list(db.session.scalars(query))


def codes_of(point_ids: Sequence[int], now: datetime) -> dict[int, AccessCode]:
    """Give the newest code in force of each point."""
    query = (
        select(AccessCode)
        .where(AccessCode.point_id.in_(point_ids), in_force(now))
        .order_by(AccessCode.issued_at, AccessCode.code)
    )
    return {code.point_id: code for code in db.session.scalars(query)}


def in_force(now: datetime) -> ColumnElement[bool]:
    """Say in SQL that a code works: not revoked, expired or led on."""
    return and_(
        AccessCode.revoked_at.is_(None),
        AccessCode.redirects_to.is_(None),
        or_(AccessCode.expires_at.is_(None), AccessCode.expires_at > now),
    )
