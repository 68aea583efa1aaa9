"""The API as a program meets it: keys, problem documents, no sessions, its own description."""

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import ApiAct, AuditEvent, Unit
from tests.app.api.program import Program
from tests.app.results.one_stop import answer, one_stop_survey
from tests.factories import (
    create_key,
    create_point,
    create_population,
    create_report,
    create_service,
    create_survey,
    create_unit,
)
from tests.sign_in import sign_in

PATHS = {
    "/api/v1/units": ApiAct.READ_UNITS,
    "/api/v1/services": ApiAct.READ_SERVICES,
    "/api/v1/surveys": ApiAct.READ_SURVEYS,
    "/api/v1/populations": ApiAct.READ_POPULATIONS,
    "/api/v1/points": ApiAct.READ_POINTS,
    "/api/v1/indices": ApiAct.READ_RESULTS,
    "/api/v1/breakdowns": ApiAct.READ_RESULTS,
    "/api/v1/comparisons": ApiAct.READ_RESULTS,
    "/api/v1/reports": ApiAct.READ_RESULTS,
}
OF_A_SURVEY = ("/api/v1/indices", "/api/v1/breakdowns", "/api/v1/comparisons")
FILE = "/api/v1/reports/{report_id}/files/{name}"


def bearer(key: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {key}"}


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_needs_a_key_for_its_act_and_sets_no_cookie(
    client: FlaskClient, path: str
) -> None:
    if path in OF_A_SURVEY:
        path += f"?survey={one_stop_survey().code}"
    assert client.get(path).status_code == 401
    act = PATHS[path.partition("?")[0]]
    others = [other for other in ApiAct if other is not act]
    refused = client.get(path, headers=bearer(create_key(*others)))
    assert (refused.status_code, refused.mimetype) == (403, "application/problem+json")
    found = client.get(path, headers=bearer(create_key(act)))
    assert found.status_code == 200
    assert "Set-Cookie" not in found.headers


def test_a_session_of_staff_opens_nothing(app: Flask) -> None:
    assert sign_in(app.test_client()).get("/api/v1/units").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("delete", "/api/v1/units", 405),
        ("post", "/api/v1/populations", 422),
    ],
)
def test_every_error_is_a_problem_document(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    headers = bearer(create_key(*ApiAct))
    answer = getattr(client, method)(path, headers=headers)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert answer.json["title"]
    assert answer.json["detail"]
    assert ("Allow" in answer.headers) == (status == 405)


def test_an_argument_that_nobody_knows_is_an_error_with_the_nearest_one(
    client: FlaskClient,
) -> None:
    program = Program(client, *ApiAct)
    wrong = program.get("/api/v1/indices?survey=one&first_dy=2026-01-01")
    assert wrong.status_code == 422
    (error,) = wrong.json["errors"]
    assert error["pointer"] == "/first_dy"
    assert "'first_day'" in error["detail"]
    assert "page_size" in program.get("/api/v1/units?xyz=1").json["errors"][0]["detail"]
    twice = program.get("/units?page=1&page=2")
    assert (twice.status_code, twice.json["errors"][0]["pointer"]) == (422, "/page")
    headers = bearer(create_key(*ApiAct))
    dry = client.post("/api/v1/populations?dryrun=1", json={"counts": []}, headers=headers)
    assert dry.json["errors"][0]["pointer"] == "/dryrun"


def test_a_body_that_is_no_json_or_too_large_is_refused(client: FlaskClient) -> None:
    headers = bearer(create_key(*ApiAct)) | {"Content-Type": "application/json"}
    for body, statuses in ((b"{", {400, 422}), (b'"' + b"x" * 2**21 + b'"', {413})):
        answer = client.post("/api/v1/populations", data=body, headers=headers)
        assert answer.status_code in statuses
        assert answer.mimetype == "application/problem+json"


def test_units_are_those_of_the_day_within_the_keys_reach(client: FlaskClient) -> None:
    province = create_unit(code="25", kind="province")
    commune = create_unit(code="08707", kind="commune", parent=province)
    old = Unit(
        code="26",
        name_vi="Tỉnh cũ",
        kind="province",
        sector="administration",
        valid_from=date(1997, 1, 1),
        valid_to=date(2025, 6, 30),
    )
    db.session.add(old)
    db.session.commit()
    headers = bearer(create_key(ApiAct.READ_UNITS))
    now = client.get("/api/v1/units?on=2026-01-01", headers=headers).json["units"]
    assert {(unit["code"], unit["parent_id"]) for unit in now} == {
        ("25", None),
        ("08707", province.id),
    }
    before = client.get("/api/v1/units?on=2025-01-01", headers=headers).json["units"]
    assert [unit["code"] for unit in before] == ["26"]
    inside = bearer(create_key(ApiAct.READ_UNITS, unit=commune))
    found = client.get("/api/v1/units?on=2026-01-01", headers=inside).json["units"]
    assert [(unit["code"], unit["parent_id"]) for unit in found] == [("08707", None)]
    assert client.get("/api/v1/units?on=x", headers=headers).status_code == 422


def test_surveys_and_procedures_are_listed(client: FlaskClient) -> None:
    create_service(code="1.001")
    here, there = create_unit(), create_unit()
    create_point(create_survey(code="here"), place=here)
    create_point(create_survey(code="there"), place=there)
    headers = bearer(create_key(ApiAct.READ_SURVEYS, ApiAct.READ_SERVICES, unit=here))
    surveys = client.get("/api/v1/surveys", headers=headers).json["surveys"]
    assert [survey["code"] for survey in surveys] == ["here"]
    services = client.get("/api/v1/services", headers=headers).json["services"]
    assert [service["code"] for service in services] == ["1.001"]


def test_every_function_answers_as_it_is_described(client: FlaskClient) -> None:
    survey = one_stop_survey(code="one")
    place = create_unit(code="25-01", name="Quầy")
    create_point(survey, place=place)
    answer(survey, place, 9, 10)
    create_service()
    create_population(place, 10)
    create_report(survey, place)
    program = Program(client, *ApiAct)
    for path in PATHS:
        address = path + ("?survey=one" if path in OF_A_SURVEY else "?page_size=9")
        found = program.get(address)
        # There is one thing of each, so that no two groups of answers can be compared.
        some = int(path != "/api/v1/comparisons")
        assert (found.status_code, found.json["total"]) == (200, some), path
        assert program.get(address, If_None_Match=found.headers["ETag"]).status_code == 304
        assert program.get(f"{address}&page=0").status_code == 422
        assert program.get(f"{address}&page=2").status_code == 404
    for batch in ({}, {"counts": [{"unit_code": "25-01"}]}):
        sent = client.post("/api/v1/populations", json=batch, headers=program.headers)
        program.check("/populations", "post", sent)


def test_the_description_names_every_function_and_its_errors(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert set(document["paths"]) == {*PATHS, FILE}
    for operations in document["paths"].values():
        for method, operation in operations.items():
            if method == "parameters":
                continue
            assert operation["responses"]["default"]
            assert operation["summary"]
    assert document["security"] == [{"key": []}]


def test_a_signed_report_is_given_with_its_figures_within_reach(client: FlaskClient) -> None:
    here, there, survey = create_unit(), create_unit(), create_survey(code="one")
    report = create_report(survey, here, input_digest="e" * 64)
    create_report(survey, here, signed=False)
    program = Program(client, ApiAct.READ_RESULTS, unit=here)
    (listed,) = program.get("/reports").json["reports"]
    assert (listed["id"], listed["survey"], listed["files"][0]["name"]) == (
        report.id,
        "one",
        "report.json",
    )
    assert (listed["code_version"], listed["input_digest"]) == (report.code_version, "e" * 64)
    assert "document" not in listed
    (alone,) = program.get(f"/reports?report_id={report.id}").json["reports"]
    assert alone["document"] == {}
    other = Program(client, ApiAct.READ_RESULTS, unit=there)
    assert other.get("/reports").json["total"] == 0
    assert other.get(f"/reports?report_id={report.id}").status_code == 404


def test_a_file_of_a_signed_report_is_given_byte_for_byte_and_recorded(client: FlaskClient) -> None:
    here, there, survey = create_unit(), create_unit(), create_survey(code="one")
    report, draft = create_report(survey, here), create_report(survey, here, signed=False)
    program = Program(client, ApiAct.READ_RESULTS, unit=here)
    (file,) = program.get("/reports").json["reports"][0]["files"]
    given = client.get(file["address"], headers=program.headers)
    assert (given.data, given.mimetype) == (b"{}", file["media_type"])
    assert given.headers["ETag"] == f'"{file["digest"]}"'
    assert given.headers["Repr-Digest"].startswith("sha-256=:")
    assert "report-" in given.headers["Content-Disposition"]
    widened = client.get(f"{file['address']}?nam=2026", headers=program.headers)
    assert (widened.status_code, "nam" in widened.text) == (422, True)
    known = program.headers | {"If-None-Match": given.headers["ETag"]}
    unchanged = client.get(file["address"], headers=known)
    assert (unchanged.status_code, unchanged.data) == (304, b"")
    acts = [event.act for event in db.session.scalars(select(AuditEvent))]
    assert acts.count("report.download") == 1, "what was not sent was not taken"
    other = Program(client, ApiAct.READ_RESULTS, unit=there)
    for address, key in (
        (file["address"], other),
        (file["address"].replace("report.json", "other.json"), program),
        (file["address"].replace(f"/{report.id}/", f"/{draft.id}/"), program),
    ):
        refused = client.get(address, headers=key.headers)
        assert (refused.status_code, refused.mimetype) == (404, "application/problem+json")
    assert client.get(file["address"]).status_code == 401
    units = Program(client, ApiAct.READ_UNITS)
    assert client.get(file["address"], headers=units.headers).status_code == 403


def test_the_description_is_not_sent_twice_but_after_every_new_version(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tag = client.get("/api/v1/openapi.json").headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get("/api/v1/openapi.json", headers=known).status_code == 304
    monkeypatch.setattr("app.api.specification.code_version", lambda: "another")
    assert client.get("/api/v1/openapi.json", headers=known).status_code == 200
