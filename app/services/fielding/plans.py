"""Planning surveys, and changing what may still be changed."""

from datetime import datetime

from sqlalchemy import delete, select

from app.actor import Actor
from app.extensions import db
from app.models import (
    Questionnaire,
    QuestionnaireVersion,
    Survey,
    SurveyPoint,
    SurveyTarget,
    SurveyUnit,
    SurveyVersion,
)
from app.scope import EVERYTHING, Scope
from app.services.auditing import record_event
from app.services.fielding.acts import ActRefused, Refusal, mark_open
from app.services.fielding.checking import (
    InvalidSurvey,
    NewSurvey,
    declared_formulas,
    mistakes_in,
)
from app.services.fielding.scope import audited_unit, store_units, topmost, units_by_code


def create_survey(
    wanted: NewSurvey,
    *,
    actor: Actor,
    now: datetime,
    scope: Scope = EVERYTHING,
    opened: bool = False,
) -> Survey:
    """Plan a survey in one transaction, and open it at once if asked.

    Opened, it is fielded at every collection point there is at its units; an import adds points of
    its own. `scope` are the units that the actor answers for. Raises `InvalidSurvey` with every
    mistake.
    """
    version = wanted_version(wanted)
    mistakes = mistakes_in(wanted, version, scope=scope)
    if version is None or mistakes:
        raise InvalidSurvey(mistakes)
    survey = Survey(code=wanted.code, sector=wanted.sector, version_id=version.id)
    write_plan(survey, wanted, version)
    db.session.add(survey)
    db.session.flush()
    write_references(survey, wanted, now)
    if opened:
        mark_open(survey, now)
    record_event(
        "survey.create",
        actor=actor,
        thing=f"survey:{survey.id}",
        unit_id=audited_unit(survey.id),
        now=now,
        name=survey.code,
        version=version.id,
        opened=opened,
    )
    db.session.commit()
    return survey


def change_survey(
    survey: Survey,
    wanted: NewSurvey,
    *,
    actor: Actor,
    now: datetime,
    scope: Scope = EVERYTHING,
) -> None:
    """Change a survey in one transaction: a plan in everything, later its titles alone.

    Once somebody may have answered, another period, formula, level, cell size or unit would give
    the figures another meaning. Raises `InvalidSurvey` with every mistake.
    """
    version = wanted_version(wanted)
    is_plan = survey.opened_at is None
    mistakes = mistakes_in(wanted, version, scope=scope if is_plan else EVERYTHING, survey=survey)
    if version is None or mistakes:
        raise InvalidSurvey(mistakes)
    if is_plan:
        survey.code, survey.sector, survey.version_id = wanted.code, wanted.sector, version.id
        write_plan(survey, wanted, version)
        write_references(survey, wanted, now)
    else:
        survey.title_vi, survey.title_en = wanted.title_vi, wanted.title_en
    record_event(
        "survey.change",
        actor=actor,
        thing=f"survey:{survey.id}",
        unit_id=audited_unit(survey.id),
        now=now,
        name=survey.code,
    )
    db.session.commit()


def remove_plan(survey: Survey, *, actor: Actor, now: datetime) -> None:
    """Remove a survey that was never opened, in one transaction; raises `ActRefused`."""
    if survey.opened_at is not None:
        raise ActRefused(Refusal.NOT_A_PLAN)
    unit_id = audited_unit(survey.id)
    for table in (SurveyPoint, SurveyTarget, SurveyUnit, SurveyVersion):
        db.session.execute(delete(table).where(table.survey_id == survey.id))
    db.session.delete(survey)
    record_event(
        "survey.remove",
        actor=actor,
        thing=f"survey:{survey.id}",
        unit_id=unit_id,
        now=now,
        name=survey.code,
    )
    db.session.commit()


def wanted_version(wanted: NewSurvey) -> QuestionnaireVersion | None:
    """Find the version that is wanted: the one named, else the questionnaire's latest."""
    if wanted.version_id is not None:
        return db.session.get(QuestionnaireVersion, wanted.version_id)
    return latest_version(wanted.questionnaire)


def latest_version(questionnaire: str) -> QuestionnaireVersion | None:
    """Find the latest version of a questionnaire by its code."""
    query = (
        select(QuestionnaireVersion)
        .join(Questionnaire)
        .where(Questionnaire.code == questionnaire)
        .order_by(QuestionnaireVersion.number.desc())
    )
    return db.session.scalars(query).first()


def write_plan(survey: Survey, wanted: NewSurvey, version: QuestionnaireVersion) -> None:
    """Write the columns of a plan."""
    survey.title_vi, survey.title_en = wanted.title_vi, wanted.title_en
    survey.opens_on, survey.closes_on = wanted.opens_on, wanted.closes_on
    survey.formulas = list(wanted.formulas or declared_formulas(version))
    survey.confidence_level = wanted.confidence_level
    survey.minimum_cell = wanted.minimum_cell


def write_references(survey: Survey, wanted: NewSurvey, now: datetime) -> None:
    """Write the units and targets of a plan."""
    named = units_by_code(wanted.unit_codes, wanted.opens_on, wanted.closes_on)
    subtrees = dict.fromkeys(topmost(wanted.unit_ids, now), True)
    store_units(survey.id, dict.fromkeys(named.values(), False) | subtrees)
    db.session.execute(delete(SurveyTarget).where(SurveyTarget.survey_id == survey.id))
    db.session.add_all(
        SurveyTarget(survey_id=survey.id, target_id=target_id)
        for target_id in sorted(set(wanted.target_ids))
    )
    db.session.flush()
