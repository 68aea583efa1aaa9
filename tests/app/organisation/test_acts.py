"""Acts upon the tree and taking them back. Truth leaned on: small trees drawn by hand."""

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    AccessCode,
    CollectionPoint,
    RoleGrant,
    RoleName,
    SurveyPoint,
    SurveyUnit,
    Unit,
    UnitSuccessor,
)
from app.services.organisation.changing import carry_out
from app.services.organisation.closing import propose_closing
from app.services.organisation.creating import NewUnit, propose_creation
from app.services.organisation.merging import propose_merger
from app.services.organisation.moving import propose_move
from app.services.organisation.proposals import InvalidChange, Proposal
from app.services.organisation.reading import read_tree
from app.services.organisation.renaming import Naming, propose_renaming
from app.services.organisation.splitting import Part, propose_split
from app.services.organisation.undoing import undo_change
from tests.app.organisation.trees import (
    ACTOR,
    BEGAN,
    COUNTER,
    DAY,
    FIRST,
    NOW,
    OTHER,
    PROVINCE,
    SECOND,
    code_of,
    commune,
    key,
    small_province,
    unit,
)
from tests.factories import (
    create_point,
    create_population,
    create_response,
    create_staff,
    create_survey,
)


def done(proposal: Proposal) -> int:
    """Carry a proposal out; give the number of the change."""
    return carry_out(proposal, actor=ACTOR, now=NOW).id


def sentences(proposal: Proposal) -> list[str]:
    """What would happen."""
    return [difference.sentence for difference in proposal.differences()]


def refused(proposal: Proposal) -> str:
    """Why it is not done; and that nothing is."""
    before = read_tree()
    with pytest.raises(InvalidChange) as error:
        done(proposal)
    db.session.rollback()
    assert read_tree() == before
    return str(error.value)


def test_a_unit_is_created_under_another_one(app: Flask) -> None:
    stored = small_province()
    done(propose_creation(stored, commune(), DAY))
    record = read_tree().records[key("commune", "00003", DAY)]
    assert (record.latest.name_vi, record.latest.parent) == ("Xã Mới", PROVINCE)


def test_a_unit_keeps_its_former_name_and_code(app: Flask) -> None:
    stored = small_province()
    proposal = propose_renaming(stored, FIRST, Naming("00009", "Phường Một", None), DAY)
    assert sentences(proposal) == ["Xã Một (00001) is called Phường Một (00009)."]
    done(proposal)
    record = read_tree().records[FIRST]
    assert [(p.first, p.last, p.code, p.name_vi) for p in record.periods] == [
        (BEGAN, DAY - timedelta(days=1), "00001", "Xã Một"),
        (DAY, None, "00009", "Phường Một"),
    ]
    assert unit("00009").name_vi == "Phường Một"


def test_a_name_can_be_corrected_on_the_day_it_began(app: Flask) -> None:
    stored = small_province()
    done(propose_renaming(stored, FIRST, Naming("00001", "Xã Nhất", None), BEGAN))
    assert [p.name_vi for p in read_tree().records[FIRST].periods] == ["Xã Nhất"]


def test_a_unit_moves_with_everything_below_it(app: Flask) -> None:
    stored = small_province()
    done(propose_move(stored, FIRST, OTHER, DAY))
    records = read_tree().records
    assert [p.parent for p in records[FIRST].periods] == [PROVINCE, OTHER]
    assert records[COUNTER].latest.parent == FIRST


def test_a_unit_cannot_stand_below_itself(app: Flask) -> None:
    stored = small_province()
    assert "a circle" in refused(propose_move(stored, FIRST, COUNTER, DAY))


def test_a_unit_with_units_below_it_is_not_closed_alone(app: Flask) -> None:
    stored = small_province()
    assert "Quầy số 1" in refused(propose_closing(stored, FIRST, DAY))
    done(propose_closing(stored, FIRST, DAY, with_below=True))
    assert {unit(c).valid_to for c in ("00001", "00001-1")} == {DAY - timedelta(days=1)}


