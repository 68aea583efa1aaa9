"""Making, moving, limiting and attaching collection points.

Truth leaned on: the rows in the database afterwards; counting by hand.
"""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import (
    AccessCode,
    AuditEvent,
    CollectionPoint,
    Response,
    SurveyPoint,
    SurveyUnit,
    Unit,
)
from app.queries.points import get_fielded_point
from app.queries.surveys import surveys_meant_for
from app.scope import EVERYTHING, Scope
from app.services.access_codes import normalise_access_code
from app.services.points import (
    PointEntry,
    PointRefused,
    attach_point,
    create_point,
    create_points,
    limit_codes,
    move_point,
)
from app.services.points.rules import Body, PointRule, plan_rule
from app.services.points.sheet import import_points_sheet, plan_points
from tests.factories import (
    NOW,
    create_response,
    create_service,
    create_survey,
    create_unit,
)
from tests.factories import (
    create_point as stored_point,
)

ACTOR = Actor.command("a test")
BY = {"actor": ACTOR, "now": NOW}
POSTER, SLIP, KIOSK = "desk_poster", "receipt_slip", "kiosk"


def entry(place: Unit, touchpoint: str = POSTER, service_id: int | None = None) -> PointEntry:
    """A point for all services at a place that answers for itself."""
    return PointEntry(place.id, place.id, service_id, touchpoint, "self_phone")


def codes_of(point: CollectionPoint) -> list[AccessCode]:
    """The codes of a point."""
    db.session.expire_all()
    return list(db.session.scalars(select(AccessCode).where(AccessCode.point_id == point.id)))


def test_a_point_is_made_with_a_code_and_its_surveys(app: Flask) -> None:
    survey, place = create_survey(), create_unit()
    point = create_point(entry(place), survey_ids=[survey.id], last_day=date(2026, 6, 30), **BY)
    (code,) = codes_of(point)
    assert normalise_access_code(code.code) == code.code
    assert code.expires_at == clock.day_bounds(date(2026, 6, 30), date(2026, 6, 30))[1]
    assert get_fielded_point(code.code, now=NOW).survey_id == survey.id


def test_the_same_combination_never_stands_twice(app: Flask) -> None:
    place, service = create_unit(), create_service()
    create_point(entry(place), **BY)
    create_point(entry(place, SLIP), **BY)
    create_point(entry(place, service_id=service.id), **BY)
    with pytest.raises(PointRefused, match="đã có điểm"):
        create_point(entry(place), **BY)
    with pytest.raises(PointRefused, match="đã có điểm"):
        create_point(entry(place, service_id=service.id), **BY)


def test_many_points_are_made_at_once_and_those_there_are_passed_over(app: Flask) -> None:
    places = [create_unit() for _ in range(20)]
    create_point(entry(places[0]), **BY)
    wanted = [(entry(place), [], None) for place in places]
    made = create_points(wanted, unit_id=None, **BY)
    assert len(made) == 19
    codes = db.session.scalars(select(AccessCode.code)).all()
    assert len(set(codes)) == 20


def tree() -> tuple[Unit, list[Unit]]:
    """A province with two communes' centres, one of them closed, and two counters in each."""
    province = create_unit(kind="province")
    centres = [create_unit(kind="commune_centre", parent=province) for _ in range(3)]
    for centre in centres:
        for _ in range(2):
            create_unit(parent=centre)
    centres[2].valid_to = date(2026, 1, 31)
    db.session.commit()
    return province, centres


def test_a_rule_plans_a_point_for_every_centre_and_touchpoint(app: Flask) -> None:
    province, centres = tree()
    create_point(entry(centres[0]), **BY)
    rule = PointRule(province.id, "commune_centre", (POSTER, SLIP, KIOSK))
    plan = plan_rule(rule, scope=EVERYTHING, now=NOW)
    assert [place.id for place in plan.places] == [centres[0].id, centres[1].id]
    assert (len(plan.entries), plan.there) == (5, 1)
    assert {e.mode for e in plan.entries if e.touchpoint == KIOSK} == {"kiosk"}


def test_a_rule_can_name_the_unit_above_as_answerable(app: Flask) -> None:
    _, centres = tree()
    rule = PointRule(centres[0].id, "counter", (POSTER,), Body.ABOVE)
    plan = plan_rule(rule, scope=EVERYTHING, now=NOW)
    assert {e.body_id for e in plan.entries} == {centres[0].id}
    own = Scope(frozenset({plan.places[0].id}))
    assert len(plan_rule(rule, scope=own, now=NOW).entries) == 1, "only at one's own units"


def test_a_moved_point_keeps_its_code_and_leaves_its_answers(app: Flask) -> None:
    survey, old, new = create_survey(), create_unit(), create_unit()
    point = stored_point(survey, place=old)
    create_response(survey, {"overall": 5}, point=point)
    (code,) = codes_of(point)
    move_point(point, new.id, new.id, **BY)
    assert get_fielded_point(code.code, now=NOW).unit_id == new.id
    assert db.session.scalars(select(Response.unit_id)).all() == [old.id]


def test_a_point_is_not_moved_onto_its_like(app: Flask) -> None:
    survey, place = create_survey(), create_unit()
    stored_point(survey, place=place)
    other = stored_point(survey)
    with pytest.raises(PointRefused, match="đã có điểm"):
        move_point(other, place.id, place.id, **BY)
    move_point(other, other.place_id, other.body_id, **BY)


