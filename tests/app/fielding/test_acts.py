"""Opening, pausing, extending and closing a survey, and asking a newer version.

Truth leaned on: the states a survey goes through, written down by hand.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import AuditEvent, Survey, SurveyVersion
from app.queries.survey_states import SurveyState, survey_state
from app.services.fielding import (
    ActRefused,
    NotComparable,
    close_survey,
    create_survey,
    extend_survey,
    open_survey,
    pause_survey,
    resume_survey,
    switch_version,
)
from tests.app.fielding.instruments import ACTOR, next_version, one_stop, wanted
from tests.factories import NOW, create_unit

Act = Callable[..., object]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def plan(app: Flask) -> Survey:
    """A plan through 2026 for one counter."""
    unit = create_unit()
    return create_survey(wanted(one_stop(), unit_ids=(unit.id,)), actor=ACTOR, now=NOW)


@pytest.fixture
def survey(plan: Survey) -> Survey:
    """The plan, opened."""
    open_survey(plan, actor=ACTOR, now=NOW)
    return plan


def test_a_plan_takes_no_answers_until_it_is_opened(plan: Survey) -> None:
    assert survey_state(plan, NOW) is SurveyState.PLANNED
    open_survey(plan, actor=ACTOR, now=NOW)
    assert survey_state(plan, NOW) is SurveyState.OPEN
    assert survey_state(plan, NOW - timedelta(days=90)) is SurveyState.SCHEDULED
    assert survey_state(plan, NOW + timedelta(days=365)) is SurveyState.CLOSED


def test_a_pause_ends_by_resuming(survey: Survey) -> None:
    pause_survey(survey, actor=ACTOR, now=NOW)
    assert survey_state(survey, LATER) is SurveyState.PAUSED
    resume_survey(survey, actor=ACTOR, now=LATER)
    assert survey_state(survey, LATER) is SurveyState.OPEN


def test_a_survey_is_extended_while_it_runs(survey: Survey) -> None:
    extend_survey(survey, date(2027, 1, 31), actor=ACTOR, now=NOW)
    assert survey.closes_on == date(2027, 1, 31)


def test_closing_early_ends_the_day_at_once(survey: Survey) -> None:
    close_survey(survey, actor=ACTOR, now=LATER)
    assert survey_state(survey, LATER) is SurveyState.CLOSED
    assert survey.closes_on == date(2026, 3, 3)


def extended(survey: Survey, **given: object) -> None:
    """Extend by a year."""
    extend_survey(survey, date(2027, 12, 31), **given)


def not_extended(survey: Survey, **given: object) -> None:
    """Extend to the day there is."""
    extend_survey(survey, survey.closes_on, **given)


REFUSALS: list[tuple[list[Act], Act, str]] = [
    ([], pause_survey, "still_a_plan"),
    ([], close_survey, "still_a_plan"),
    ([open_survey], open_survey, "not_a_plan"),
    ([open_survey], resume_survey, "not_paused"),
    ([open_survey, pause_survey], pause_survey, "already_paused"),
    ([open_survey], not_extended, "not_later"),
    ([open_survey, close_survey], pause_survey, "already_over"),
    ([open_survey, close_survey], close_survey, "already_over"),
    ([open_survey, close_survey], extended, "already_over"),
]


@pytest.mark.parametrize(("before", "act", "reason"), REFUSALS)
def test_an_act_out_of_turn_is_refused(
    plan: Survey, before: list[Act], act: Act, reason: str
) -> None:
    for each in before:
        each(plan, actor=ACTOR, now=NOW)
    with pytest.raises(ActRefused, match=reason):
        act(plan, actor=ACTOR, now=LATER)


def test_a_survey_without_units_or_whose_days_are_over_is_not_opened(app: Flask) -> None:
    version = one_stop()
    nowhere = create_survey(wanted(version), actor=ACTOR, now=NOW)
    with pytest.raises(ActRefused, match="no_units"):
        open_survey(nowhere, actor=ACTOR, now=NOW)
    days = {"opens_on": date(2025, 1, 1), "closes_on": date(2025, 2, 1)}
    over = create_survey(wanted(version, code="cu", **days), actor=ACTOR, now=NOW)
    with pytest.raises(ActRefused, match="already_over"):
        open_survey(over, actor=ACTOR, now=NOW)


def test_a_reworded_version_is_asked_within_the_survey(survey: Survey) -> None:
    newer = next_version(survey.version)
    switch_version(survey, newer.id, actor=ACTOR, now=LATER)
    assert survey.version_id == newer.id
    kept = db.session.execute(select(SurveyVersion.since, SurveyVersion.version_id)).all()
    assert [since for since, _ in kept] == [NOW, LATER]
    assert kept[1].version_id == newer.id


def test_a_version_that_measures_something_else_is_refused(survey: Survey) -> None:
    before = survey.version_id
    newer = next_version(survey.version, formulas=[{"id": "items_top2"}])
    with pytest.raises(NotComparable, match="formula_removed"):
        switch_version(survey, newer.id, actor=ACTOR, now=LATER)
    assert survey.version_id == before


def test_another_questionnaire_or_an_older_version_is_not_found(survey: Survey) -> None:
    for version_id in (survey.version_id, one_stop().id, 999):
        with pytest.raises(NotFound):
            switch_version(survey, version_id, actor=ACTOR, now=LATER)


def test_every_act_is_in_the_audit(survey: Survey) -> None:
    pause_survey(survey, actor=ACTOR, now=NOW)
    resume_survey(survey, actor=ACTOR, now=NOW)
    extended(survey, actor=ACTOR, now=NOW)
    switch_version(survey, next_version(survey.version).id, actor=ACTOR, now=LATER)
    close_survey(survey, actor=ACTOR, now=LATER)
    acts = list(db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))
    names = ["create", "open", "pause", "resume", "extend", "switch_version", "close"]
    assert acts == [f"survey.{name}" for name in names]
