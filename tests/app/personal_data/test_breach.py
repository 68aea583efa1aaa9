"""Who could have seen data in some days, by the roles held then, and who did.

Truth leaned on: roles and looks made here, with dates on either side of the days asked about.
"""

from datetime import date, datetime, timedelta

from flask import Flask

from app.actor import Actor
from app.audit_acts import ACTS
from app.extensions import db
from app.models import RoleName, Unit, User
from app.services.auditing import record_event
from app.services.personal_data.breach import DATA_KINDS, Question, exposures
from app.services.rights.granting import give_role
from tests.factories import ACTOR, NOW, create_staff, create_unit

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 10)


def reader(unit: Unit | None, first: date, last: date | None = None) -> User:
    """An account that may read free text on a unit from a day to a day."""
    user = create_staff(RoleName.INTERVIEWER)
    give_role(
        user,
        RoleName.TEXT_READER,
        unit_id=unit.id if unit else None,
        valid_from=first,
        valid_to=last,
        actor=ACTOR,
        now=NOW,
    )
    db.session.commit()
    return user


def could_see(kind: str, unit: Unit | None = None) -> list[int]:
    """Numbers of the accounts that could have seen a kind of data."""
    asked = Question(kind, FIRST, LAST, unit.id if unit else None)
    return sorted(found.user.id for found in exposures(asked, actor=ACTOR, now=NOW))


def test_who_could_is_told_by_the_roles_of_those_days(app: Flask) -> None:
    before = reader(None, date(2026, 1, 1), date(2026, 2, 28))
    within = reader(None, date(2026, 3, 5), date(2026, 3, 5))
    still = reader(None, date(2025, 1, 1))
    after = reader(None, date(2026, 3, 11))
    assert could_see("text") == [within.id, still.id]
    assert before.id != after.id


def test_only_roles_that_reach_the_unit_count(app: Flask) -> None:
    province = create_unit(kind="province")
    commune, other = create_unit(parent=province), create_unit(parent=province)
    above, here = reader(province, FIRST), reader(commune, FIRST)
    reader(other, FIRST)
    everywhere = reader(None, FIRST)
    assert could_see("text", commune) == [above.id, here.id, everywhere.id]


def look(client_of: User, at: datetime) -> None:
    """A look at the audit by an account."""
    actor = Actor.person(client_of.id, client_of.email)
    record_event("audit.read", actor=actor, thing="audit", unit_id=None, now=at)
    db.session.commit()


def test_who_did_is_told_by_the_audit_even_without_a_role(app: Flask) -> None:
    auditor = create_staff(RoleName.AUDITOR)
    idle = create_staff(RoleName.AUDITOR)
    stranger = create_staff(RoleName.INTERVIEWER)
    look(auditor, NOW)
    look(auditor, NOW + timedelta(hours=1))
    look(stranger, NOW)
    look(idle, NOW + timedelta(days=30))
    found = exposures(Question("audit", FIRST, LAST), actor=ACTOR, now=NOW)
    assert [(one.user.id, one.times, len(one.grants)) for one in found] == [
        (auditor.id, 2, 1),
        (stranger.id, 1, 0),
        (idle.id, 0, 1),
    ]
    assert found[0].last_at == NOW + timedelta(hours=1)


def test_every_look_that_is_counted_is_an_act_that_is_recorded() -> None:
    looks = {act for kind in DATA_KINDS.values() for act in kind.acts}
    assert looks <= set(ACTS)
