"""The pages of units. Truth leaned on: what a person must find, and what is stored afterwards."""

import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app import clock
from app.extensions import db
from app.models import AuditEvent, RoleName, UnitChange
from app.services.organisation.reading import read_tree
from app.services.organisation.tree_file import write_tree
from tests.app.organisation.trees import FIRST, SECOND, code_of, key, small_province, unit
from tests.factories import (
    create_point,
    create_publication,
    create_report,
    create_response,
    create_survey,
)
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in


def today():
    """The local day on which the test runs."""
    return clock.local_day(clock.now())


@pytest.fixture
def office(app: Flask, client: FlaskClient) -> Visitor:
    """An administrator in front of a small province."""
    small_province()
    return Visitor(sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR))


def send(office: Visitor, path: str, data: dict[str, Any]) -> TestResponse:
    """Send a page's form with its token, and go where it leads."""
    token = form_token(office.client.get(path).text)
    return office.client.post(path, data={**data, "csrf_token": token}, follow_redirects=True)


def confirm(office: Visitor, path: str, data: dict[str, str]) -> str:
    """Fill in an act, look at what would happen, confirm; gives the page of the change."""
    dated = {"day": today().isoformat(), **data}
    looked = send(office, path, dated).text
    seen = re.search(r'name="seen" value="([0-9a-f]{16})"', looked)
    assert seen, looked
    return send(office, path, {**dated, "seen": seen[1]}).text


def test_the_tree_opens_level_by_level(office: Visitor) -> None:
    top = office.get("/manage/units/?lang=en").text
    assert "Tỉnh Cũ" in top
    assert "Xã Một" not in top
    assert "Xã Một" in office.get(f"/manage/units/?under={unit('25').id}").text


@pytest.mark.parametrize("words", ["Xã Hai", "xa hai", "00002"])
def test_units_are_found_with_marks_or_without(office: Visitor, words: str) -> None:
    found = office.get("/manage/units/", query_string={"q": words}).text
    assert "Xã Hai" in found
    assert "Xã Một" not in found


def test_a_day_shows_the_tree_as_it_was(office: Visitor) -> None:
    confirm(office, f"/manage/units/{unit('00002').id}/close", {})
    assert "Xã Hai" not in office.get("/manage/units/?q=00002").text
    before = (today() - timedelta(days=1)).isoformat()
    assert "Xã Hai" in office.get(f"/manage/units/?q=00002&on={before}").text
    assert office.get("/manage/units/?on=hom-qua", status=400)


def test_an_act_is_shown_before_it_is_made_and_can_be_undone(office: Visitor) -> None:
    before = read_tree()
    data = {"others": "00002", "code": "00009", "name_vi": "Xã Mới"}
    done = confirm(office, f"/manage/units/{unit('00001').id}/merge", data)
    assert "Xã Một (00001)" in done
    assert unit("00009").valid_from == today()
    change = db.session.scalars(select(UnitChange)).one()
    send(office, f"/manage/units/changes/{change.id}", {})
    assert read_tree() == before
    assert "Hợp nhất" in office.get("/manage/units/changes").text


def test_nothing_is_done_that_was_not_seen(office: Visitor) -> None:
    before = read_tree()
    path = f"/manage/units/{unit('00002').id}/rename"
    data = {"day": today().isoformat(), "code": "00002", "name_vi": "Xã Nhì", "seen": "0" * 16}
    send(office, path, data)
    assert read_tree() == before


@pytest.mark.parametrize(
    ("what", "data"),
    [
        ("rename", {"code": "", "name_vi": "Xã"}),
        ("rename", {"code": "00001", "name_vi": "Xã"}),
        ("move", {"parent": "nobody"}),
        ("move", {"parent": "00002"}),
        ("merge", {"others": "nobody", "into": "00001"}),
        ("merge", {"others": "00001"}),
        ("split", {"parts-0-code": "a", "parts-0-name_vi": "A", "parts-0-share": "100"}),
        ("close", {"day": "2999-01-01"}),
        ("close", {"day": "hôm nay"}),
    ],
)
def test_a_wrong_form_says_why_and_changes_nothing(
    office: Visitor, what: str, data: dict[str, str]
) -> None:
    before = read_tree()
    sent = {"day": today().isoformat(), **data}
    shown = send(office, f"/manage/units/{unit('00002').id}/{what}", sent).text
    assert 'role="alert"' in shown
    assert read_tree() == before