def test_no_unit_is_changed_for_a_day_to_come_or_in_its_past(app: Flask) -> None:
    stored = small_province()
    assert "still to come" in refused(propose_closing(stored, SECOND, date(2026, 3, 4)))
    with pytest.raises(InvalidChange):
        propose_closing(stored, SECOND, date(2025, 6, 1))


def test_units_go_on_in_a_new_one_with_what_stood_under_them(app: Flask) -> None:
    stored = small_province()
    done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    records, new = read_tree().records, key("commune", "00003", DAY)
    assert records[COUNTER].latest.parent == new
    assert [link.new for link in records[FIRST].successors] == [new]
    row = db.session.scalars(select(UnitSuccessor)).first()
    assert (row.happened_on, row.kind, row.share) == (DAY, "merge", 1.0)


def test_a_unit_can_go_on_in_one_that_was_there(app: Flask) -> None:
    stored = small_province()
    done(propose_merger(stored, [FIRST], SECOND, DAY))
    assert read_tree().records[COUNTER].latest.parent == SECOND


def test_only_a_successor_takes_a_code_over(app: Flask) -> None:
    stored = small_province()
    done(propose_merger(stored, [FIRST, SECOND], commune("00001"), DAY))
    assert unit("00001").valid_from == DAY
    done(propose_closing(read_tree(), OTHER, DAY))
    again = NewUnit("province", "administration", "26", "Tỉnh Lạ", None, None)
    assert "never used again" in refused(propose_creation(read_tree(), again, DAY))


def test_two_units_of_a_kind_never_have_a_code_at_a_time(app: Flask) -> None:
    stored = small_province()
    assert "at the same time" in refused(propose_creation(stored, commune("00002"), DAY))


def test_a_split_gives_every_part_its_share(app: Flask) -> None:
    stored = small_province()
    parts = [Part(commune("00003"), 0.7), Part(commune("00004", "Xã Bốn"), 0.3)]
    with pytest.raises(InvalidChange):
        propose_split(stored, FIRST, parts[:1], DAY)
    done(propose_split(stored, FIRST, parts, DAY))
    records = read_tree().records
    assert sorted(link.share for link in records[FIRST].successors) == [0.3, 0.7]
    assert records[COUNTER].latest.parent == key("commune", "00003", DAY)


def test_old_stickers_lead_on_after_a_merger(app: Flask, client: FlaskClient) -> None:
    stored = small_province()
    survey = create_survey()
    for code in ("00001", "00002"):
        create_point(survey, place=unit(code))
    old = [code_of(unit(c)).code for c in ("00001", "00002")]
    create_response(survey, {"overall": 5}, point=code_of(unit("00001")).point)
    done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    new = code_of(unit("00003"))
    assert {db.session.get(AccessCode, code).redirects_to for code in old} == {new.code}
    assert db.session.scalar(select(SurveyPoint).where(SurveyPoint.point_id == new.point_id))
    points = db.session.scalar(
        select(func.count()).where(CollectionPoint.place_id == unit("00003").id)
    )
    assert points == 1


def test_the_codes_of_a_closed_unit_are_revoked(app: Flask) -> None:
    stored = small_province()
    create_point(create_survey(), place=unit("00002"))
    change = done(propose_closing(stored, SECOND, DAY))
    assert code_of(unit("00002")).revoked_at == NOW
    undo_change(change, actor=ACTOR, now=NOW)
    assert code_of(unit("00002")).revoked_at is None


