"""Indices for programs: the numbers of the page's file, hidden where they are hidden there."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import ApiAct, Response, ResponseCorrection, Unit
from app.services.reporting.rows import index_rows
from tests.app.api.program import Program
from tests.app.results.one_stop import answer, counter, one_stop_survey, report_on
from tests.factories import (
    NOW,
    create_event,
    create_point,
    create_population,
    create_service,
    create_survey,
    create_target,
    create_unit,
    saved,
)

READ = ApiAct.READ_RESULTS


@pytest.fixture
def survey(app: Flask):
    """A commune centre with counters: one that shows a figure, two that are hidden, one silent."""
    survey = one_stop_survey(code="one")
    create_target()
    centre = create_unit(kind="commune_centre", code="C")
    for place, (satisfied, n) in enumerate([(45, 50), (2, 3), (9, 15), (0, 0)]):
        unit = counter(survey, centre, code=f"Q{place}")
        answer(survey, unit, satisfied, n)
        create_population(unit, 1000, late=13)
    return survey


def test_the_numbers_are_those_of_the_rows_and_what_is_hidden_holds_none(
    survey, client: FlaskClient
) -> None:
    program = Program(client, READ)
    found = program.get("/indices?survey=one&level=counter").json
    rows = index_rows(report_on(survey), "people_top2", "counter")
    assert len(found["indices"]) == len(rows) == 4
    for given, row in zip(found["indices"], rows, strict=True):
        assert given["unit"]["id"] == row.unit.id
        assert given["verdict"] == row.outcome.value
        figure, shown = given["figure"], row.figure
        assert (figure is None) == (shown is None)
        if shown:
            assert (figure["value"], figure["low"], figure["n"]) == (shown.value, shown.low, 50)
    hidden = [row for row in found["indices"] if row["hidden"]]
    assert len(hidden) == 2
    for row in hidden:
        assert (row["hidden_because"], row["minimum_cell"]) == ("small_group", 5)
        assert row["figure"] is row["counts"] is row["answers_needed"] is None
        assert row["population"] is None or row["population"]["response_rate"] is None
        assert not row["by_origin"]
        assert not row["alternatives"]


def test_the_filters_are_those_of_the_page(survey, client: FlaskClient) -> None:
    program = Program(client, READ)
    whole = program.get("/indices?survey=one").json
    assert (whole["level"], whole["formula"]) == ("counter", "people_top2")
    assert set(whole["levels"]) == {"commune_centre", "counter"}
    unit = whole["indices"][0]["unit"]
    alone = program.get(f"/indices?survey=one&unit_id={unit['id']}&formula=mean_100").json
    assert [row["unit"]["id"] for row in alone["indices"]] == [unit["id"]]
    assert alone["formula"] == "mean_100"
    below = program.get(f"/indices?survey=one&under={unit['parent_id']}&tree=now").json
    assert below["total"] == 4
    empty = program.get("/indices?survey=one&first_day=2026-05-01&last_day=2026-05-31").json
    assert all(row["figure"] is None for row in empty["indices"])


def test_pages_follow_each_other_with_the_filters(survey, client: FlaskClient) -> None:
    program = Program(client, READ)
    address, codes = "/indices?survey=one&level=counter&page_size=3&tree=now", []
    while address:
        page = program.get(address).json
        codes += [row["unit"]["code"] for row in page["indices"]]
        address = page["next"]
    assert (codes, page["pages"], page["total"]) == (["Q0", "Q1", "Q2", "Q3"], 2, 4)


def test_what_is_wrong_or_out_of_reach_is_refused(survey, client: FlaskClient) -> None:
    other = create_unit(code="X")
    create_survey(code="other")
    program = Program(client, READ)
    for more, status, pointer in (
        ("&formula=none", 400, "/formula"),
        ("&level=planet", 400, "/level"),
        ("&sort=value", 422, "/sort"),
        ("&first_day=2026-03-01&last_day=2026-02-01", 400, None),
        (f"&unit_id={other.id}", 404, None),
        ("&page=7", 404, None),
    ):
        refused = program.get("/indices?survey=one" + more)
        assert (refused.status_code, refused.mimetype) == (status, "application/problem+json")
        assert not pointer or pointer in {error["pointer"] for error in refused.json["errors"]}
    inside = Program(client, READ, unit=other)
    assert inside.get("/indices?survey=one").status_code == 404
    assert inside.get("/indices?survey=none").status_code == 404


def test_a_key_of_one_counter_gets_that_counter_alone(survey, client: FlaskClient) -> None:
    rows = index_rows(report_on(survey), "people_top2", "counter")
    here, there = (db.session.get_one(Unit, row.unit.id) for row in rows[:2])
    inside = Program(client, READ, unit=here)
    (row,) = inside.get("/indices?survey=one").json["indices"]
    assert (row["unit"]["id"], row["unit"]["parent_id"]) == (here.id, None)
    for name in ("unit_id", "under"):
        assert inside.get(f"/indices?survey=one&{name}={there.id}").status_code == 404


def test_nothing_is_computed_for_a_program_that_has_the_answer(
    survey, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = Program(client, READ)
    address = "/indices?survey=one&level=counter"
    tag = program.get(address).headers["ETag"]
    with monkeypatch.context() as patch:
        patch.setattr("app.api.indices.open_report", lambda *_, **__: pytest.fail("computed"))
        unchanged = program.get(address, If_None_Match=tag)
        assert (unchanged.status_code, unchanged.headers["ETag"]) == (304, tag)
        assert unchanged.headers["Cache-Control"] == "private, no-cache"
    other = Program(client, READ, unit=db.session.query(Unit).filter_by(code="C").one())
    assert other.get(address, If_None_Match=tag).status_code == 200


@pytest.mark.parametrize("change", ["answer", "withdrawal", "deed"])
def test_whatever_may_move_a_figure_changes_the_tag(
    survey, client: FlaskClient, change: str
) -> None:
    program = Program(client, READ)
    address = "/indices?survey=one&level=counter"
    tag = program.get(address).headers["ETag"]
    create_event(act="session.sign_in")
    assert program.get(address, If_None_Match=tag).status_code == 304
    place = db.session.query(Unit).filter_by(code="Q0").one()
    if change == "answer":
        answer(survey, place, 1, 1)
    elif change == "withdrawal":
        key = db.session.query(Response.key).first()[0]
        saved(ResponseCorrection(response_key=key, kind="withdrawal", made_at=NOW))
    else:
        create_event(act="target.correct")
    assert program.get(address, If_None_Match=tag).status_code == 200


def test_a_breakdown_holds_the_parts_of_the_page(app: Flask, client: FlaskClient) -> None:
    survey = one_stop_survey(code="one")
    place = create_unit(kind="counter")
    for n in (60, 40, 3, 4):
        point = create_point(survey, place=place, service_id=create_service().id)
        answer(survey, place, n // 2, n, point=point)
    program = Program(client, READ)
    found = program.get(f"/breakdowns?survey=one&unit_id={place.id}&dimension=service").json
    assert [(row["part"]["kind"], row["figure"]["n"]) for row in found["parts"]] == [
        ("value", 60),
        ("value", 40),
        ("together", 7),
    ]
    assert (found["hidden_parts"], found["whole"]["figure"]["n"]) == (2, 107)
    assert found["dimensions"] == ["service", "mode"]
    assert program.get("/breakdowns?survey=one&unit_id=999").status_code == 404
    for wrong in ("breakdowns?survey=one&dimension=no", "comparisons?survey=one&dimension=group-x"):
        refused = program.get(f"/{wrong}")
        assert (refused.status_code, refused.json["errors"][0]["pointer"]) == (400, "/dimension")
    page = program.get("/comparisons?survey=one&dimension=service").json
    assert page["confidence_level"] == survey.confidence_level
