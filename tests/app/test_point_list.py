"""Lists of points: found with marks or without, cut into pages, as citizens meet them."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from app.errors import NotFound
from app.extensions import db
from app.models import AccessCode, CollectionPoint, SurveyPoint
from app.queries.point_list import (
    PointFilter,
    count_points,
    get_listed_point,
    list_points,
    without_marks,
)
from app.queries.points import fielded_survey
from app.scope import EVERYTHING
from app.services.access_codes import add_access_code, revoke_access_codes
from app.services.points.leading_on import lead_point_on
from tests.factories import ACTOR, NOW, create_point, create_survey, create_unit, saved


def names(wanted: PointFilter) -> list[str]:
    """The places of the points that are found."""
    return [listed.point.place.name_vi for listed in list_points(wanted, now=NOW).things]


@pytest.fixture
def province(app: Flask) -> None:
    """Two centres with a counter each, and a department that answers for one of them."""
    survey = create_survey()
    vinh_yen = create_unit(name="Trung tâm phường Vĩnh Yên", kind="commune_centre", code="08707")
    tam_dao = create_unit(name="Trung tâm xã Tam Đảo", kind="commune_centre", code="08911")
    body = create_unit(name="Sở Nông nghiệp và Môi trường", kind="department", code="SNN")
    land = create_unit(name="Quầy đất đai", parent=vinh_yen, code="08707-1")
    registry = create_unit(name="Quầy hộ tịch", parent=tam_dao, code="08911-1")
    create_point(survey, place=land, body_id=body.id, code="BCFG2346")
    create_point(survey, place=registry)


SEARCHES = {
    "": ["Quầy đất đai", "Quầy hộ tịch"],
    "đất đai": ["Quầy đất đai"],
    "dat dai": ["Quầy đất đai"],
    "ĐẤT": ["Quầy đất đai"],
    "dai dat": ["Quầy đất đai"],
    "hộ tịch": ["Quầy hộ tịch"],
    "quay": ["Quầy đất đai", "Quầy hộ tịch"],
    "vinh yen": ["Quầy đất đai"],  # by the name of the centre above
    "tam dao ho tich": ["Quầy hộ tịch"],  # by both names together
    "moi truong": ["Quầy đất đai"],  # by the answerable body
    "08911": ["Quầy hộ tịch"],  # by the official code
    "08707-1": ["Quầy đất đai"],
    "uay": [],  # a word is found by its beginning
    "không đâu": [],
    "100%": [],
}


def test_points_are_found_by_any_words_of_their_names(province: None) -> None:
    assert {text: names(PointFilter(text=text)) for text in SEARCHES} == SEARCHES


def test_a_point_is_found_by_its_code_even_a_revoked_one(province: None) -> None:
    code = db.session.get_one(AccessCode, "BCFG2346")
    wanted = PointFilter(text="bcfg-2346", access_code="BCFG2346")
    assert names(wanted) == ["Quầy đất đai"]
    revoke_access_codes(code.point, actor=ACTOR, now=NOW)
    assert names(wanted) == ["Quầy đất đai"]


def test_points_are_filtered_by_survey(app: Flask) -> None:
    first, second = create_survey(), create_survey()
    create_point(first, place=create_unit(name="Một"))
    create_point(second, place=create_unit(name="Hai"))
    assert names(PointFilter(survey_id=second.id)) == ["Hai"]


def test_a_list_is_cut_into_pages_that_miss_and_repeat_nothing(app: Flask) -> None:
    survey = create_survey()
    for _ in range(7):
        create_point(survey)
    pages = [list_points(PointFilter(), now=NOW, number=number, size=3) for number in (1, 2, 3)]
    assert [(len(page.things), page.total, page.count) for page in pages] == [
        (3, 7, 3),
        (3, 7, 3),
        (1, 7, 3),
    ]
    assert len({listed.point.id for page in pages for listed in page.things}) == 7
    for number in (0, 4):
        with pytest.raises(NotFound):
            list_points(PointFilter(), now=NOW, number=number, size=3)


def test_an_empty_list_has_one_empty_page(app: Flask) -> None:
    page = list_points(PointFilter(), now=NOW)
    assert (page.things, page.total, page.count) == ([], 0, 1)


def test_a_page_takes_the_same_number_of_queries_however_many_points(app: Flask) -> None:
    survey = create_survey()
    counts = []
    for _ in range(2):
        for _ in range(5):
            create_point(survey, place=create_unit(parent=create_unit(kind="commune_centre")))
        db.session.expire_all()
        counts.append(queries_of(lambda: list_points(PointFilter(), now=NOW)))
    assert counts[0] == counts[1] <= 8


def queries_of(work) -> int:
    """How many statements the database gets."""
    seen = []

    def note(*arguments: object) -> None:
        seen.append(arguments)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(seen)


def test_only_points_with_a_survey_and_a_code_in_force_are_printable(app: Flask) -> None:
    survey = create_survey()
    good = create_point(survey, code="BCFG2346")
    revoked, expired, led_on, unfielded = (create_point(survey) for _ in range(4))
    revoke_access_codes(revoked, actor=ACTOR, now=NOW)
    code_of(expired).expires_at = NOW
    db.session.commit()
    lead_point_on(led_on, code_of(good).code, scope=EVERYTHING, actor=ACTOR, now=NOW)
    db.session.delete(db.session.get_one(SurveyPoint, (survey.id, unfielded.id)))
    db.session.commit()
    found = list_points(PointFilter(printable=True), now=NOW)
    assert [listed.point.id for listed in found.things] == [good.id]
    assert count_points(PointFilter(printable=True), now=NOW) == 1
    everything = {listed.point.id: listed for listed in list_points(PointFilter(), now=NOW).things}
    printable = {
        key for key, listed in everything.items() if listed.code and listed.survey is not None
    }
    assert printable == {good.id}


def code_of(point: CollectionPoint) -> AccessCode:
    """The code the factory gave a point."""
    return db.session.query(AccessCode).filter_by(point_id=point.id).one()


def test_the_newest_code_in_force_is_the_points_code(app: Flask) -> None:
    point = create_point(create_survey())
    newer = add_access_code(point, now=NOW + timedelta(days=1))
    db.session.commit()
    assert get_listed_point(point.id, now=NOW).code == newer


def test_a_point_without_anything_is_listed_all_the_same(app: Flask) -> None:
    place = create_unit()
    point = saved(
        CollectionPoint(
            place_id=place.id, body_id=place.id, touchpoint="receipt_slip", mode="self_phone"
        )
    )
    listed = get_listed_point(point.id, now=NOW)
    assert (listed.survey, listed.code, listed.centre, listed.service) == (None, None, None, None)
    with pytest.raises(NotFound):
        get_listed_point(point.id + 1, now=NOW)


@pytest.mark.parametrize("paused", [False, True])
def test_a_point_shows_the_survey_that_its_citizens_meet(app: Flask, paused: bool) -> None:
    point = create_point(create_survey(opens_on=date(2025, 1, 1), closes_on=date(2026, 12, 31)))
    later = [
        create_survey(opens_on=date(2026, 2, 1), paused_at=NOW if paused else None),
        create_survey(opens_on=date(2026, 11, 1)),
    ]
    for survey in later:
        saved(SurveyPoint(survey_id=survey.id, point_id=point.id))
    for moment in (NOW, NOW - timedelta(days=200), NOW + timedelta(days=280)):
        expected = fielded_survey(point.id, moment)
        assert get_listed_point(point.id, now=moment).survey == expected


def test_marks_and_signs_are_folded() -> None:
    assert without_marks("  Vĩnh Yên, ĐƯỜNG Q-1 ") == "vinh yen duong q 1"
    assert without_marks("ấậữỗẳợ") == "aauoao"
