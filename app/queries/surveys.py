"""Surveys: all of them, one of them, and the list that administrators look through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, literal, or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import (
    CollectionPoint,
    Questionnaire,
    QuestionnaireVersion,
    Response,
    Survey,
    SurveyPoint,
    SurveyUnit,
    Unit,
    UnitParent,
)
from app.queries.pages import LARGEST_ID, Page, page_of
from app.queries.point_list import holds, without_marks
from app.queries.survey_states import SurveyState, survey_state
from app.queries.units import parents_on
from app.scope import EVERYTHING, Scope


@dataclass(frozen=True, slots=True)
class ListedSurvey:
    """A survey with its state, how many points collect for it and how many answers it has."""

    survey: Survey
    state: SurveyState
    points: int
    answers: int

    @property
    def demonstration(self) -> bool:
        """Whether it belongs to the demonstration."""
        return self.survey.demonstration


@dataclass(frozen=True, slots=True)
class ChosenUnit:
    """A unit that was chosen for a survey, alone or with all below it."""

    unit: Unit
    with_subtree: bool


def list_surveys(scope: Scope = EVERYTHING) -> list[Survey]:
    """List the surveys that ask, or are to ask, at a unit of the scope; the last to close first."""
    query = select(Survey).order_by(Survey.closes_on.desc(), Survey.code)
    if not scope.is_everything:
        asking = (
            select(SurveyPoint.survey_id)
            .join(CollectionPoint, CollectionPoint.id == SurveyPoint.point_id)
            .where(scope.clause(CollectionPoint.place_id))
        )
        planned = select(SurveyUnit.survey_id).where(scope.clause(SurveyUnit.unit_id))
        query = query.where(or_(Survey.id.in_(asking), Survey.id.in_(planned)))
    return list(db.session.scalars(query))


def surveys_meant_for(scope: Scope, day: date) -> list[Survey]:
    """List the surveys that ask, or by a chosen subtree are to ask, at a unit of the scope."""
    surveys = list_surveys()
    if scope.unit_ids is None:
        return surveys
    parents = parents_on(day)
    above: set[int] = set(scope.unit_ids)
    for unit_id in scope.unit_ids:
        step = parents.get(unit_id)
        while step is not None and step not in above:
            above.add(step)
            step = parents.get(step)
    query = select(SurveyUnit.survey_id).where(
        SurveyUnit.with_subtree, SurveyUnit.unit_id.in_(above)
    )
    meant = {survey.id for survey in list_surveys(scope)} | set(db.session.scalars(query))
    return [survey for survey in surveys if survey.id in meant]


def get_survey(code: str) -> Survey:
    """Give the survey with this code; raises `NotFound`."""
    # PostgreSQL has no text with this character and would answer with an error.
    survey = None if "\0" in code else db.session.scalar(select(Survey).where(Survey.code == code))
    if survey is None:
        raise NotFound(f"no survey {code!r}")
    return survey


def surveys_of_questionnaire(code: str) -> list[Survey]:
    """List the surveys that ask a questionnaire, in any version, the first to open first."""
    if "\0" in code:
        return []
    query = (
        select(Survey)
        .join(QuestionnaireVersion, QuestionnaireVersion.id == Survey.version_id)
        .join(Questionnaire, Questionnaire.id == QuestionnaireVersion.questionnaire_id)
        .where(Questionnaire.code == code)
        .order_by(Survey.opens_on, Survey.code)
    )
    return list(db.session.scalars(query))


def get_survey_by_id(survey_id: int) -> Survey:
    """Give the survey of this number; raises `NotFound`."""
    survey = db.session.get(Survey, survey_id) if survey_id <= LARGEST_ID else None
    if survey is None:
        raise NotFound(f"no survey {survey_id}")
    return survey


def find_surveys(
    text: str, *, state: str, number: int, now: datetime, scope: Scope = EVERYTHING
) -> Page[ListedSurvey]:
    """List a page of surveys whose code or titles hold every word of `text`, in a state if given.

    Raises `NotFound` for a page that is not there.
    """
    words = without_marks(text).split()
    found = [
        survey
        for survey in list_surveys(scope)
        if state in ("", survey_state(survey, now))
        and holds(words, without_marks(f"{survey.code} {survey.title_vi} {survey.title_en}"))
    ]
    page = page_of(found, number)
    return Page(listed(page.things, now), page.total, page.number, page.size)


def listed(surveys: Sequence[Survey], now: datetime) -> list[ListedSurvey]:
    """Add to surveys what a list says of them, with two queries for any number."""
    ids = [survey.id for survey in surveys]
    points, answers = points_of(ids), answers_of(ids)
    return [
        ListedSurvey(s, survey_state(s, now), points.get(s.id, 0), answers.get(s.id, 0))
        for s in surveys
    ]


def points_of(survey_ids: Sequence[int]) -> dict[int, int]:
    """Count the points that collect for each survey."""
    query = (
        select(SurveyPoint.survey_id, func.count())
        .where(SurveyPoint.survey_id.in_(survey_ids))
        .group_by(SurveyPoint.survey_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def answers_of(survey_ids: Sequence[int]) -> dict[int, int]:
    """Count the answers of each survey."""
    query = (
        select(Response.survey_id, func.count())
        .where(Response.survey_id.in_(survey_ids))
        .group_by(Response.survey_id)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def chosen_units(survey_id: int) -> list[ChosenUnit]:
    """List the units chosen for a survey in the order of their codes."""
    query = (
        select(Unit, SurveyUnit.with_subtree)
        .join(SurveyUnit, SurveyUnit.unit_id == Unit.id)
        .where(SurveyUnit.survey_id == survey_id)
        .order_by(Unit.code)
    )
    return [ChosenUnit(unit, subtree) for unit, subtree in db.session.execute(query)]


def list_surveys_of_unit(unit_id: int, *, today: date) -> list[Survey]:
    """List the surveys begun by a day that ask at a unit or at units below it, the latest first.

    Below it on any day: a survey of the past asked where the counters stood then.
    """
    inside = select(literal(unit_id).label("id")).cte("inside", recursive=True)
    inside = inside.union(
        select(UnitParent.unit_id).join(inside, UnitParent.parent_id == inside.c.id)
    )
    asking = (
        select(SurveyPoint.survey_id)
        .join(CollectionPoint, CollectionPoint.id == SurveyPoint.point_id)
        .where(CollectionPoint.place_id.in_(select(inside.c.id)))
    )
    query = select(Survey).where(Survey.id.in_(asking), Survey.opens_on <= today)
    return list(db.session.scalars(query.order_by(Survey.closes_on.desc(), Survey.code)))
