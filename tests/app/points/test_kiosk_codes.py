"""The staff code of a kiosk: shown once, stored as a hash, asked for by the tablet, audited."""

from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import AuditEvent, KioskCode
from app.services.kiosk_codes import Opening, open_kiosk, set_kiosk_code
from app.services.rushes import Tries, tries_at_kiosk
from tests.factories import ACTOR, NOW, create_point, create_survey

FEW = Tries.FEW


def test_only_the_last_code_opens_a_kiosk_and_none_is_stored(app: Flask) -> None:
    point = create_point(create_survey())
    assert open_kiosk(point.id, "12345678", tries=FEW, now=NOW) is Opening.UNSET
    first = set_kiosk_code(point, actor=ACTOR, now=NOW)
    second = set_kiosk_code(point, actor=ACTOR, now=NOW)
    assert open_kiosk(point.id, first, tries=FEW, now=NOW) is Opening.WRONG
    assert open_kiosk(point.id, f" {second[:4]} {second[4:]}", tries=FEW, now=NOW) is Opening.OPEN
    assert second not in db.session.scalars(select(KioskCode.digest)).one()
    acts = db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)).all()
    assert acts[-3:] == ["kiosk.set_code", "kiosk.set_code", "kiosk.leave"]


def test_who_guesses_over_one_connection_locks_nobody_out_over_another(app: Flask) -> None:
    point = create_point(create_survey())
    code = set_kiosk_code(point, actor=ACTOR, now=NOW)

    def type_in(typed: str, address: str) -> Opening:
        tries = tries_at_kiosk(address, point.id)
        return open_kiosk(point.id, typed, tries=tries, now=NOW)

    guesses = [type_in("wrong", "203.0.113.5") for _ in range(5)]
    assert guesses == [Opening.WRONG] * 5
    assert [type_in(code, "203.0.113.5") for _ in range(2)] == [Opening.LOCKED] * 2
    assert type_in(code, "198.51.100.7") is Opening.OPEN
    acts = db.session.scalars(select(AuditEvent.act).order_by(AuditEvent.id)).all()
    assert acts[-2:] == ["kiosk.lock", "kiosk.leave"]
