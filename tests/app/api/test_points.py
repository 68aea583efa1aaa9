"""Collection points for programs: within reach, and codes only for keys that may read them."""

from flask.testing import FlaskClient

from app.models import ApiAct
from tests.app.api.program import Program
from tests.factories import create_point, create_service, create_survey, create_unit

READ = ApiAct.READ_POINTS


def test_a_code_is_told_only_to_a_key_that_may_read_codes(client: FlaskClient) -> None:
    create_point(create_survey(code="one"), code="ABCD2345", place=create_unit(code="25-01"))
    (plain,) = Program(client, READ).get("/points").json["points"]
    assert (plain["unit_code"], plain["survey"], plain["has_code"]) == ("25-01", "one", True)
    assert "access_code" not in plain
    assert "ABCD2345" not in Program(client, READ).get("/points?page_size=1").text
    (told,) = Program(client, READ, ApiAct.READ_CODES).get("/points").json["points"]
    assert told["access_code"] == "ABCD2345"


def test_points_are_filtered_and_paged_within_the_keys_reach(client: FlaskClient) -> None:
    commune = create_unit(kind="commune", code="A")
    here, there = create_unit(code="B", parent=commune), create_unit(code="C")
    survey, service = create_survey(code="one"), create_service(code="1.001")
    create_point(survey, place=here, service_id=service.id, touchpoint="receipt_slip")
    create_point(survey, place=here, body_id=there.id, mode="kiosk", touchpoint="kiosk")
    create_point(create_survey(code="two"), place=there)
    inside = Program(client, READ, unit=commune)
    first = inside.get("/points?page_size=1").json
    second = inside.get(first["next"]).json
    assert (first["total"], second["next"]) == (2, None)
    assert {p["unit_id"] for p in first["points"] + second["points"]} == {here.id}
    everywhere = Program(client, READ)
    for filters, count in (
        ("", 3),
        ("?survey=two", 1),
        (f"?unit_id={commune.id}", 2),
        ("?touchpoint=receipt_slip", 1),
        ("?mode=kiosk", 1),
    ):
        assert everywhere.get("/points" + filters).json["total"] == count, filters
    (kiosk,) = inside.get("/points?mode=kiosk").json["points"]
    assert kiosk["body_id"] is None, "a body out of reach stays unsaid"
    assert inside.get("/points?survey=two").status_code == 404
    assert inside.get(f"/points?unit_id={there.id}").status_code == 404
    assert inside.get("/points?mode=fax").status_code == 422


def test_an_unchanged_list_is_not_sent_again(client: FlaskClient) -> None:
    survey = create_survey()
    create_point(survey)
    program = Program(client, READ)
    tag = program.get("/points").headers["ETag"]
    assert program.get("/points", If_None_Match=tag).status_code == 304
    create_point(survey)
    assert program.get("/points", If_None_Match=tag).status_code == 200
