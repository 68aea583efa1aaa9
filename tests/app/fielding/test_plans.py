"""Planning a survey, changing it, and what is fixed once it is open.

Truth leaned on: the rows in the database afterwards; mistakes made on purpose.
"""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import (
    AuditEvent,
    CollectionPoint,
    Place,
    Survey,
    SurveyPoint,
    SurveyTarget,
    SurveyUnit,
    UnitFormerName,
)
from app.services.fielding import (
    ActRefused,
    InvalidSurvey,
    change_survey,
    create_survey,
    open_survey,
    remove_plan,
)
from app.services.fielding.scope import attach_points, units_in_scope
from tests.app.fielding.instruments import ACTOR, next_version, one_stop, wanted
from tests.factories import NOW, create_target, create_unit, saved


def planned(**changes: object) -> Survey:
    """A plan stored by the service."""
    return create_survey(wanted(one_stop(), **changes), actor=ACTOR, now=NOW)


def chosen_units(survey: Survey) -> dict[int, bool]:
    """The stored units of a survey."""
    query = select(SurveyUnit).where(SurveyUnit.survey_id == survey.id)
    return {row.unit_id: row.with_subtree for row in db.session.scalars(query)}


def test_a_plan_is_stored_with_its_units_targets_and_all_declared_formulas(app: Flask) -> None:
    target, centre = create_target(), create_unit(kind="commune_centre")
    survey = planned(unit_ids=(centre.id,), target_ids=(target.id,))
    assert survey.opened_at is None
    assert "people_top2" in survey.formulas
    assert chosen_units(survey) == {centre.id: True}
    assert db.session.scalars(select(SurveyTarget.target_id)).all() == [target.id]


def test_a_subtree_stays_a_subtree_and_swallows_what_is_chosen_below_it(app: Flask) -> None:
    province = create_unit(kind="province")
    centre = create_unit(kind="commune_centre", parent=province)
    counter, school = create_unit(parent=centre), create_unit(parent=province, sector="education")
    survey = planned(unit_ids=(counter.id, province.id))
    assert chosen_units(survey) == {province.id: True}
    assert units_in_scope(survey, NOW) == {province.id, centre.id, counter.id}
    later = create_unit(parent=centre)
    assert later.id in units_in_scope(survey, NOW)
    assert school.id not in units_in_scope(survey, NOW), "of another sector"


def test_a_unit_is_named_by_the_code_it_has_while_the_survey_runs(app: Flask) -> None:
    unit, namesake = create_unit(code="26734"), create_unit(code="26740")
    for its, former in ((unit, "26740"), (namesake, "26800")):
        was = {"code": former, "name_vi": "Tên cũ", "last_day": date(2026, 6, 30)}
        saved(UnitFormerName(unit_id=its.id, **was))
    survey = planned(unit_codes=("26740",), opens_on=date(2026, 6, 1), closes_on=date(2026, 7, 31))
    assert chosen_units(survey) == {unit.id: False}
    with pytest.raises(InvalidSurvey, match="26734"):
        planned(code="too-soon", unit_codes=("26734",), closes_on=date(2026, 5, 31))


MISTAKES = {
    "code": {"code": ""},
    "title_vi": {"title_vi": ""},
    "title_en": {"title_en": "x" * 201},
    "sector": {"sector": "army"},
    "closes_on": {"closes_on": date(2025, 12, 31)},
    "confidence_level": {"confidence_level": 1.0},
    "minimum_cell": {"minimum_cell": 2},
    "formulas": {"formulas": ("net_promoter",)},
    "unit_ids": {"unit_ids": (999,)},
    "target_ids": {"target_ids": (999,)},
    "version_id": {"version_id": 999},
}


@pytest.mark.parametrize("field", MISTAKES)
def test_a_mistake_is_told_with_its_field_and_nothing_is_stored(app: Flask, field: str) -> None:
    with pytest.raises(InvalidSurvey) as refused:
        planned(**MISTAKES[field])
    assert [mistake.field for mistake in refused.value.mistakes] == [field]
    assert db.session.query(Survey).count() == 0


