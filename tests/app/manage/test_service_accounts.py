"""Pages of service accounts: a key shown once, listed without it, revoked."""

from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import ApiAct, RoleName, ServiceAccount
from tests.factories import create_key, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import form_token, sign_in

SYSTEM = RoleName.SYSTEM_ADMINISTRATOR
ACCOUNTS = "/manage/service-accounts/"


def send(client: FlaskClient, path: str, **fields: object) -> Page:
    """Fill in the form of a page, send it, and take the page at the end of it."""
    token = form_token(client.get(path).text)
    data = {"csrf_token": token, **fields}
    return Visitor(client).checked(client.post(path, data=data, follow_redirects=True), 200)


def filled_in(**changes: object) -> dict[str, object]:
    """What is filled in for a new account."""
    last = clock.local_day(clock.now()) + timedelta(days=90)
    given = {"name": "Một cửa điện tử", "acts": [ApiAct.WRITE_POPULATIONS.value]}
    return {**given, "unit": "whole", "expires_on": last.isoformat(), **changes}


def test_a_key_is_shown_once_and_opens_until_revoked(app: Flask, client: FlaskClient) -> None:
    sign_in(client, role=SYSTEM)
    assert "Chưa có phần mềm nào có khóa" in Visitor(client).get(ACCOUNTS).text
    page = send(client, f"{ACCOUNTS}new", **filled_in())
    key = page.one("p", class_="account-link").text
    listed = Visitor(client).get(ACCOUNTS).text
    assert "Một cửa điện tử" in listed
    assert key not in listed
    account = db.session.scalars(select(ServiceAccount)).one()
    assert "thu hồi lúc" in send(client, f"{ACCOUNTS}{account.id}/revoke").text
    db.session.expire_all()
    assert account.revoked_at is not None


def test_mistakes_are_told_beside_their_fields(app: Flask, client: FlaskClient) -> None:
    sign_in(client, role=SYSTEM)
    create_key(ApiAct.READ_UNITS, name="Một cửa điện tử")
    for changes, said in (
        ({}, "Đã có tài khoản dịch vụ mang tên này"),
        ({"name": "Khác", "acts": []}, "Cần điền mục này"),
        ({"name": "Khác", "unit": ""}, "Xin chọn một đơn vị"),
        ({"name": "Khác", "expires_on": "2020-01-01"}, "Ngày cuối đã qua"),
    ):
        assert said in send(client, f"{ACCOUNTS}new", **filled_in(**changes)).text, said


def test_an_administrator_of_one_unit_makes_and_sees_keys_only_there(app: Flask) -> None:
    own, other = create_unit(kind="commune"), create_unit(kind="commune")
    create_key(ApiAct.READ_UNITS, unit=other, name="Nơi khác")
    create_key(ApiAct.READ_UNITS, name="Toàn tỉnh")
    client = sign_in(app.test_client(), role=SYSTEM, unit=own)
    listed = Visitor(client).get(ACCOUNTS).text
    assert "Nơi khác" not in listed
    assert "Toàn tỉnh" not in listed
    told = send(client, f"{ACCOUNTS}new", **filled_in()).text
    assert "Xin chọn một trong các đơn vị đang hiện" in told
