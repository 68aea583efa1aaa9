"""Programs with a key: what it opens, where, and until when."""

from datetime import timedelta

import pytest
from flask import Flask, jsonify
from flask.testing import FlaskClient
from sqlalchemy import select

from app import clock
from app.access import current_actor, current_scope
from app.actor import Actor
from app.api.authentication import require_key
from app.extensions import db
from app.models import ApiAct, AuditEvent, ServiceAccount
from app.services.service_accounts import (
    InvalidServiceAccount,
    create_service_account,
    revoke_service_account,
)
from tests.factories import create_key, create_unit
from tests.sign_in import sign_in

READ, WRITE = ApiAct.READ_POPULATIONS, ApiAct.WRITE_POPULATIONS
TESTER = Actor.command("test")


@pytest.fixture(autouse=True)
def probe(app: Flask) -> None:
    """An address that tells who asks and what that one may see."""

    @require_key(READ)
    def answer():
        scope = current_scope()
        units = None if scope.unit_ids is None else sorted(scope.unit_ids)
        return jsonify(kind=current_actor().kind, name=current_actor().name, units=units)

    app.add_url_rule("/api/v1/probe", "api.probe", answer)


def ask(client: FlaskClient, key: str | None):
    """Ask with a key."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    return client.get("/api/v1/probe", headers=headers)


def only_account() -> ServiceAccount:
    """The one account there is, as it stands now."""
    db.session.expire_all()
    return db.session.scalars(select(ServiceAccount)).one()


def test_a_key_acts_in_its_own_name_within_its_unit(app: Flask, client: FlaskClient) -> None:
    commune = create_unit(kind="commune")
    counter = create_unit(parent=commune)
    key = create_key(READ, unit=commune, name="Một cửa điện tử")
    assert ask(client, key).json == {
        "kind": "service",
        "name": "Một cửa điện tử",
        "units": [commune.id, counter.id],
    }
    assert ask(client, create_key(READ)).json["units"] is None


def test_without_a_key_in_force_nobody_comes_in_not_even_staff(app: Flask) -> None:
    staff = sign_in(app.test_client())
    for client in (app.test_client(), staff):
        for key in (None, "", "langnghe_wrong", "chìa-khóa"):
            answer = ask(client, key and key.encode().decode("latin-1"))
            assert answer.status_code == 401
            assert answer.headers["WWW-Authenticate"] == "Bearer"
            assert answer.json["status"] == 401


def test_a_key_does_only_what_it_was_given_for(client: FlaskClient) -> None:
    answer = ask(client, create_key(WRITE))
    assert (answer.status_code, answer.json["status"]) == (403, 403)


def test_a_revoked_or_expired_key_opens_nothing(client: FlaskClient) -> None:
    key = create_key(READ)
    account = only_account()
    account.expires_on = clock.local_day(clock.now()) - timedelta(days=1)
    db.session.commit()
    assert ask(client, key).status_code == 401
    only_account().expires_on = clock.local_day(clock.now())
    db.session.commit()
    assert ask(client, key).status_code == 200
    revoke_service_account(only_account(), actor=TESTER, now=clock.now())
    assert ask(client, key).status_code == 401


def test_the_key_is_stored_nowhere_and_its_use_is_noted(client: FlaskClient) -> None:
    key = create_key(READ)
    assert only_account().last_used_at is None
    ask(client, key)
    account = only_account()
    assert account.last_used_at is not None
    assert key not in str(vars(account))
    assert key.endswith(account.key_end)
    events = db.session.scalars(select(AuditEvent)).all()
    assert [event.act for event in events] == ["service_account.create", "service_account.use"]
    assert key not in str(events[0].details)


def test_keys_open_no_page_of_staff(client: FlaskClient) -> None:
    answer = client.get("/results/", headers={"Authorization": f"Bearer {create_key(READ)}"})
    assert answer.location.startswith("/account/sign-in")


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("acts", {"acts": []}),
        ("name", {"name": "Tên đã có"}),
        ("expires_on", {"days": -1}),
        ("expires_on", {"days": 800}),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(app: Flask, field: str, wrong: dict) -> None:
    create_key(READ, name="Tên đã có")
    now = clock.now()
    given = {"name": "Tên mới", "acts": [READ], "days": 30} | wrong
    with pytest.raises(InvalidServiceAccount) as refused:
        create_service_account(
            given["name"],
            unit_id=None,
            acts=given["acts"],
            expires_on=clock.local_day(now) + timedelta(days=given["days"]),
            actor=TESTER,
            now=now,
        )
    assert refused.value.field == field
