"""Points, codes and surveys of the demonstration, and the answers given at them."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import numpy as np
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import (
    CollectionPoint,
    Mode,
    Sector,
    Survey,
    SurveyPoint,
    SurveyUnit,
    SurveyVersion,
    Touchpoint,
)
from app.services.access_codes import add_access_code
from app.services.demonstration.background import with_background
from app.services.demonstration.opinions import (
    item_shifts,
    one_person,
    one_remark,
    overall_levels,
    seconds_taken,
)
from app.services.demonstration.organisation import Place
from app.services.demonstration.periods import HalfYear
from app.services.demonstration.remarks import REMARKS
from app.services.demonstration.tendencies import Tendency, answer_counts
from app.services.questionnaires import add_version
from app.services.response_store.rows import NewResponse
from surveys.catalogue import load_catalogue_questionnaire
from surveys.definitions import Questionnaire, Role

COMMENTED = 0.06
IN_ENGLISH = 0.01
SEVERAL_SLIPS = (Touchpoint.DESK_POSTER, Touchpoint.RECEIPT_SLIP, Touchpoint.REFUSAL_SLIP)
SLIP_SHARES = {
    Touchpoint.DESK_POSTER: 0.6,
    Touchpoint.RECEIPT_SLIP: 0.32,
    Touchpoint.RESULT_SLIP: 0.12,
    Touchpoint.REFUSAL_SLIP: 0.05,
}
"""How many of a place's answers come through which touchpoint, before scaling to one."""


@dataclass(frozen=True)
class Programme:
    """What is asked at which places: a questionnaire of the catalogue, with what is added."""

    questionnaire: str
    code: str
    title_vi: str
    title_en: str
    sector: Sector
    with_background: bool = False


ONE_STOP = Programme(
    "one_stop_short",
    "demo-counters",
    "Hài lòng tại Bộ phận Một cửa",
    "Satisfaction at one-stop counters",
    Sector.ADMINISTRATION,
    with_background=True,
)
OUTPATIENT = Programme(
    "outpatient",
    "demo-outpatient",
    "Hài lòng của người bệnh ngoại trú",
    "Satisfaction of outpatients",
    Sector.HEALTH,
)
INPATIENT = Programme(
    "inpatient",
    "demo-inpatient",
    "Hài lòng của người bệnh nội trú",
    "Satisfaction of inpatients",
    Sector.HEALTH,
)
PARENTS = Programme(
    "parents",
    "demo-parents",
    "Hài lòng của cha mẹ học sinh",
    "Satisfaction of pupils' parents",
    Sector.EDUCATION,
)


def add_points(
    places: Sequence[Place], touchpoints: Sequence[Touchpoint], *, now: datetime
) -> dict[int, list[CollectionPoint]]:
    """Add a point with an access code per place and touchpoint; give them by the place's id."""
    points = {
        place.unit.id: [
            CollectionPoint(
                place_id=place.unit.id,
                body_id=place.body.id,
                touchpoint=touchpoint,
                mode=Mode.SELF_PHONE,
            )
            for touchpoint in touchpoints
        ]
        for place in places
    }
    add_with_codes([point for of_place in points.values() for point in of_place], now=now)
    return points


def add_kiosks(points: Sequence[CollectionPoint], *, now: datetime) -> None:
    """Add a shared tablet beside each of some points, for the same surveys; none was answered."""
    for beside in points:
        kiosk = CollectionPoint(
            place_id=beside.place_id,
            body_id=beside.body_id,
            touchpoint=Touchpoint.KIOSK,
            mode=Mode.KIOSK,
        )
        add_with_codes([kiosk], now=now)
        surveys = select(SurveyPoint.survey_id).where(SurveyPoint.point_id == beside.id)
        db.session.add_all(
            SurveyPoint(survey_id=survey_id, point_id=kiosk.id)
            for survey_id in db.session.scalars(surveys).all()
        )


def add_with_codes(points: list[CollectionPoint], *, now: datetime) -> None:
    """Add points and give each an access code."""
    db.session.add_all(points)
    db.session.flush()
    for point in points:
        add_access_code(point, now=now)