def test_a_limit_counts_for_codes_that_work_and_can_be_taken_off(app: Flask) -> None:
    point = create_point(entry(create_unit()), **BY)
    limit_codes(point, date(2026, 3, 31), **BY)
    assert codes_of(point)[0].expires_at is not None
    limit_codes(point, None, **BY)
    assert codes_of(point)[0].expires_at is None
    limit_codes(point, date(2026, 3, 3), **BY)
    later = {"actor": ACTOR, "now": NOW + timedelta(days=30)}
    limit_codes(point, None, **later)
    assert codes_of(point)[0].expires_at is not None, "what has ended stays ended"


def test_surveys_are_attached_and_detached_among_those_offered(app: Flask) -> None:
    first, second, over = create_survey(), create_survey(), create_survey()
    point = stored_point(first)
    db.session.add(SurveyPoint(survey_id=over.id, point_id=point.id))
    db.session.commit()
    attach_point(point, [second.id], among=[first.id, second.id], **BY)
    there = set(db.session.scalars(select(SurveyPoint.survey_id)))
    assert there == {second.id, over.id}


def test_every_change_is_in_the_audit_without_a_code(app: Flask) -> None:
    place, other = create_unit(), create_unit()
    point = create_point(entry(place), **BY)
    move_point(point, other.id, other.id, **BY)
    limit_codes(point, date(2026, 5, 1), **BY)
    attach_point(point, [], among=[], **BY)
    create_points([(entry(place, SLIP), [], None)], unit_id=place.id, **BY)
    events = db.session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    acts = ["point.create", "point.move", "code.limit", "point.attach", "point.create_many"]
    assert [event.act for event in events] == acts
    code = codes_of(point)[0].code
    assert not any(code in str(event.details) for event in events)


HEADINGS = "place;place_kind;body;service;touchpoint;mode;surveys;last_day"


def sheet(tmp_path: Path, *rows: str) -> Path:
    """A file of rows."""
    path = tmp_path / "points.csv"
    path.write_text("\n".join([HEADINGS, *rows]), encoding="utf-8")
    return path


def test_a_sheet_makes_its_points(app: Flask, tmp_path: Path) -> None:
    create_unit(code="A", kind="counter")
    create_unit(code="B", kind="commune_centre")
    create_service(code="1.001")
    survey = create_survey(code="mot-cua")
    path = sheet(
        tmp_path,
        "A;;B;1.001;desk_poster;;mot-cua;31/12/2026",
        "B;;;;Máy tại chỗ;;;",
    )
    done = import_points_sheet(path, scope=EVERYTHING, **BY)
    assert done.problems == ()
    points = db.session.scalars(select(CollectionPoint).order_by(CollectionPoint.id)).all()
    assert [(p.place.code, p.body.code, p.touchpoint, p.mode) for p in points] == [
        ("A", "B", "desk_poster", "self_phone"),
        ("B", "B", "kiosk", "kiosk"),
    ]
    assert db.session.scalars(select(SurveyPoint.survey_id)).all() == [survey.id]


MISTAKES = {
    "Z;;;;desk_poster;;;": "place",
    "A;school;;;desk_poster;;;": "place",
    "A;;Z;;desk_poster;;;": "body",
    "A;;;9.9;desk_poster;;;": "service",
    "A;;;;wall;;;": "touchpoint",
    "A;;;;desk_poster;shouting;;": "mode",
    "A;;;;desk_poster;;nowhere;": "surveys",
    "A;;;;desk_poster;;;soon": "last_day",
    "A;;;;receipt_slip;;;": "touchpoint",
    "TWO;;;;desk_poster;;;": "place",
}


def test_every_mistake_is_told_with_line_and_column_and_nothing_is_made(
    app: Flask, tmp_path: Path
) -> None:
    place = create_unit(code="A")
    for kind in ("school", "hospital"):
        create_unit(code="TWO", kind=kind)
    create_point(entry(place, SLIP), **BY)
    good = "A;;;;result_slip;;;"
    path = sheet(tmp_path, *MISTAKES, good, good)
    plan = import_points_sheet(path, scope=EVERYTHING, **BY)
    told = [(problem.line, problem.column) for problem in plan.problems]
    by_hand = [(line, column) for line, column in enumerate(MISTAKES.values(), 2)]
    assert told == [*by_hand, (len(MISTAKES) + 3, "touchpoint")]
    assert db.session.query(CollectionPoint).count() == 1


def test_a_place_of_somebody_else_is_as_if_it_were_not_there(app: Flask, tmp_path: Path) -> None:
    own, other = create_unit(code="OWN"), create_unit(code="OTHER")
    scope = Scope(frozenset({own.id}))
    path = sheet(tmp_path, "OTHER;;;;desk_poster;;;", f"OWN;;{other.code};;desk_poster;;;")
    (problem,) = plan_points(path, scope=scope, now=NOW).problems
    assert (problem.line, problem.column) == (2, "place")


def test_an_officer_of_a_commune_is_offered_the_surveys_of_the_whole_province(app: Flask) -> None:
    province = create_unit(kind="province")
    commune = create_unit(kind="commune", parent=province)
    of_all, of_another = create_survey(), create_survey()
    for survey, unit in ((of_all, province), (of_another, create_unit())):
        db.session.add(SurveyUnit(survey_id=survey.id, unit_id=unit.id, with_subtree=True))
    db.session.commit()
    assert surveys_meant_for(Scope(frozenset({commune.id})), NOW.date()) == [of_all]
    assert len(surveys_meant_for(EVERYTHING, NOW.date())) == 2
