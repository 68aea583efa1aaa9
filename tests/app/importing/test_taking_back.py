"""An import taken back as a whole: the figures are as before, and it can come again."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import AuditEvent, Comment, Response, ResponseImport, Survey, Unit
from app.services.importing.problems import InvalidFile
from app.services.importing.taking_back import AlreadyTakenBack, take_back_import
from app.services.reporting.report import open_report
from app.services.reporting.rows import index_rows
from tests.app.importing.counter_survey import GOOD, MAPPING, bring, counter_survey, table
from tests.factories import ACTOR, NOW, create_answers


def figures(survey: Survey) -> list[object]:
    """Every row of the counters' results."""
    db.session.expire_all()
    report = open_report(survey, survey.opens_on, survey.closes_on)
    return index_rows(report, "people_top2", "counter")


def only_import() -> ResponseImport:
    """The latest import."""
    return db.session.scalars(select(ResponseImport).order_by(ResponseImport.id.desc())).first()


def test_the_figures_are_as_they_were_before(app: Flask, tmp_path: Path) -> None:
    survey = counter_survey()
    create_answers(survey, counter_q1(), [{"overall": 5}] * 20)
    before = figures(survey)
    bring(tmp_path, table(*GOOD))
    assert figures(survey) != before
    take_back_import(only_import(), "nhầm đợt", actor=ACTOR, now=NOW)
    assert figures(survey) == before
    assert db.session.scalar(select(func.count()).select_from(Comment)) == 0
    record = only_import()
    assert (record.taken_back_at, record.taken_back_reason) == (NOW, "nhầm đợt")
    (event,) = db.session.query(AuditEvent).filter_by(act="response.take_back")
    assert event.thing == f"import:{record.id}"


def counter_q1() -> Unit:
    """The counter q1, which the import names, too."""
    return db.session.scalars(select(Unit).where(Unit.code == "q1")).one()


def test_it_is_taken_back_only_once(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    take_back_import(only_import(), "x", actor=ACTOR, now=NOW)
    with pytest.raises(AlreadyTakenBack):
        take_back_import(only_import(), "x", actor=ACTOR, now=NOW)


def test_the_same_rows_come_again_by_another_mapping(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    upside_down = MAPPING.replace('"Rất hài lòng" = 5', '"Rất hài lòng" = 1')
    bring(tmp_path, table(*GOOD), mapping=upside_down)
    take_back_import(only_import(), "ngược thang đo", actor=ACTOR, now=NOW)
    assert bring(tmp_path, table(*GOOD))[0].added == 3
    assert bring(tmp_path, table(*GOOD))[0].added == 0
    assert db.session.scalar(select(func.count()).select_from(Response)) == 6
    take_back_import(only_import(), "lần nữa", actor=ACTOR, now=NOW)
    assert bring(tmp_path, table(*GOOD))[0].added == 3


def test_other_imports_stay(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(GOOD[0]))
    first = only_import()
    bring(tmp_path, table(*GOOD))
    take_back_import(only_import(), "x", actor=ACTOR, now=NOW)
    assert first.taken_back_at is None
    assert bring(tmp_path, table(*GOOD))[0].added == 2


def test_a_file_read_otherwise_is_still_refused_while_its_import_counts(
    app: Flask, tmp_path: Path
) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    narrower = MAPPING.replace('"Góp ý" = "comment"\n', "")
    with pytest.raises(InvalidFile):
        bring(tmp_path, table(*GOOD), mapping=narrower)
    take_back_import(only_import(), "x", actor=ACTOR, now=NOW)
    assert bring(tmp_path, table(*GOOD), mapping=narrower)[0].added == 3