def test_a_change_can_be_taken_back_while_nothing_depends_on_it(app: Flask) -> None:
    stored = small_province()
    create_point(create_survey(), place=unit("00001"))
    old = code_of(unit("00001")).code
    for propose in (
        lambda: propose_merger(stored, [FIRST, SECOND], commune("00001"), DAY),
        lambda: propose_split(stored, FIRST, [Part(commune(), 0.5), Part(commune("4"), 0.5)], DAY),
        lambda: propose_closing(stored, FIRST, DAY, with_below=True),
        lambda: propose_renaming(stored, FIRST, Naming("7", "Xã Bảy", "Seven"), DAY),
        lambda: propose_creation(stored, commune(), DAY),
    ):
        undo_change(done(propose()), actor=ACTOR, now=NOW)
        assert read_tree() == stored
        code = db.session.get_one(AccessCode, old)
        assert (code.redirects_to, code.revoked_at) == (None, None)
    assert db.session.scalar(select(func.count()).select_from(CollectionPoint)) == 1


def test_a_change_stays_once_something_depends_on_it(app: Flask) -> None:
    stored = small_province()
    survey = create_survey()
    create_point(survey, place=unit("00001"))
    change = done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    create_response(survey, {"overall": 5}, point=code_of(unit("00003")).point)
    create_population(unit("00003"), 10)
    with pytest.raises(InvalidChange) as error:
        undo_change(change, actor=ACTOR, now=NOW)
    assert "1 × answers" in str(error.value)
    assert "1 × dossier counts" in str(error.value)


def test_only_the_last_change_of_a_unit_is_taken_back(app: Flask) -> None:
    stored = small_province()
    first = done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    new = key("commune", "00003", DAY)
    second = done(propose_renaming(read_tree(), new, Naming("00003", "Xã Ba", None), NOW.date()))
    with pytest.raises(InvalidChange):
        undo_change(first, actor=ACTOR, now=NOW)
    undo_change(second, actor=ACTOR, now=NOW)
    undo_change(first, actor=ACTOR, now=NOW)
    assert read_tree() == stored
    with pytest.raises(InvalidChange):
        undo_change(first, actor=ACTOR, now=NOW)


def test_two_people_do_not_change_the_same_unit_at_once(app: Flask) -> None:
    stored = small_province()
    slow = propose_closing(stored, SECOND, DAY)
    done(propose_renaming(stored, SECOND, Naming("00002", "Xã Nhì", None), DAY))
    assert "Somebody else" in refused(slow)


def test_what_comes_of_a_demonstration_is_a_demonstration(app: Flask) -> None:
    stored = small_province()
    db.session.execute(Unit.__table__.update().values(demonstration=True))
    db.session.commit()
    done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    assert unit("00003").demonstration


def test_roles_go_on_at_the_merged_unit_and_come_back(app: Flask) -> None:
    stored = small_province()
    user = create_staff(RoleName.UNIT_HEAD, unit=unit("00001"))
    before = grants(user.id)
    change = done(propose_merger(stored, [FIRST, SECOND], commune(), DAY))
    assert grants(user.id) == [(unit("00001").id, False), (unit("00003").id, True)]
    undo_change(change, actor=ACTOR, now=NOW)
    assert grants(user.id) == before


def grants(user_id: int) -> list[tuple[int, bool]]:
    """The units of a person's roles, and whether they are still held."""
    query = select(RoleGrant.unit_id, RoleGrant.ended_at.is_(None))
    rows = db.session.execute(query.where(RoleGrant.user_id == user_id).order_by(RoleGrant.id))
    return [tuple(row) for row in rows]


def test_an_open_survey_goes_on_asking_at_what_follows(app: Flask) -> None:
    stored = small_province()
    survey = create_survey()
    db.session.add(SurveyUnit(survey_id=survey.id, unit_id=unit("00001").id, with_subtree=True))
    db.session.commit()
    parts = [Part(commune("00003"), 0.7), Part(commune("00004", "Xã Bốn"), 0.3)]
    change = done(propose_split(stored, FIRST, parts, DAY))
    query = select(SurveyUnit.unit_id).where(SurveyUnit.survey_id == survey.id)
    asked = {unit(code).id for code in ("00001", "00003", "00004")}
    assert set(db.session.scalars(query)) == asked
    undo_change(change, actor=ACTOR, now=NOW)
    assert set(db.session.scalars(query)) == {unit("00001").id}
