"""People: invited by a link, given roles on units, shut off at once."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.actor import Actor
from app.extensions import db
from app.models import AuditEvent, Authenticator, RoleGrant, RoleName, Unit, User
from app.services.rights.granting import carry_over_grants
from tests.factories import PASSWORD, create_staff, create_unit
from tests.pages import Page, Visitor
from tests.sign_in import SIGN_IN, form_token, give_password, sign_in

SYSTEM, EVALUATOR = RoleName.SYSTEM_ADMINISTRATOR, RoleName.EVALUATOR
PEOPLE = "/manage/people/"
INVITE = f"{PEOPLE}invite"


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody who looks after people everywhere."""
    return sign_in(client, role=SYSTEM)


def send(client: FlaskClient, path: str, **fields: object) -> Page:
    """Fill in the form of a page, send it, and take the page at the end of it."""
    token = form_token(client.get(path).text)
    data = {"csrf_token": token, **fields}
    return Visitor(client).checked(client.post(path, data=data, follow_redirects=True), 200)


def invitation(unit: object = "whole", **changes: object) -> dict[str, object]:
    """What is filled in to invite an evaluator."""
    today = clock.local_day(clock.now()).isoformat()
    given = {"email": "lan@example.vn", "name": "Đỗ Thị Lan", "role": EVALUATOR.value}
    return {**given, "unit": unit, "valid_from": today, **changes}


def acts() -> list[str]:
    """What was recorded, the oldest first."""
    db.session.rollback()
    return list(db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)))


def person(email: str) -> User:
    """An account as it stands now."""
    db.session.expire_all()
    return db.session.scalars(select(User).where(User.email == email)).one()


def test_an_invited_person_gets_in_by_a_link_that_works_once(
    app: Flask, administrator: FlaskClient
) -> None:
    unit = create_unit(name="Phường Vân Phú", kind="commune")
    page = send(administrator, INVITE, **invitation(unit.id))
    assert "Phường Vân Phú" in page.text
    path = re.search(r"/account/link/\S+", page.one("p", class_="account-link").text)[0]
    assert (
        not Visitor(administrator)
        .get(f"{PEOPLE}{person('lan@example.vn').id}")
        .all("p", class_="account-link")
    )
    visitor = app.test_client()
    assert "Xin đăng nhập" in send(visitor, path, new=PASSWORD, again=PASSWORD).text
    assert visitor.get(path).status_code == 404
    give_password(visitor, "lan@example.vn")
    assert visitor.get("/account/second-step").location == "/account/set-up"
    assert {"account.create", "account.make_link", "account.change_password"} <= set(acts())


