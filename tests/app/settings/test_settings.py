"""Settings: checked, dated, audited, in force at once here and within seconds elsewhere.

Truth leaned on: the rows stored; mistakes made on purpose.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import AuditEvent, RoleName, SettingValue
from app.services.settings import (
    SETTINGS,
    InvalidSettings,
    change_settings,
    setting,
    settings_in_force,
)
from app.services.settings.checking import checked_value
from tests.factories import ACTOR, NOW
from tests.pages import Visitor
from tests.sign_in import form_token, sign_in


@pytest.mark.parametrize("name", SETTINGS)
def test_what_holds_until_it_is_set_passes_its_own_check(app: Flask, name: str) -> None:
    assert checked_value(SETTINGS[name], setting(name)) == setting(name)


def test_a_change_is_in_force_dated_and_audited(app: Flask) -> None:
    assert setting("service_name") == "Lắng Nghe"
    changed = change_settings(
        {"service_name": "  Nghe   Dân ", "default_minimum_cell": "5"}, actor=ACTOR, now=NOW
    )
    assert changed == ["service_name"]
    assert setting("service_name") == "Nghe Dân"
    assert settings_in_force()["service_name"].since == NOW
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.act, event.thing) == ("setting.change", "setting:service_name")
    assert event.details == '{"after":"Nghe Dân","before":"Lắng Nghe"}'


def test_every_value_a_setting_had_is_kept(app: Flask) -> None:
    for day, name in enumerate(["Một", "Hai"]):
        change_settings({"service_name": name}, actor=ACTOR, now=NOW + timedelta(days=day))
    rows = db.session.scalars(select(SettingValue).order_by(SettingValue.id)).all()
    assert [(row.value, row.set_at) for row in rows] == [
        ("Một", NOW),
        ("Hai", NOW + timedelta(days=1)),
    ]
    for statement in ("UPDATE setting_value SET name = 'x'", "DELETE FROM setting_value"):
        with pytest.raises(DBAPIError):
            db.session.execute(text(statement))
        db.session.rollback()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service_name", ""),
        ("service_name", "x" * 61),
        ("complaint_url", "javascript:alert(1)"),
        ("complaint_url", "https://[x"),
        ("complaint_url", ""),
        ("default_minimum_cell", "2"),
        ("default_minimum_cell", "21"),
        ("default_minimum_cell", "năm"),
        ("default_minimum_cell", "٥"),
        ("default_confidence_level", "0.5"),
        ("keep_audit_days", "1"),
        ("keep_comments_days", "-3"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_changed(app: Flask, name: str, value: str) -> None:
    with pytest.raises(InvalidSettings) as refused:
        change_settings({"province_name": "Phú Thọ", name: value}, actor=ACTOR, now=NOW)
    assert list(refused.value.mistakes) == [name]
    assert setting("province_name") == ""


def test_the_operators_value_holds_until_an_administrator_sets_one(app: Flask) -> None:
    page = Visitor(app.test_client())
    assert "https://dichvucong.gov.vn/" in page.get("/privacy").text
    change_settings({"complaint_url": "https://phananh.example.vn/"}, actor=ACTOR, now=NOW)
    assert "https://phananh.example.vn/" in page.get("/privacy").text


def sent(page: Visitor, **changes: str) -> dict[str, str]:
    """What a browser sends of the form, with changes."""
    shown = page.get("/manage/settings/")
    fields = {
        field.get("name"): field.get("value")
        for field in shown.all("input")
        if field.get("name") and (field.get("type") != "checkbox" or "checked" in field.attributes)
    }
    return {**fields, "default_confidence_level": "0.95", **changes}


def test_the_page_changes_a_setting(app: Flask) -> None:
    page = Visitor(sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR))
    form = sent(page, province_name="Tỉnh Phú Thọ", second_person_publishing="y")
    assert page.client.post("/manage/settings/", data=form).status_code == 302
    shown = page.get("/manage/settings/")
    assert "Đã thay đổi 2 thiết lập" in shown.text
    assert shown.one("input", name="province_name").get("value") == "Tỉnh Phú Thọ"
    assert "checked" in shown.one("input", name="second_person_publishing").attributes
    assert setting("second_person_publishing") is True


def test_the_page_says_what_is_wrong_beside_the_field_and_loses_nothing(app: Flask) -> None:
    page = Visitor(sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR))
    form = sent(page, province_name="Tỉnh Phú Thọ", default_minimum_cell="1")
    shown = page.post("/manage/settings/", data=form)
    assert "Nhập số nguyên từ 3 đến 20." in shown.one("p", id="default_minimum_cell-error").text
    assert shown.one("input", name="province_name").get("value") == "Tỉnh Phú Thọ"
    assert setting("province_name") == ""


def test_a_form_without_its_token_changes_nothing(app: Flask) -> None:
    client = sign_in(app.test_client(), role=RoleName.SYSTEM_ADMINISTRATOR)
    assert form_token(client.get("/manage/settings/").text)
    assert client.post("/manage/settings/", data={"service_name": "X"}).status_code == 400
    assert setting("service_name") == "Lắng Nghe"


def test_the_pages_name_the_service_and_the_province(app: Flask) -> None:
    names = {"service_name": "Nghe Dân", "province_name": "Tỉnh <Phú> Thọ"}
    change_settings(names, actor=ACTOR, now=NOW)
    staff = Visitor(sign_in(app.test_client(), role=RoleName.EVALUATOR)).get("/account/")
    assert staff.one("a", class_="brand").text == "Nghe Dân Tỉnh <Phú> Thọ"
    assert "Nghe Dân" in staff.one("title").text
    citizen = Visitor(app.test_client())
    for path in ("/", "/privacy"):
        assert "Tỉnh <Phú> Thọ" in citizen.get(path).text


def test_every_setting_is_used_somewhere() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8")
        for ending in ("py", "html")
        for path in Path("app").rglob(f"*.{ending}")
        if path.name != "declarations.py"
    )
    for name in SETTINGS:
        assert re.search(f"[\"']{name}[\"']", sources), name
