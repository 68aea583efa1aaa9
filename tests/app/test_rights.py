"""What a role on a unit covers, day by day, and what a merger does to it."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.actor import Actor
from app.extensions import db
from app.models import RoleGrant, RoleName, Unit, UnitParent, UnitSuccessor, User
from app.scope import EVERYTHING, Scope
from app.services.rights.deciding import (
    WHOLE_SERVICE,
    Decision,
    Rights,
    Thing,
    decide,
    load_rights,
)
from app.services.rights.granting import InvalidGrant, carry_over_grants, give_role
from tests.factories import NOW, create_staff, create_unit, saved

TODAY = NOW.date()
TESTER = Actor.command("test")
EVALUATOR, HEAD = RoleName.EVALUATOR, RoleName.UNIT_HEAD


def covered(user: User, day: date = TODAY, role: RoleName = EVALUATOR) -> set[int] | None:
    """The units a role of a person covers; None is everything, an empty set nothing."""
    scope = load_rights(user.id, day).scope_of([role])
    if scope is None:
        return set()
    return None if scope.unit_ids is None else set(scope.unit_ids)


def test_a_role_covers_the_unit_and_all_below_it_and_nothing_else(app: Flask) -> None:
    province = create_unit(kind="province")
    commune, other = (create_unit(kind="commune", parent=province) for _ in range(2))
    counter = create_unit(parent=commune)
    create_unit(parent=other)
    assert covered(create_staff(EVALUATOR, unit=commune)) == {commune.id, counter.id}
    assert covered(create_staff(EVALUATOR)) is None
    assert covered(create_staff(HEAD, unit=commune)) == set()


def test_the_tree_is_that_of_the_day(app: Flask) -> None:
    old, new = create_unit(kind="commune"), create_unit(kind="commune")
    moved = create_unit(parent=old)
    link = db.session.scalars(select(UnitParent).where(UnitParent.unit_id == moved.id)).one()
    link.valid_to = date(2026, 2, 28)
    saved(UnitParent(unit_id=moved.id, parent_id=new.id, valid_from=date(2026, 3, 1)))
    user = create_staff(EVALUATOR, unit=old)
    grant = db.session.scalars(select(RoleGrant)).one()
    grant.valid_from = date(2026, 1, 1)
    db.session.commit()
    assert covered(user, date(2026, 2, 28)) == {old.id, moved.id}
    assert covered(user, date(2026, 3, 1)) == {old.id}


def test_a_role_holds_from_its_first_day_to_its_last(app: Flask) -> None:
    unit = create_unit()
    user = create_staff(HEAD)
    first, last = date(2026, 5, 1), date(2026, 5, 31)
    give_role(
        user, EVALUATOR, unit_id=unit.id, valid_from=first, valid_to=last, actor=TESTER, now=NOW
    )
    db.session.commit()
    day = timedelta(days=1)
    found = [bool(covered(user, d)) for d in (first - day, first, last, last + day)]
    assert found == [False, True, True, False]


def test_a_role_that_was_taken_back_holds_no_more(app: Flask) -> None:
    user = create_staff(EVALUATOR)
    db.session.scalars(select(RoleGrant)).one().ended_at = NOW
    db.session.commit()
    assert covered(user) == set()


def test_a_role_cannot_end_before_it_begins(app: Flask) -> None:
    user = create_staff()
    with pytest.raises(InvalidGrant):
        give_role(
            user,
            HEAD,
            unit_id=None,
            valid_from=TODAY,
            valid_to=TODAY - timedelta(days=1),
            actor=TESTER,
            now=NOW,
        )


RIGHTS = Rights({EVALUATOR: Scope(frozenset({1, 2})), HEAD: EVERYTHING})


@pytest.mark.parametrize(
    ("roles", "things", "decision"),
    [
        ({EVALUATOR}, [], Decision.ALLOWED),
        ({EVALUATOR}, [Thing(frozenset({2, 9}))], Decision.ALLOWED),
        ({EVALUATOR}, [Thing(frozenset({9}))], Decision.OUTSIDE),
        ({EVALUATOR}, [Thing(frozenset({1})), Thing(frozenset({9}))], Decision.OUTSIDE),
        ({EVALUATOR}, [Thing(frozenset())], Decision.OUTSIDE),
        ({EVALUATOR}, [WHOLE_SERVICE], Decision.OUTSIDE),
        ({HEAD}, [WHOLE_SERVICE], Decision.ALLOWED),
        ({HEAD, EVALUATOR}, [Thing(frozenset({9}))], Decision.ALLOWED),
        ({RoleName.AUDITOR}, [], Decision.LACKS_ROLE),
        (set(), [], Decision.LACKS_ROLE),
    ],
)
def test_the_decision_is_roles_of_the_door_by_units_of_the_thing(roles, things, decision) -> None:
    assert decide(RIGHTS, roles, lambda: things) is decision


def test_what_a_unit_became_stays_with_those_who_answer_for_it(app: Flask) -> None:
    old, split, new = (create_unit(kind="commune") for _ in range(3))
    for unit, share in ((old, 1.0), (split, 0.5)):
        saved(
            UnitSuccessor(
                old_id=unit.id, new_id=new.id, happened_on=TODAY, kind="merge", share=share
            )
        )
    user = create_staff(EVALUATOR, unit=new)
    assert covered(user) == {new.id, old.id}


def merge(*old: Unit, into: Unit) -> list[RoleGrant]:
    """Carry the roles on some units over, a month from now."""
    carried = carry_over_grants(
        [unit.id for unit in old], into.id, on=date(2026, 4, 1), actor=TESTER, now=NOW
    )
    db.session.commit()
    return carried


def test_a_merger_carries_roles_over_and_says_from_where(app: Flask) -> None:
    one, other, new = (create_unit(kind="commune") for _ in range(3))
    user = create_staff(EVALUATOR, HEAD, unit=one)
    create_staff(EVALUATOR, unit=create_unit())
    carried = merge(one, other, into=new)
    assert {(grant.user_id, grant.role) for grant in carried} == {
        (user.id, EVALUATOR),
        (user.id, HEAD),
    }
    assert all(grant.carried_from for grant in carried)
    assert covered(user, date(2026, 3, 31)) == {one.id}
    assert covered(user, date(2026, 4, 1)) == {new.id}


def test_a_person_at_two_merged_units_holds_the_role_once_for_the_longest_time(app: Flask) -> None:
    one, other, new = (create_unit(kind="commune") for _ in range(3))
    user = create_staff(HEAD)
    for unit, last in ((one, date(2026, 6, 30)), (other, date(2026, 12, 31))):
        give_role(
            user,
            EVALUATOR,
            unit_id=unit.id,
            valid_from=TODAY,
            valid_to=last,
            actor=TESTER,
            now=NOW,
        )
    db.session.flush()
    (carried,) = merge(one, other, into=new)
    assert (carried.valid_from, carried.valid_to) == (date(2026, 4, 1), date(2026, 12, 31))


def test_a_role_that_would_begin_only_after_the_merger_begins_at_the_new_unit(app: Flask) -> None:
    old, new = create_unit(kind="commune"), create_unit(kind="commune")
    user = create_staff(HEAD)
    give_role(user, EVALUATOR, unit_id=old.id, valid_from=date(2026, 5, 1), actor=TESTER, now=NOW)
    db.session.flush()
    (carried,) = merge(old, into=new)
    assert carried.valid_from == date(2026, 5, 1)
    assert covered(user, date(2026, 6, 1)) == {new.id}