def test_a_link_is_over_after_three_days_and_stored_as_a_digest(
    app: Flask, administrator: FlaskClient
) -> None:
    page = send(administrator, INVITE, **invitation())
    path = re.search(r"/account/link/(\S+)", page.text)
    link = db.session.execute(db.text("SELECT digest, expires_at FROM account_link")).one()
    assert path[1] not in str(link)
    db.session.execute(
        db.text("UPDATE account_link SET expires_at = :then"),
        {"then": clock.now() - timedelta(seconds=1)},
    )
    db.session.commit()
    assert app.test_client().get(path[0]).status_code == 404


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "x"}, "không phải địa chỉ thư điện tử"),
        ({"name": ""}, "Cần điền mục này"),
        ({"unit": ""}, "Xin chọn một đơn vị"),
        ({"unit": "999999"}, "Xin chọn một trong các đơn vị đang hiện"),
        ({"valid_to": "2020-01-01"}, "Ngày cuối trước ngày đầu"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_makes_no_account(
    administrator: FlaskClient, changes: dict[str, str], said: str
) -> None:
    page = send(administrator, INVITE, **invitation(**changes))
    assert said in page.text
    assert db.session.scalar(select(User.id).where(User.name == "Đỗ Thị Lan")) is None


def test_a_role_is_given_on_a_unit_and_taken_back_at_once(
    app: Flask, administrator: FlaskClient
) -> None:
    unit = create_unit(name="Xã Hy Cương", kind="commune")
    user = create_staff(RoleName.INTERVIEWER, unit=unit)
    client = sign_in(app.test_client(), user)
    assert client.get("/results/").status_code == 403
    page = f"{PEOPLE}{user.id}"
    given = invitation(unit.id)
    send(administrator, f"{page}/roles/new", **given)
    assert client.get("/results/").status_code == 200
    grant = db.session.scalars(select(RoleGrant).where(RoleGrant.role == EVALUATOR)).one()
    told = send(administrator, f"{page}/roles/{grant.id}/end").text
    assert "thu hồi lúc" in told
    assert client.get("/results/").status_code == 403
    assert {"role.give", "role.end"} <= set(acts())


def test_a_person_who_leaves_is_out_at_once(app: Flask, administrator: FlaskClient) -> None:
    user = create_staff()
    client = sign_in(app.test_client(), user)
    told = send(administrator, f"{PEOPLE}{user.id}/do/shut").text
    assert "đã ngừng" in told
    assert client.get("/results/").location.startswith(SIGN_IN)
    token = form_token(app.test_client().get(SIGN_IN).text)
    assert token
    visitor = app.test_client()
    form = {"email": user.email, "password": PASSWORD}
    form["csrf_token"] = form_token(visitor.get(SIGN_IN).text)
    assert visitor.post(SIGN_IN, data=form).status_code == 200
    send(administrator, f"{PEOPLE}{user.id}/do/reopen")
    sign_in(app.test_client(), user)


def test_the_last_system_administrator_stays(app: Flask, administrator: FlaskClient) -> None:
    own = db.session.scalars(select(User)).one()
    page = f"{PEOPLE}{own.id}"
    grant = db.session.scalars(select(RoleGrant)).one()
    for path in (f"{page}/do/shut", f"{page}/roles/{grant.id}/end"):
        assert "quản trị hệ thống cuối cùng" in send(administrator, path).text
    assert person(own.email).active
    create_staff(SYSTEM)
    send(administrator, f"{page}/do/shut")
    assert not person(own.email).active


def test_nobody_gives_a_role_to_oneself(app: Flask, administrator: FlaskClient) -> None:
    own = db.session.scalars(select(User)).one()
    told = send(administrator, f"{PEOPLE}{own.id}/roles/new", **invitation()).text
    assert "Không ai tự giao vai trò cho mình" in told
    assert db.session.scalars(select(RoleGrant.role)).all() == [SYSTEM]


def test_a_lost_second_step_is_reset(app: Flask, administrator: FlaskClient) -> None:
    user = create_staff()
    client = sign_in(app.test_client(), user)
    send(administrator, f"{PEOPLE}{user.id}/do/reset")
    assert client.get("/results/").location.startswith(SIGN_IN)
    assert db.session.get(Authenticator, user.id) is None
    give_password(client, user.email)
    assert client.get("/account/second-step").location == "/account/set-up"


def sides() -> tuple[Unit, Unit]:
    """Two communes."""
    return create_unit(name="Phường Vân Phú", kind="commune"), create_unit(kind="commune")


def test_an_administrator_of_one_unit_sees_and_gives_only_there(app: Flask) -> None:
    own, other = sides()
    create_staff(EVALUATOR, unit=other)
    create_staff(EVALUATOR)
    near = create_staff(EVALUATOR, unit=create_unit(parent=own))
    client = sign_in(app.test_client(), role=SYSTEM, unit=own)
    page = Visitor(client).get(PEOPLE)
    assert near.email in page.text
    assert "2 người" in page.text
    for unit in (other.id, "whole"):
        told = send(client, INVITE, **invitation(unit)).text
        assert "Xin chọn một trong các đơn vị đang hiện" in told
    assert not Visitor(client).get(INVITE).all("input", value="whole")


def test_an_administrator_of_one_unit_takes_over_nobody_of_elsewhere(app: Flask) -> None:
    own, _ = sides()
    user = create_staff(EVALUATOR, unit=own)
    db.session.add(
        RoleGrant(
            user_id=user.id,
            role=SYSTEM,
            unit_id=None,
            valid_from=clock.local_day(clock.now()) + timedelta(days=30),
            granted_at=clock.now(),
        )
    )
    db.session.commit()
    client = sign_in(app.test_client(), role=SYSTEM, unit=own)
    page = f"{PEOPLE}{user.id}"
    assert "ngoài phạm vi" in Visitor(client).get(page).text
    for path in ("link", "do/reset", "do/shut"):
        assert client.get(f"{page}/{path}").status_code == 404
    central = db.session.scalars(
        select(RoleGrant.id).where(RoleGrant.user_id == user.id, RoleGrant.role == SYSTEM)
    ).one()
    assert client.get(f"{page}/roles/{central}/end").status_code == 404


def test_a_merger_shows_on_the_page(app: Flask, administrator: FlaskClient) -> None:
    old, new = sides()
    user = create_staff(EVALUATOR, unit=old)
    now = clock.now()
    day = clock.local_day(now)
    carry_over_grants([old.id], new.id, on=day, actor=Actor.command("test"), now=now)
    db.session.commit()
    page = Visitor(administrator).get(f"{PEOPLE}{user.id}")
    assert "chuyển sang do hợp nhất đơn vị" in page.text


def test_the_list_is_searched(administrator: FlaskClient) -> None:
    unit = create_unit(name="Xã Hy Cương", kind="commune")
    user = create_staff(EVALUATOR, unit=unit)
    for text, count in (("hy cuong", 1), (user.email[:6], 1), ("zzz", 0)):
        page = Visitor(administrator).get(PEOPLE, query_string={"q": text})
        assert (user.email in page.text) == bool(count), text
    assert "Không có ai phù hợp" in page.text


def test_deeds_that_there_are_not_are_not_found(administrator: FlaskClient) -> None:
    own = db.session.scalars(select(User)).one()
    for path in ("999", "99999999999999", f"{own.id}/do/x", f"{own.id}/roles/999/end"):
        assert administrator.get(f"{PEOPLE}{path}").status_code == 404
