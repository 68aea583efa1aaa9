"""Truth leaned on: what stands in the database, and SQL as the application's own account."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.extensions import db
from app.models import FrozenReport
from app.services.reports.freezing import Refusal, ReportRefused, discard_report, sign_report
from app.services.settings import change_settings
from tests.app.results.one_stop import counter, one_stop_survey
from tests.factories import ACTOR, create_report

NOW = datetime(2026, 7, 3, 3, 0, tzinfo=UTC)

CHANGES = [
    "UPDATE frozen_report SET digest = '2' WHERE id = 1",
    "UPDATE frozen_report SET state = 'draft', signed_at = NULL WHERE id = 1",
    "DELETE FROM frozen_report WHERE id = 1",
    "UPDATE frozen_report_file SET size = 3 WHERE report_id = 1",
    "DELETE FROM frozen_report_file WHERE report_id = 1",
    "INSERT INTO frozen_report_file (report_id, name, media_type, size, digest, content) "
    "VALUES (1, 'other.pdf', 'x', 0, 'x', '')",
]


def report(**columns) -> FrozenReport:
    survey = one_stop_survey()
    return create_report(survey, counter(survey), **columns)


def test_nothing_of_a_signed_report_can_be_changed(app: Flask) -> None:
    assert report().id == 1
    for statement in CHANGES:
        with pytest.raises(DBAPIError, match="never changed"):
            db.session.execute(text(statement))
        db.session.rollback()


def test_a_draft_can_be_thrown_away_with_its_files_and_a_signed_one_cannot(app: Flask) -> None:
    discard_report(report(signed=False), actor=ACTOR, now=NOW)
    assert db.session.scalar(text("SELECT count(*) FROM frozen_report_file")) == 0
    with pytest.raises(ReportRefused):
        discard_report(report(), actor=ACTOR, now=NOW)


def test_a_signed_report_of_the_demonstration_goes_with_its_survey(app: Flask) -> None:
    survey_id = report(demonstration=True).survey_id
    db.session.execute(text("DELETE FROM survey_point"))
    db.session.execute(text("DELETE FROM survey WHERE id = :id"), {"id": survey_id})
    assert db.session.scalar(text("SELECT count(*) FROM frozen_report_file")) == 0


def test_a_report_on_a_period_that_runs_is_not_signed_off(app: Flask) -> None:
    with pytest.raises(ReportRefused) as refused:
        sign_report(report(signed=False), actor=ACTOR, now=datetime(2026, 6, 30, tzinfo=UTC))
    assert refused.value.refusal is Refusal.RUNNING


def test_the_maker_does_not_sign_unless_the_settings_let_one_person_do_both(app: Flask) -> None:
    own = report(signed=False, made_by_id=None)
    with pytest.raises(ReportRefused) as refused:
        sign_report(own, actor=ACTOR, now=NOW)
    assert refused.value.refusal is Refusal.SAME_PERSON
    change_settings({"second_person_signing": False}, actor=ACTOR, now=NOW)
    sign_report(own, actor=ACTOR, now=NOW)
    assert own.is_signed
