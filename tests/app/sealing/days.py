"""Two sealed days for tests, and somebody who takes the triggers away and tampers."""

from datetime import date, timedelta

from sqlalchemy import select, text

from app.extensions import db
from app.models import (
    CorrectionKind,
    FlagChange,
    KeptAnswer,
    ResponseCorrection,
    RoleName,
    SealTombstone,
    User,
)
from app.services.sealing import make_seal
from tests.factories import (
    ACTOR,
    NOW,
    create_point,
    create_response,
    create_staff,
    create_survey,
    saved,
)

SCORES = (5, 4, 3, 2)


def seal_two_days():
    """Two answers with a flag each and a tombstone, sealed; the same again, sealed; one since."""
    survey = create_survey()
    point = create_point(survey)
    for day in range(2):
        for score in SCORES[2 * day : 2 * day + 2]:
            answer(survey, point, score)
        saved(SealTombstone(table_name="response", row_id=900 + day, reason="test", erased_at=NOW))
        make_seal(date(2026, 3, 1 + day), actor=ACTOR, now=NOW + timedelta(days=day))
    answer(survey, point, 1)


def answer(survey, point, score):
    """An answer with a flag."""
    response = create_response(survey, {"overall": score}, point=point)
    judge = db.session.scalar(select(User.id)) or create_staff(RoleName.AUDITOR).id
    saved(KeptAnswer(response_key=response.key, actor_id=judge, reason="thật", made_at=NOW))
    saved(FlagChange(response_key=response.key, rule="burst", stands=False, made_at=NOW))
    return saved(
        ResponseCorrection(
            response_key=response.key, kind=CorrectionKind.FLAG.value, rule="burst", made_at=NOW
        )
    )


def tamper(*statements):
    """Change what stands in the database as its owner can: without triggers and foreign keys."""
    if db.engine.dialect.name == "postgresql":
        before = ["SET session_replication_role = replica"]
    else:
        db.session.commit()
        names = db.session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        before = [f"DROP TRIGGER {name}" for name in names.all()]
        db.session.commit()
        before.insert(0, "PRAGMA foreign_keys = OFF")
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in (*before, *statements):
            connection.execute(text(statement))
        if db.engine.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = DEFAULT"))
        else:
            connection.execute(text("PRAGMA foreign_keys = ON"))
    db.session.rollback()
    db.session.expire_all()
