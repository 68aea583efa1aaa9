"""What the database itself refuses, whoever writes to it."""

import uuid
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import Comment, Population, Response, ResponseCorrection, Unit, UnitParent
from tests.factories import create_response, create_survey, create_unit

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
DAY_BEFORE = date(2025, 6, 30)


def refused(statement: object) -> str:
    """Run a statement that must fail, and give the database's words."""
    with pytest.raises(DBAPIError) as error:
        db.session.execute(statement)
    db.session.rollback()
    return str(error.value)


def test_a_response_is_never_changed(app: Flask) -> None:
    create_response(create_survey(), {"overall": 5})
    assert "never changed" in refused(update(Response).values(answers={"overall": 1}))


def test_a_response_is_never_deleted_unless_it_is_a_demonstration(app: Flask) -> None:
    create_response(create_survey(), {"overall": 5})
    assert "never deleted" in refused(delete(Response))


def test_a_demonstration_can_be_removed(app: Flask) -> None:
    create_response(create_survey(demonstration=True), {"overall": 5})
    db.session.execute(delete(Response))
    db.session.commit()
    assert db.session.query(Response).count() == 0


def test_one_key_is_one_response(app: Flask) -> None:
    survey, key = create_survey(), uuid.uuid4()
    create_response(survey, {"overall": 5}, key=key)
    with pytest.raises(DBAPIError):
        create_response(survey, {"overall": 1}, key=key)
    db.session.rollback()


def test_a_response_has_no_column_for_who_answered() -> None:
    assert {column.name for column in Response.__table__.columns} == {
        *("sequence", "key", "survey_id", "version_id", "point_id", "unit_id", "mode"),
        *("language", "answered_at", "duration", "answers", "verified", "receipt_digest"),
        "import_id",
    }
    assert {column.name for column in Comment.__table__.columns} == {"response_key", "item", "text"}


def test_an_exclusion_names_its_actor_and_reason(app: Flask) -> None:
    response = create_response(create_survey(), {"overall": 5})
    db.session.add(ResponseCorrection(response_key=response.key, kind="exclusion", made_at=NOW))
    with pytest.raises(DBAPIError):
        db.session.commit()
    db.session.rollback()


def withdrawn(**survey: bool) -> None:
    """Store a response with a comment, taken back."""
    response = create_response(create_survey(**survey), {"overall": 5})
    withdrawal = ResponseCorrection(response_key=response.key, kind="withdrawal", made_at=NOW)
    db.session.add_all([withdrawal, Comment(response_key=response.key, item="c", text="Tốt")])
    db.session.commit()


def test_a_withdrawal_is_never_taken_away(app: Flask) -> None:
    withdrawn()
    assert "never deleted" in refused(delete(ResponseCorrection))
    assert "never changed" in refused(update(ResponseCorrection).values(kind="flag", rule="x"))


def test_a_comment_can_be_deleted_but_never_changed(app: Flask) -> None:
    withdrawn()
    assert "never changed" in refused(update(Comment).values(text="Kém"))
    db.session.execute(delete(Comment))
    db.session.commit()


def test_corrections_of_a_demonstration_go_with_its_responses(app: Flask) -> None:
    withdrawn(demonstration=True)
    db.session.execute(delete(Response))
    db.session.commit()
    assert db.session.query(ResponseCorrection).count() == 0
    assert db.session.query(Comment).count() == 0


def test_a_published_version_is_never_changed(app: Flask) -> None:
    version = create_survey().version
    assert "never changed" in refused(update(type(version)).values(document={}))


def test_a_population_is_corrected_by_a_new_row(app: Flask) -> None:
    db.session.add(
        Population(
            unit_id=create_unit().id,
            period_start=date(2026, 1, 1),
            period_end=date(2026, 6, 30),
            handled=10,
            on_time=9,
            late=1,
            source="test",
            entered_at=NOW,
        )
    )
    db.session.commit()
    assert "new row" in refused(update(Population).values(handled=11, on_time=10))


def test_a_unit_has_one_parent_at_a_time(app: Flask) -> None:
    parent, other, child = create_unit(), create_unit(), create_unit()
    db.session.add(UnitParent(unit_id=child.id, parent_id=parent.id, valid_from=date(2025, 7, 1)))
    db.session.commit()
    overlapping = UnitParent(
        unit_id=child.id,
        parent_id=other.id,
        valid_from=date(2025, 1, 1),
        valid_to=date(2025, 7, 1),
    )
    db.session.add(overlapping)
    with pytest.raises(DBAPIError):
        db.session.commit()
    db.session.rollback()


def test_a_link_to_a_parent_may_end_but_never_reach_into_another(app: Flask) -> None:
    first, second, child = create_unit(), create_unit(), create_unit()
    links = [
        UnitParent(
            unit_id=child.id, parent_id=first.id, valid_from=date(2025, 1, 1), valid_to=DAY_BEFORE
        ),
        UnitParent(unit_id=child.id, parent_id=second.id, valid_from=date(2025, 7, 1)),
    ]
    db.session.add_all(links)
    db.session.commit()
    links[1].valid_to = date(2025, 12, 31)
    db.session.commit()
    assert db.session.get(UnitParent, (child.id, date(2025, 7, 1))).valid_to == date(2025, 12, 31)
    reaching = update(UnitParent).where(UnitParent.parent_id == first.id)
    assert "one parent" in refused(reaching.values(valid_to=date(2025, 7, 1)))


def test_two_units_in_force_never_share_a_code(app: Flask) -> None:
    create_unit(code="25", kind="province")
    with pytest.raises(DBAPIError):
        create_unit(code="25", kind="province")
    db.session.rollback()
    ended = Unit(
        code="25",
        name_vi="Tỉnh Phú Thọ (cũ)",
        kind="province",
        sector="administration",
        valid_from=date(1997, 1, 1),
        valid_to=date(2025, 6, 30),
    )
    db.session.add(ended)
    db.session.commit()