def add_survey(
    programme: Programme,
    period: HalfYear,
    points: dict[int, list[CollectionPoint]],
    province_id: int,
    now: datetime,
) -> Survey:
    """Add the survey of a programme in a half-year, fielded at `points`."""
    questionnaire = load_catalogue_questionnaire(programme.questionnaire)
    asked = with_background(questionnaire) if programme.with_background else questionnaire
    version, _ = add_version(asked, now=now, demonstration=True)
    start, _ = clock.day_bounds(period.first, period.last)
    survey = Survey(
        code=f"{programme.code}-{period.year}-{period.half}",
        title_vi=f"{programme.title_vi}, {period.name_vi} (minh họa)",
        title_en=f"{programme.title_en}, {period.name_en} (demonstration)",
        sector=programme.sector,
        version_id=version.id,
        opens_on=period.first,
        closes_on=period.last,
        opened_at=start,
        formulas=[formula.id for formula in questionnaire.formulas],
        demonstration=True,
    )
    db.session.add(survey)
    db.session.flush()
    db.session.add(SurveyVersion(survey_id=survey.id, since=start, version_id=version.id))
    # Two surveys ask at hospitals, each at departments of its own; the others everywhere.
    one_by_one = programme.sector == Sector.HEALTH
    db.session.add_all(
        SurveyUnit(survey_id=survey.id, unit_id=unit_id, with_subtree=not one_by_one)
        for unit_id in (points if one_by_one else [province_id])
    )
    db.session.add_all(
        SurveyPoint(survey_id=survey.id, point_id=point.id)
        for of_place in points.values()
        for point in of_place
    )
    return survey


@dataclass(frozen=True)
class Fielding:
    """A survey in the field: where, over which days, with whose tendencies."""

    survey: Survey
    questionnaire: Questionnaire
    points: dict[int, list[CollectionPoint]]
    days: Sequence[date]
    shifts: dict[str, float]
    rng: np.random.Generator


def fielding(
    survey: Survey,
    programme: Programme,
    points: dict[int, list[CollectionPoint]],
    today: date,
    rng: np.random.Generator,
) -> Fielding:
    """Put a survey into the field on the working days before `today`."""
    questionnaire = load_catalogue_questionnaire(programme.questionnaire)
    end = min(survey.closes_on, today - timedelta(days=1))
    span = range(max((end - survey.opens_on).days + 1, 0))
    days = [survey.opens_on + timedelta(days=number) for number in span]
    working = [day for day in days if day.weekday() < 5]
    return Fielding(survey, questionnaire, points, working, item_shifts(questionnaire, rng), rng)


def answers_given(
    field: Fielding, places: Sequence[Place], tendencies: list[Tendency], asked: list[int]
) -> Iterator[NewResponse]:
    """Make the answers given at every place out of `asked` people there."""
    if not field.days:
        return
    counts = answer_counts(tendencies, asked, field.rng)
    for place, tendency, n in zip(places, tendencies, counts, strict=True):
        points = field.points[place.unit.id]
        shares = np.array([SLIP_SHARES[Touchpoint(point.touchpoint)] for point in points])
        chosen = field.rng.choice(len(points), size=n, p=shares / shares.sum())
        levels = overall_levels(tendency, n, field.rng)
        for level, point in zip(levels, chosen, strict=True):
            yield one_response(field, points[int(point)], tendency, level)


def one_response(
    field: Fielding, point: CollectionPoint, tendency: Tendency, overall: int
) -> NewResponse:
    """Make one person's response at a point."""
    rng = field.rng
    straight = tendency.unanimous is not None or rng.random() < tendency.straight
    answers = one_person(field.questionnaire, overall, field.shifts, straight=straight, rng=rng)
    comments = {}
    if rng.random() < COMMENTED:
        item = next((q.code for q in field.questionnaire if q.role is Role.COMMENT), None)
        remarks = REMARKS[Sector(field.survey.sector)]
        comments = {item: one_remark(overall, remarks, rng)} if item else {}
    return NewResponse(
        **given_at(field.survey, point, rng),
        language="en" if rng.random() < IN_ENGLISH else "vi",
        answered_at=office_hour(field.days[int(rng.integers(len(field.days)))], rng),
        duration=seconds_taken(straight, len(answers), rng),
        answers=answers,
        comments=comments,
    )


def given_at(survey: Survey, point: CollectionPoint, rng: np.random.Generator) -> dict[str, Any]:
    """Say of a response which form it is and where it was given; draws the key."""
    return {
        "key": uuid.UUID(bytes=rng.bytes(16), version=4),
        "survey_id": survey.id,
        "version_id": survey.version_id,
        "point_id": point.id,
        "unit_id": point.place_id,
        "mode": point.mode,
    }


def office_hour(day: date, rng: np.random.Generator) -> datetime:
    """Draw a moment of a working day between half past seven and five, the noon break left out."""
    minute = int(rng.integers(0, 480))
    start = time(7, 30) if minute < 240 else time(13)
    moment = datetime.combine(day, start, tzinfo=clock.local_zone())
    return moment + timedelta(minutes=minute % 240, seconds=int(rng.integers(0, 60)))
