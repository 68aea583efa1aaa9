"""Retention: what is old goes, what is young stays, and nobody can hurry it.

Truth leaned on: rows made with dates on either side of the limit; statements by SQL.
"""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import (
    AccountLink,
    AuditEvent,
    Comment,
    Response,
    RetentionLimit,
    StaffSession,
    User,
)
from app.services.auditing import Break, record_event, verify_chain
from app.services.personal_data.retention import remove_old_data
from app.services.settings import change_settings
from tests.app.audit.chain import record, tamper
from tests.factories import ACTOR, NOW, create_point, create_staff, create_survey, saved

DAY = timedelta(days=1)


def comment_given(days_ago: int) -> UUID:
    """A response with free text, given some days ago; gives its key."""
    survey = create_survey()
    point = create_point(survey)
    response = Response(
        key=UUID(int=days_ago + 1),
        survey_id=survey.id,
        version_id=survey.version_id,
        point_id=point.id,
        unit_id=point.place_id,
        mode="self_phone",
        language="vi",
        answered_at=NOW - days_ago * DAY,
        answers={},
    )
    saved(response)
    saved(Comment(response_key=response.key, item="comment", text="Cán bộ rất nhiệt tình."))
    return response.key


def comments_left() -> set[UUID]:
    """Keys of the responses that still have their free text."""
    return set(db.session.scalars(select(Comment.response_key)))


def test_old_free_text_goes_and_the_answer_stays(app: Flask) -> None:
    old, young = comment_given(731), comment_given(729)
    told = remove_old_data(NOW)
    assert comments_left() == {young}
    assert db.session.scalar(select(Response.key).where(Response.key == old)) == old
    assert "Ý kiến viết của người dân: 1" in told
    event = db.session.scalars(select(AuditEvent)).one()
    assert (event.act, event.thing) == ("retention.remove", "kind:comment")


def test_the_time_is_the_administrators_within_bounds(app: Flask) -> None:
    comment_given(60)
    change_settings({"keep_comments_days": "30"}, actor=ACTOR, now=NOW)
    remove_old_data(NOW)
    assert comments_left() == set()


def test_running_again_removes_and_records_nothing(app: Flask) -> None:
    comment_given(731)
    remove_old_data(NOW)
    assert remove_old_data(NOW) == "Chưa có gì đến hạn xóa."
    assert db.session.scalar(select(func.count()).select_from(AuditEvent)) == 1


def test_free_text_cannot_be_deleted_before_its_time(app: Flask) -> None:
    comment_given(10)
    with pytest.raises(DBAPIError):
        db.session.execute(text("DELETE FROM comment"))
    db.session.rollback()
    assert len(comments_left()) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE retention_limit SET before = '1960-01-01 00:00:00.000000'",
        "DELETE FROM retention_limit",
    ],
)
def test_the_limit_only_moves_forward(app: Flask, statement: str) -> None:
    with pytest.raises(DBAPIError):
        db.session.execute(text(statement))
    db.session.rollback()


def test_a_longer_time_does_not_move_the_limit_back(app: Flask) -> None:
    change_settings({"keep_comments_days": "30"}, actor=ACTOR, now=NOW)
    remove_old_data(NOW)
    limit = db.session.get_one(RetentionLimit, "comment", populate_existing=True).before
    change_settings({"keep_comments_days": "730"}, actor=ACTOR, now=NOW)
    remove_old_data(NOW)
    assert db.session.get_one(RetentionLimit, "comment", populate_existing=True).before == limit


def test_old_events_go_and_the_rest_of_the_chain_still_holds(app: Flask) -> None:
    record(5)
    remove_old_data(NOW + 1825 * DAY)
    assert verify_chain().events == 5
    remove_old_data(NOW + 1826 * DAY)
    numbers = db.session.scalars(select(AuditEvent.id).order_by(AuditEvent.id)).all()
    assert numbers == [6, 7]  # the removal, and that retention did it
    assert verify_chain().holds
    record(1)
    assert verify_chain().events == 3


def test_a_beginning_cut_off_by_hand_is_seen(app: Flask) -> None:
    record(5)
    tamper(
        "UPDATE audit_head SET removed_to = 2,"
        " removed_digest = (SELECT digest FROM audit_event WHERE audit_event.id = 2)",
        "DELETE FROM audit_event WHERE id <= 2",
    )
    assert verify_chain().broken is Break.REMOVED


def test_an_account_is_erased_some_time_after_its_owner_left(app: Flask) -> None:
    gone, there = create_staff(), create_staff()
    gone.active = False
    thing = f"account:{gone.id}"
    left = NOW + 10 * DAY
    record_event("account.shut", actor=ACTOR, thing=thing, unit_id=None, now=left)
    db.session.commit()
    remove_old_data(left + 364 * DAY)
    assert "@example.vn" in db.session.get_one(User, gone.id, populate_existing=True).email
    remove_old_data(left + 366 * DAY)
    assert db.session.get_one(User, gone.id, populate_existing=True).email.endswith(".invalid")
    assert "@example.vn" in db.session.get_one(User, there.id, populate_existing=True).email
    assert verify_chain().holds
    assert remove_old_data(left + 367 * DAY) == "Chưa có gì đến hạn xóa."


def test_sessions_and_links_go_some_days_after_they_were_over(app: Flask) -> None:
    user = create_staff()
    for ended in (31, 29):
        over = NOW - ended * DAY
        saved(
            StaffSession(
                user_id=user.id,
                digest=f"s{ended}",
                browser="Firefox",
                started_at=over - DAY,
                seen_at=over,
                ended_at=over,
            )
        )
        saved(
            AccountLink(
                user_id=user.id,
                purpose="invitation",
                digest=f"l{ended}",
                made_at=over - DAY,
                expires_at=over,
            )
        )
    remove_old_data(NOW)
    assert db.session.scalars(select(StaffSession.digest)).all() == ["s29"]
    assert db.session.scalars(select(AccountLink.digest)).all() == ["l29"]
