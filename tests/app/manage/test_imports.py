"""The wizard of imports: uploaded, mapped, looked at, imported, taken back; nothing lost."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import Response, ResponseImport, RoleName, Unit
from app.services.uploads import uploads_folder
from tests.app.importing.counter_survey import counter_survey
from tests.app.importing.test_proposals import SAMPLES
from tests.pages import Page, Visitor, check_page
from tests.sign_in import form_token, sign_in

ROOM = "/manage/imports"


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as a survey administrator, with a survey at two counters."""
    counter_survey()
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


def send(client: FlaskClient, path: str, **fields: object):
    """Fill in the form of a page and send it."""
    token = form_token(client.get(path).text)
    answer = client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)
    check_page(answer.text)
    return answer


def upload(client: FlaskClient, name: str):
    """Upload a sample."""
    with (SAMPLES / name).open("rb") as file:
        return send(client, f"{ROOM}/new", sheet=(file, name), survey="mot-cua")


def fields_of(html: str) -> dict[str, str]:
    """What the form of the mapping holds, as a browser would send it."""
    page = Page(html)
    fields = {
        element.get("name"): element.get("value")
        for element in page.all("input")
        if element.get("name") and element.get("type") != "checkbox"
    }
    for option in page.all("option"):
        select_element = option.has_parent("select")
        if select_element and "selected" in option.attributes:
            fields[select_element.get("name")] = option.get("value")
    return fields


def count(table: type) -> int:
    """How many rows a table has now."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_goes_all_the_way_and_back(app: Flask, administrator: FlaskClient) -> None:
    page = upload(administrator, "google_forms.csv")
    assert "Phiếu trả lời từ Google Forms" in page.text
    path = page.request.path
    fields = fields_of(page.text)
    assert fields["unit-0"] == "q1"
    page = administrator.post(path, data=fields | {"look": "yes"}, follow_redirects=True)
    check_page(page.text)
    assert "Sẽ thêm 3 phiếu trả lời" in page.text
    assert "không áp dụng" in page.text.lower()
    assert "Chờ hơi lâu" not in page.text
    assert count(Response) == 0
    review = page.request.path
    page = send(administrator, review)
    assert "Đã nhập 3 phiếu trả lời" in page.text
    assert (count(Response), list(uploads_folder().iterdir())) == (3, [])
    record = db.session.scalars(select(ResponseImport)).one()
    assert record.file_name == "google_forms.csv"
    page = send(administrator, f"{ROOM}/{record.id}/take-back", reason="nhầm đợt")
    assert "đã rút lại" in page.text
    assert "nhầm đợt" in page.text
    assert "đã rút lại" in Visitor(administrator).get(f"{ROOM}/").text


def test_a_correction_of_the_mapping_is_kept(app: Flask, administrator: FlaskClient) -> None:
    page = upload(administrator, "google_forms.csv")
    fields = fields_of(page.text)
    changes = {"label-2-0": "", "unit-1": "nowhere", "item-5": "", "keep": "yes"}
    page = administrator.post(page.request.path, data=fields | changes, follow_redirects=True)
    kept = fields_of(page.text)
    assert (kept.get("label-2-0"), kept["unit-1"], kept.get("item-5")) == (None, "nowhere", None)
    review = page.request.path.replace("mapping", "review")
    told = Visitor(administrator).get(review).text
    assert "nowhere" in told
    right = kept | {"unit-1": "q2", "look": "yes"}
    page = administrator.post(page.request.path, data=right, follow_redirects=True)
    assert "1 dòng có lỗi" in page.text
    assert "Rất hài lòng" in page.text


def test_what_is_not_chosen_yet_is_asked_for_in_words(
    app: Flask, administrator: FlaskClient
) -> None:
    page = upload(administrator, "google_forms.csv")
    nothing = dict.fromkeys(fields_of(page.text), "") | {
        "csrf_token": form_token(page.text),
        "look": "yes",
    }
    page = administrator.post(page.request.path, data=nothing, follow_redirects=True)
    check_page(page.text)
    for words in ("Hãy chọn cột thời gian", "Hãy chọn loại đơn vị", "Hãy chọn cột đơn vị"):
        assert words in page.text
    assert "phải được trả lời" in page.text
    assert "unit.kind" not in page.text


def test_bad_rows_are_left_out_only_when_it_is_said(app: Flask, administrator: FlaskClient) -> None:
    page = upload(administrator, "limesurvey.csv")
    review = page.request.path.replace("mapping", "review")
    told = Visitor(administrator).get(review)
    assert "Bỏ 1 dòng có lỗi" in told.text
    send(administrator, review)
    assert count(Response) == 0
    send(administrator, review, skip_bad="yes")
    assert count(Response) == 2


def test_a_tally_and_a_workbook_are_taken(app: Flask, administrator: FlaskClient) -> None:
    page = upload(administrator, "tally.csv")
    assert "Bảng kiểm đếm" in page.text
    send(administrator, page.request.path.replace("mapping", "review"))
    assert count(Response) == 30


def test_a_file_that_is_none_is_refused_beside_its_field(administrator: FlaskClient) -> None:
    broken = Path(__file__)
    with broken.open("rb") as file:
        page = send(administrator, f"{ROOM}/new", sheet=(file, "x.xlsx"), survey="mot-cua")
    assert page.status_code == 200
    with (SAMPLES / "tally.csv").open("rb") as file:
        page = send(administrator, f"{ROOM}/new", sheet=(file, "x.csv"), survey="unknown")
    assert count(ResponseImport) == 0


def test_a_given_up_file_is_gone(app: Flask, administrator: FlaskClient) -> None:
    page = upload(administrator, "tally.csv")
    path = page.request.path
    assert administrator.get(path.replace("mapping", "mapping.toml")).text.startswith("survey")
    token = form_token(page.text)
    administrator.post(path.replace("mapping", "give-up"), data={"csrf_token": token})
    assert list(uploads_folder().iterdir()) == []
    assert "không còn được giữ" in administrator.get(path, follow_redirects=True).text


def test_another_person_does_not_find_the_file(app: Flask, administrator: FlaskClient) -> None:
    path = upload(administrator, "tally.csv").request.path
    other = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    assert "không còn được giữ" in other.get(path, follow_redirects=True).text


def test_rights_on_one_commune_are_not_enough(app: Flask, administrator: FlaskClient) -> None:
    unit = db.session.scalars(select(Unit)).first()
    local = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR, unit=unit)
    assert local.get(f"{ROOM}/").status_code == 404
