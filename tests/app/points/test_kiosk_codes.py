"""The staff code of a kiosk: shown once, stored as a hash, asked for by the tablet, audited."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, KioskCode
from app.services.kiosk_codes import LOCKED_FOR, Opening, open_kiosk, set_kiosk_code
from tests.factories import ACTOR, NOW, create_point, create_survey


def test_only_the_last_code_opens_a_kiosk_and_none_is_stored(app: Flask) -> None:
    point = create_point(create_survey())
    assert open_kiosk(point.id, "12345678", now=NOW) is Opening.UNSET
    first = set_kiosk_code(point, actor=ACTOR, now=NOW)
    second = set_kiosk_code(point, actor=ACTOR, now=NOW)
    assert open_kiosk(point.id, first, now=NOW) is Opening.WRONG
    assert open_kiosk(point.id, f" {second[:4]} {second[4:]}", now=NOW) is Opening.OPEN
    assert second not in db.session.scalars(select(KioskCode.digest)).one()
    acts = db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)).all()
    assert acts[-3:] == ["kiosk.set_code", "kiosk.set_code", "kiosk.leave"]


def test_five_wrong_codes_lock_a_kiosk_for_five_minutes(app: Flask) -> None:
    point = create_point(create_survey())
    code = set_kiosk_code(point, actor=ACTOR, now=NOW)
    for _ in range(5):
        assert open_kiosk(point.id, "wrong", now=NOW) is Opening.WRONG
    assert open_kiosk(point.id, code, now=NOW) is Opening.LOCKED
    assert open_kiosk(point.id, code, now=NOW + LOCKED_FOR + timedelta(seconds=1)) is Opening.OPEN
