"""Pages about personal data: the register, a breach, one's own data.

Truth leaned on: the declarations in the code; what stands in the database after a form was sent.
"""

import csv
import io
import zipfile

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, RoleName, User
from app.personal_data import KEPT
from app.services.settings import change_settings
from tests.factories import ACTOR, NOW, create_staff, create_unit
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in

ROOM = "/manage/personal-data"


def visitor(app: Flask, role: RoleName) -> Visitor:
    """Somebody with a role on the whole service."""
    return Visitor(sign_in(app.test_client(), role=role))


def last_act() -> str:
    """The act recorded last."""
    db.session.rollback()
    return db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id.desc())).first()


def test_the_register_lists_every_declaration_with_the_days_set_now(app: Flask) -> None:
    change_settings({"keep_comments_days": "400"}, actor=ACTOR, now=NOW)
    shown = visitor(app, RoleName.AUDITOR).get(f"{ROOM}/")
    for kept in KEPT.values():
        assert str(kept.title) in shown.text
    assert "400 ngày" in shown.text


def test_the_register_can_be_downloaded(app: Flask) -> None:
    client = visitor(app, RoleName.AUDITOR).client
    text = client.get(f"{ROOM}/register.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert len(rows) == len(KEPT)
    assert "comment.text" in {row["Cột"] for row in rows}
    assert last_act() == "register.export"


def test_a_breach_is_looked_into(app: Flask) -> None:
    page = visitor(app, RoleName.AUDITOR)
    page.get(f"{ROOM}/breach")
    shown = page.get(f"{ROOM}/breach?kind=audit&first=2020-01-01&last=2029-12-31")
    assert "1 tài khoản" in shown.text
    assert last_act() == "breach.look"
    sheet = page.client.get(f"{ROOM}/breach.csv?kind=audit&first=2020-01-01&last=2029-12-31")
    (row,) = csv.DictReader(io.StringIO(sheet.data.decode("utf-8-sig")), delimiter=";")
    assert "Người kiểm tra, toàn hệ thống" in row["Được xem theo vai trò"]
    assert page.get(f"{ROOM}/breach.csv?kind=audit", status=400)
    none = page.get(f"{ROOM}/breach?kind=text&first=2020-01-01&last=2020-01-02")
    assert "Không tài khoản nào" in none.text


def test_what_cannot_be_asked_is_told_beside_the_field(app: Flask) -> None:
    page = visitor(app, RoleName.AUDITOR)
    create_unit(code="x-1")
    asked = f"{ROOM}/breach?kind=text&first=2026-03-01&last="
    assert "Ngày cuối phải sau" in page.get(f"{asked}2026-02-01").text
    assert "Không có đơn vị nào mang mã này" in page.get(f"{asked}2026-03-02&unit=la").text
    assert page.get(f"{asked}2026-03-02&unit=x-1").all("p", id="unit-error") == []
    for odd in ("first=x", "kind=all&first=2026-01-01&last=2026-01-02", "first=&last="):
        page.get(f"{ROOM}/breach?{odd}")


def test_everybody_takes_the_own_data_along(app: Flask) -> None:
    page = visitor(app, RoleName.INTERVIEWER)
    token = form_token(page.get(f"{ROOM}/mine").html)
    answer = page.client.post(f"{ROOM}/mine/file", data={"csrf_token": token})
    assert zipfile.ZipFile(io.BytesIO(answer.data)).namelist() == ["du-lieu-cua-toi.json"]
    assert last_act() == "account.export"


def test_the_own_account_is_erased_only_with_the_own_address(app: Flask) -> None:
    user = create_staff()
    page = Visitor(sign_in(app.test_client(), user))
    form = {"csrf_token": form_token(page.get(f"{ROOM}/mine/erase").html), "email": "x@y.vn"}
    assert "không phải là địa chỉ" in page.post(f"{ROOM}/mine/erase", data=form).text
    email = user.email
    answer = page.client.post(f"{ROOM}/mine/erase", data={**form, "email": f" {email.upper()}"})
    assert answer.status_code == 302
    assert page.client.get("/results/").headers["Location"].startswith("/account/sign-in")
    assert db.session.scalar(select(User).where(User.email == email)) is None


def test_the_last_administrator_is_told_what_to_do_first(app: Flask) -> None:
    user = create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    page = Visitor(sign_in(app.test_client(), user))
    form = {"csrf_token": form_token(page.get(f"{ROOM}/mine/erase").html), "email": user.email}
    assert page.client.post(f"{ROOM}/mine/erase", data=form).status_code == 302
    assert "Trước hết hãy giao vai trò" in page.get(f"{ROOM}/mine").text