def test_targets_that_only_stand_beside_a_verdict_do_not_give_one(app: Flask) -> None:
    beside, giving = create_target(0.9, place=Place.SECOND), create_target()
    with pytest.raises(InvalidSurvey) as refused:
        planned(target_ids=(beside.id,))
    assert [mistake.field for mistake in refused.value.mistakes] == ["target_ids"]
    planned(target_ids=(beside.id, giving.id))


def test_two_surveys_never_share_a_code(app: Flask) -> None:
    planned()
    with pytest.raises(InvalidSurvey, match="mot-cua-2026"):
        planned()


def test_a_plan_is_changed_in_everything(app: Flask) -> None:
    version, centre = one_stop(), create_unit()
    survey = create_survey(wanted(version), actor=ACTOR, now=NOW)
    newer = next_version(version)
    plan = wanted(version, code="moi", version_id=newer.id, minimum_cell=7, unit_ids=(centre.id,))
    change_survey(survey, plan, actor=ACTOR, now=NOW)
    assert (survey.code, survey.version_id, survey.minimum_cell) == ("moi", newer.id, 7)
    assert chosen_units(survey) == {centre.id: True}


def test_an_open_survey_is_changed_in_its_titles_alone(app: Flask) -> None:
    version, centre = one_stop(), create_unit()
    survey = create_survey(wanted(version, unit_ids=(centre.id,)), actor=ACTOR, now=NOW)
    open_survey(survey, actor=ACTOR, now=NOW)
    plan = wanted(version, title_vi="Tên mới", minimum_cell=9, closes_on=date(2027, 1, 1))
    change_survey(survey, plan, actor=ACTOR, now=NOW)
    assert survey.title_vi == "Tên mới"
    assert (survey.minimum_cell, survey.closes_on) == (5, date(2026, 12, 31))
    assert chosen_units(survey) == {centre.id: True}


def test_a_plan_is_removed_and_an_open_survey_is_not(app: Flask) -> None:
    survey = planned(unit_ids=(create_unit().id,), target_ids=(create_target().id,))
    remove_plan(survey, actor=ACTOR, now=NOW)
    assert db.session.query(Survey).count() == 0
    other = planned(unit_ids=(create_unit().id,))
    open_survey(other, actor=ACTOR, now=NOW)
    with pytest.raises(ActRefused, match="not_a_plan"):
        remove_plan(other, actor=ACTOR, now=NOW)


def test_points_of_its_units_collect_for_it_but_not_those_of_imports(app: Flask) -> None:
    centre = create_unit(kind="commune_centre")
    counter = create_unit(parent=centre)
    survey = planned(unit_ids=(centre.id,))
    poster = new_point(counter.id, "desk_poster")
    new_point(counter.id, "import")
    new_point(create_unit().id, "desk_poster")
    assert attach_points(survey, NOW) == 1
    assert attach_points(survey, NOW) == 0
    assert db.session.scalars(select(SurveyPoint.point_id)).all() == [poster.id]


def new_point(place_id: int, touchpoint: str) -> CollectionPoint:
    """A point at a place."""
    row = {"place_id": place_id, "body_id": place_id, "touchpoint": touchpoint}
    return saved(CollectionPoint(**row, mode="self_phone"))


def test_every_change_is_in_the_audit(app: Flask) -> None:
    version, centre = one_stop(), create_unit()
    survey = create_survey(wanted(version, unit_ids=(centre.id,)), actor=ACTOR, now=NOW)
    change_survey(survey, wanted(version, unit_ids=(centre.id,)), actor=ACTOR, now=NOW)
    remove_plan(survey, actor=ACTOR, now=NOW)
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [event.act for event in events] == ["survey.create", "survey.change", "survey.remove"]
    assert {event.unit_id for event in events} == {centre.id}
