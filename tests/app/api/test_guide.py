"""The page that describes the API, and the log of a key."""

from flask import Flask
from flask.testing import FlaskClient

from app.api.guide import SUMMARIES
from app.extensions import db
from app.models import ApiAct, RoleName, ServiceAccount
from tests.app.api.program import Program
from tests.app.results.one_stop import one_stop_survey
from tests.pages import Visitor
from tests.sign_in import sign_in


def test_the_page_describes_every_function_without_a_resource_from_outside(page: Visitor) -> None:
    document = page.client.get("/api/v1/openapi.json").json
    names = {
        f"{method.upper()} {path.removeprefix('/api/v1/').replace('{report_id}/', '')}".replace(
            "/{name}", ""
        )
        for path, operations in document["paths"].items()
        for method in operations
        if method != "parameters"
    }
    assert set(SUMMARIES) == names
    shown = page.get("/api/v1/docs")
    for name in names:
        assert shown.all("h3", id=name.replace(" ", "-"))
    for link in shown.all("a"):
        target = link.get("href")
        assert not target.startswith("http")
        assert not target.startswith("#") or shown.one("h3", id=target[1:]), target
    assert not shown.all("script")
    assert not shown.all("link", rel="stylesheet")
    assert "Set-Cookie" not in page.client.get("/api/v1/docs").headers
    assert "If-None-Match" in page.get("/api/v1/docs?lang=en").text


def test_a_key_leaves_a_log(app: Flask, client: FlaskClient) -> None:
    one_stop_survey(code="one")
    program = Program(client, ApiAct.READ_UNITS, ApiAct.READ_RESULTS)
    for path in ("/units", "/units", "/services", "/indices?survey=one", "/indices?survey=none"):
        program.get(path)
    number = db.session.query(ServiceAccount.id).scalar()
    staff = sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR)
    log = staff.get(f"/manage/service-accounts/{number}").text
    assert log.count("Dùng một quyền của khóa") == 2, "once a day for each right"
    assert log.count("Bị từ chối truy cập trang") == 1
    assert "lần đầu trong ngày: Đọc danh sách đơn vị" in log
    assert "Đọc kết quả lần đầu trong ngày: indices one" in log
    assert "indices none" not in log
