"""Targets: dated, never two of one cell on one day, two side by side, each verdict by its time."""

import json
from datetime import UTC, date, datetime

import pytest
from flask import Flask

from app.actor import Actor
from app.extensions import db
from app.filters import beside
from app.models import AuditEvent, CollectionPoint, SurveyPoint, SurveyTarget, Target
from app.queries.targets import list_targets
from app.services.reporting.history import verdict_history
from app.services.reporting.records import Outcome
from app.services.targets import (
    TargetEntry,
    TargetRefused,
    add_target,
    correct_target,
    end_target,
)
from tests.app.results.one_stop import answer, counter, one_stop_survey, row_of
from tests.factories import NOW, create_target

ACTOR = Actor.command("test")
IN_WORDS = "cho cùng phạm vi"


def entry(**changes: object) -> TargetEntry:
    """A target for hospitals from 2026 on, with changes."""
    fields = {
        "value": 0.85,
        "place": 1,
        "sector": "health",
        "unit_kind": None,
        "formula": None,
        "valid_from": date(2026, 1, 1),
        "valid_to": None,
        "source_vi": "Quyết định thử",
        "source_en": "Test decision",
    }
    return TargetEntry(**(fields | changes))


def refused(wanted: TargetEntry) -> str:
    """Why a target is refused."""
    with pytest.raises(TargetRefused) as error:
        add_target(wanted, actor=ACTOR, now=NOW)
    return str(error.value)


def test_eighty_per_cent_is_shipped_first_and_ninety_stands_beside_it(app: Flask) -> None:
    first, second = list_targets(date(2026, 6, 30))
    assert (first.value, first.place, first.sector) == (0.8, 1, None)
    assert (second.value, second.place, second.sector) == (0.9, 2, "administration")
    assert "76/NQ-CP" in second.source_vi


def test_two_targets_of_one_cell_never_hold_on_one_day(app: Flask) -> None:
    target = add_target(entry(), actor=ACTOR, now=NOW)
    assert IN_WORDS in refused(entry(value=0.9))
    assert IN_WORDS in refused(entry(valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1)))
    add_target(entry(place=2), actor=ACTOR, now=NOW)
    add_target(entry(unit_kind="hospital"), actor=ACTOR, now=NOW)
    add_target(
        entry(valid_from=date(2025, 1, 1), valid_to=date(2025, 12, 31)), actor=ACTOR, now=NOW
    )
    end_target(target, date(2026, 6, 30), actor=ACTOR, now=NOW)
    add_target(entry(value=0.9, valid_from=date(2026, 7, 1)), actor=ACTOR, now=NOW)


def test_days_in_the_wrong_order_are_refused(app: Flask) -> None:
    assert refused(entry(valid_to=date(2025, 1, 1)))
    target = add_target(entry(), actor=ACTOR, now=NOW)
    for day in (date(2025, 12, 31),):
        with pytest.raises(TargetRefused):
            end_target(target, day, actor=ACTOR, now=NOW)


def test_a_correction_is_kept_by_the_audit(app: Flask) -> None:
    target = add_target(entry(value=0.58), actor=ACTOR, now=NOW)
    assert correct_target(target, entry(), actor=ACTOR, now=NOW)
    assert not correct_target(target, entry(), actor=ACTOR, now=NOW)
    (event,) = db.session.query(AuditEvent).filter_by(act="target.correct")
    assert json.loads(event.details)["before"] == {"value": 0.58}


def test_the_second_target_gets_a_verdict_of_its_own(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 345, 400)
    row = row_of(survey, place)
    assert row.outcome is Outcome.MET
    assert (row.beside.target.value, row.beside.outcome) == (0.9, Outcome.NOT_MET)


def test_a_withheld_figure_says_nothing_beside_either(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 3, 3)
    assert row_of(survey, place).beside.outcome is Outcome.WITHHELD


def test_a_survey_that_names_its_targets_is_judged_by_those(app: Flask) -> None:
    survey = one_stop_survey()
    place = counter(survey)
    answer(survey, place, 345, 400)
    own = create_target(0.95, valid_from=date(2020, 1, 1))
    db.session.add(SurveyTarget(survey_id=survey.id, target_id=own.id))
    db.session.commit()
    row = row_of(survey, place)
    assert (row.target.value, row.beside) == (0.95, None)


def test_each_survey_is_judged_by_the_target_of_its_time(app: Flask) -> None:
    eighty = db.session.query(Target).filter_by(place=1).one()
    end_target(eighty, date(2026, 6, 30), actor=ACTOR, now=NOW)
    create_target(0.9, valid_from=date(2026, 7, 1))
    old = one_stop_survey(code="first-half")
    new = one_stop_survey(
        code="second-half", opens_on=date(2026, 7, 1), closes_on=date(2026, 12, 31)
    )
    place = counter(old)
    answer(old, place, 345, 400)
    point = db.session.query(CollectionPoint).filter_by(place_id=place.id).one()
    db.session.add(SurveyPoint(survey_id=new.id, point_id=point.id))
    answer(new, place, 345, 400, answered_at=datetime(2026, 9, 1, tzinfo=UTC))
    history = verdict_history(place.id, "people_top2", today=date(2026, 12, 31))
    assert [(past.survey.code, past.row.target.value) for past in history] == [
        ("second-half", 0.9),
        ("first-half", 0.8),
    ]
    past = history[1]
    assert (past.row.outcome, past.outcome_today) == (Outcome.MET, Outcome.NOT_MET)
    assert past.would_change
    assert verdict_history(place.id, "mean_5", today=date(2025, 1, 1)) == []


def test_no_rounding_contradicts_a_verdict_at_either_target(app: Flask) -> None:
    with app.test_request_context():
        assert beside(0.89996, 0.8) == "90,0"
        assert beside(0.89996, 0.8, second=0.9) == "89,9"
        assert beside(0.79996, 0.8, second=0.9) == "79,9"
        assert beside(0.90004, 0.8, second=0.9) == "90,0"