def test_every_act_can_be_made_on_its_page(office: Visitor) -> None:
    second = unit("00002").id
    confirm(
        office,
        "/manage/units/new",
        {
            "kind": "school",
            "sector": "education",
            "code": "T1",
            "name_vi": "Trường",
            "parent": "25",
        },
    )
    confirm(office, f"/manage/units/{second}/rename", {"code": "00002", "name_vi": "Xã Nhì"})
    confirm(office, f"/manage/units/{second}/move", {"parent": "province/26"})
    parts = {"parts-0-code": "a", "parts-0-name_vi": "A", "parts-0-share": "60"}
    parts |= {"parts-1-code": "b", "parts-1-name_vi": "B", "parts-1-share": "40"}
    confirm(office, f"/manage/units/{unit('00001').id}/split", parts)
    records = read_tree().records
    assert records[key("school", "T1", today())].sector == "education"
    assert records[SECOND].latest.parent == key("province", "26")
    assert sorted(link.share for link in records[FIRST].successors) == [0.4, 0.6]


def test_a_counter_is_marked_on_its_page_and_the_audit_knows(office: Visitor) -> None:
    page, path = f"/manage/units/{unit('00001-1').id}", "/staffing"
    done = confirm(office, f"{page}{path}", {"one_person": "y"})
    assert "chỉ có một người phục vụ" in done
    assert "Chỉ một người" in office.get(page).text
    assert "checked" in office.client.get(f"{page}{path}").text
    assert "unit.staffing" in db.session.scalars(select(AuditEvent.act)).all()
    refused = send(office, f"/manage/units/{unit('00001').id}{path}", {"one_person": "y"})
    assert "còn đơn vị khác bên dưới" in refused.text


def test_the_page_of_the_mark_lists_what_shows_the_unit_already(office: Visitor) -> None:
    survey, here = create_survey(), unit("00001-1")
    shown, hidden = ({"rows": [{"unit": {"id": here.id}, "figure": f}]} for f in ({"n": 50}, None))
    public = create_publication(survey, document=json.dumps(shown))
    create_publication(survey, document=json.dumps(hidden), formula="mean_100")
    report = create_report(survey, here)
    create_report(survey, here, signed=False)
    create_report(survey, unit("00001"))
    page = office.get(f"/manage/units/{here.id}/staffing")
    links = [link.get("href") for link in page.all("a") if link.get("href")]
    assert [link for link in links if "/public" in link and "/" + str(public.id) in link] == [
        f"/public/{public.id}",
        f"/manage/publications/{public.id}/withdraw",
    ]
    reports = [link for link in links if link.startswith("/results/reports/")]
    assert reports == [f"/results/reports/{report.id}"]
    assert f"Bản công bố số {public.id}" in page.text
    assert "Đã công bố" not in office.get(f"/manage/units/{unit('00002').id}/staffing").text


def test_a_units_page_tells_its_life(office: Visitor) -> None:
    survey = create_survey()
    create_point(survey, place=unit("00001"))
    create_response(survey, {"overall": 5}, point=code_of(unit("00001")).point)
    confirm(office, f"/manage/units/{unit('00001').id}/merge", {"others": "00001", "into": "00002"})
    old = office.get(f"/manage/units/{unit('00001').id}").text
    assert "Xã Hai" in old
    assert "commune/00001/2025-07-01" in old
    assert "Xã Một" in office.get(f"/manage/units/{unit('00002').id}").text
    office.get("/manage/units/999999", status=404)


def test_a_file_is_looked_at_before_it_is_imported(office: Visitor) -> None:
    head = "kind,sector,code,name_vi,parent,from\n"
    good = f"{head}commune,administration,00007,Xã Bảy,25,{today()}\n"
    looked = upload(office, good)
    assert "Xã Bảy" in looked.text
    assert key("commune", "00007", today()) not in read_tree().records
    send(office, looked.request.path, {})
    assert key("commune", "00007", today()) in read_tree().records


def test_a_bad_file_names_its_mistakes(office: Visitor) -> None:
    looked = upload(office, "kind,sector,code,name_vi,from\nkingdom,army,x,X,yesterday\n").text
    assert "yesterday" in looked
    assert (
        "kingdom"
        in upload(office, "kind,sector,code,name_vi,from\nkingdom,army,x,X,2026-01-01\n").text
    )


def upload(office: Visitor, content: str) -> TestResponse:
    """Upload a file of units; gives the page that shows what it would do."""
    sheet = (io.BytesIO(content.encode()), "units.csv")
    return send(office, "/manage/units/import", {"sheet": sheet})


def test_the_whole_tree_can_be_taken_away(office: Visitor, client: FlaskClient) -> None:
    assert client.get("/manage/units/tree.csv").data == write_tree(read_tree().records)


def test_somebody_of_a_commune_sees_only_what_is_below_it(app: Flask, client: FlaskClient) -> None:
    small_province()
    visitor = Visitor(sign_in(client, role=RoleName.COLLECTION_OFFICER, unit=unit("00001")))
    shown = visitor.get("/manage/units/").text
    assert "Xã Một" in shown
    assert "Xã Hai" not in shown
    assert "Tỉnh Cũ" not in shown
    visitor.get(f"/manage/units/{unit('00002').id}", status=404)
    visitor.get("/manage/units/new", status=403)
