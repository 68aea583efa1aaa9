"""Pages of procedures: listed, added, renamed, retired, uploaded and downloaded."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.extensions import db
from app.models import RoleName
from app.queries.services import services_by_code
from app.services.uploads import uploads_folder
from tests.app.registers.sheets import workbook
from tests.factories import create_service
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody signed in as an administrator."""
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


def send(client: FlaskClient, path: str, **fields: object):
    """Fill in the form of a page and send it."""
    token = form_token(client.get(path).text)
    return client.post(path, data={"csrf_token": token, **fields}, follow_redirects=True)


def stored_names() -> dict[str, str]:
    """The names in the database now, whatever the test's own session remembers."""
    db.session.expire_all()
    return {code: service.name_vi for code, service in services_by_code().items()}


def test_an_empty_list_says_what_to_do(app: Flask, administrator: FlaskClient) -> None:
    page = Visitor(administrator).get("/manage/services/")
    assert "Chưa có thủ tục nào" in page.text


def test_a_procedure_is_added_renamed_and_retired(app: Flask, administrator: FlaskClient) -> None:
    fields = {"code": "1.001", "name_vi": "Khai  sinh", "sector": "administration"}
    assert "Khai sinh" in send(administrator, "/manage/services/new", **fields).text
    stored = services_by_code()["1.001"]
    page = f"/manage/services/{stored.id}"
    send(administrator, page, name_vi="Đăng ký khai sinh", sector="administration")
    assert stored_names()["1.001"] == "Đăng ký khai sinh"
    told = send(administrator, f"{page}/retire", retired_on="2026-05-01").text
    assert "01/05/2026" in told
    send(administrator, f"{page}/retire", retired_on="")
    db.session.expire_all()
    assert services_by_code()["1.001"].retired_on is None


def test_a_code_that_is_taken_is_refused_beside_its_field(
    app: Flask, administrator: FlaskClient
) -> None:
    create_service(code="1.001")
    fields = {"code": "1.001", "name_vi": "Tên khác", "sector": "administration"}
    page = send(administrator, "/manage/services/new", **fields)
    assert "Mã này đã thuộc một thủ tục khác" in page.text
    assert 'value="Tên khác"' in page.text


def test_a_list_is_looked_at_before_it_changes_anything(
    app: Flask, administrator: FlaskClient
) -> None:
    rows = [["Mã", "Tên tiếng Việt", "Lĩnh vực"], ["1.001", "Khai sinh", "administration"]]
    page = send(administrator, "/manage/services/upload", sheet=(workbook(rows), "thu-tuc.xlsx"))
    assert "1 thủ tục mới" in page.text
    assert services_by_code() == {}
    done = administrator.post(page.request.path, data={"csrf_token": form_token(page.text)})
    assert done.status_code == 302
    assert set(services_by_code()) == {"1.001"}
    assert list(uploads_folder().iterdir()) == []


def test_a_broken_list_names_every_mistake(app: Flask, administrator: FlaskClient) -> None:
    broken = BytesIO(b"code,name_vi,sector\n1.001,,farming\n")
    page = send(administrator, "/manage/services/upload", sheet=(broken, "x.csv"))
    assert "Có 2 lỗi" in page.text
    assert "name_vi" in page.text
    no_table = send(administrator, "/manage/services/upload", sheet=(BytesIO(b"PK??"), "x.xlsx"))
    assert "không đọc được bảng tính" in no_table.text


def test_anothers_upload_is_not_found(app: Flask, administrator: FlaskClient) -> None:
    sheet = BytesIO(b"code,name_vi,sector\n1.001,A,health\n")
    page = send(administrator, "/manage/services/upload", sheet=(sheet, "x.csv"))
    other = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    answer = other.get(page.request.path, follow_redirects=True)
    assert "không còn được giữ" in answer.text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_is_downloaded_can_be_uploaded_again(
    app: Flask, administrator: FlaskClient, ending: str
) -> None:
    create_service(code="1.001", name_vi="=Khai sinh")
    content = administrator.get(f"/manage/services/list.{ending}").data
    sheet = (BytesIO(content), f"x.{ending}")
    page = send(administrator, "/manage/services/upload", sheet=sheet)
    assert "không có gì để thay đổi" in page.text
    assert administrator.get(f"/manage/services/template.{ending}").status_code == 200
    assert administrator.get("/manage/services/list.pdf").status_code == 404
