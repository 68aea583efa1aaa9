"""A member of staff's own data: taken along, and erased while the audit still verifies.

Truth leaned on: what stands in the tables before and after.
"""

import io
import json
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import AuditActor, AuditEvent, Base, RoleGrant, RoleName, User
from app.services.auditing import verify_chain
from app.services.people import LastAdministrator
from app.services.personal_data.erasing import erase_account, erase_own_account
from app.services.personal_data.own_data import own_data_file
from tests.factories import NOW, create_import, create_staff
from tests.sign_in import sign_in


def actor_of(user: User) -> Actor:
    """The person as an actor."""
    return Actor.person(user.id, user.email)


def test_own_data_is_complete_and_shows_no_secret(app: Flask) -> None:
    user = create_staff()
    sign_in(app.test_client(), user)
    packed = own_data_file(user, actor=actor_of(user), now=NOW)
    content = zipfile.ZipFile(io.BytesIO(packed)).read("du-lieu-cua-toi.json").decode()
    found = json.loads(content)
    assert found["user"][0]["email"] == user.email
    assert found["role_grant"][0]["role"] == "evaluator"
    assert "session.sign_in" in {event["act"] for event in found["audit_event"]}
    for secret in (user.password, user.fs_uniquifier):
        assert secret not in content


def test_another_persons_data_is_not_in_it(app: Flask) -> None:
    user, other = create_staff(), create_staff()
    packed = own_data_file(user, actor=actor_of(user), now=NOW)
    content = zipfile.ZipFile(io.BytesIO(packed)).read("du-lieu-cua-toi.json").decode()
    assert other.email not in content


def test_an_erased_account_names_nobody_and_the_chain_holds(app: Flask) -> None:
    user, other = create_staff(), create_staff()
    client = sign_in(app.test_client(), user)
    sign_in(app.test_client(), other)
    email = user.email
    create_import(imported_by=email)
    before = db.session.execute(select(AuditEvent.id, AuditEvent.digest)).all()
    erase_own_account(user, actor=actor_of(user), now=NOW)
    assert client.get("/results/").status_code == 302
    for table in Base.metadata.tables.values():
        assert email not in str(db.session.execute(select(table)).all()), table.name
    names = db.session.scalars(select(AuditActor.name).where(AuditActor.kind == "person")).all()
    assert other.email in names
    after = db.session.execute(select(AuditEvent.id, AuditEvent.digest)).all()
    assert set(map(tuple, before)) <= set(map(tuple, after))
    assert verify_chain().holds
    assert all(
        grant.ended_at
        for grant in db.session.scalars(select(RoleGrant).where(RoleGrant.user_id == user.id))
    )


def test_the_last_administrator_cannot_go(app: Flask) -> None:
    first = create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        erase_own_account(first, actor=actor_of(first), now=NOW)
    create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    erase_own_account(first, actor=actor_of(first), now=NOW)
    assert first.active is False


def test_somebody_who_has_left_is_erased_although_one_administrator_stays(app: Flask) -> None:
    left = create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    create_staff(RoleName.SYSTEM_ADMINISTRATOR)
    left.active = False
    db.session.commit()
    erase_account(left, actor=actor_of(left), now=NOW)
    assert left.name == ""
