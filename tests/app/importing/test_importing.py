"""Importing answers: all or nothing, every problem named, nothing twice.

Truth leaned on: small files written by hand whose right reading is plain.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import CollectionPoint, Comment, Response, ResponseImport, SurveyPoint, Unit
from app.services.importing.problems import InvalidFile, InvalidRows
from app.services.organisation.changing import carry_out
from app.services.organisation.creating import NewUnit
from app.services.organisation.merging import propose_merger
from app.services.organisation.reading import read_tree
from tests.app.importing.counter_survey import GOOD, HEADINGS, MAPPING, bring, counter_survey, table
from tests.app.organisation.trees import key
from tests.factories import ACTOR


def stored() -> list[tuple[str, dict[str, object]]]:
    """Unit code and answers of every response, in the order stored."""
    query = select(Unit.code, Response.answers).join(Unit, Unit.id == Response.unit_id)
    return [tuple(row) for row in db.session.execute(query.order_by(Response.sequence))]


def how_many(table: type) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(table))


def test_answers_are_stored_as_the_web_would_store_them(app: Flask, tmp_path: Path) -> None:
    survey = counter_survey()
    outcome, problems = bring(tmp_path, table(*GOOD))
    assert (outcome.added, outcome.already_there, outcome.units, problems) == (3, 0, 2, [])
    assert stored() == [
        ("q1", {"overall": 5, "attitude": 4}),
        ("q2", {"overall": 3, "attitude": "na"}),
        ("q1", {"overall": 4}),
    ]
    first = db.session.scalars(select(Response).order_by(Response.sequence)).first()
    assert first.answered_at == datetime(2026, 3, 2, 2, 5, 11, tzinfo=UTC)
    assert (first.mode, first.language, first.duration) == ("imported", "vi", None)
    assert first.version_id == survey.version_id
    comment = db.session.scalars(select(Comment)).one()
    assert (comment.response_key, comment.text) == (first.key, "Rất tốt, cảm ơn")


def test_the_import_is_recorded(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    record = db.session.scalars(select(ResponseImport)).one()
    assert (record.rows, record.imported_by, record.file_name) == (3, ACTOR.name, "answers.csv")
    assert set(db.session.scalars(select(Response.import_id))) == {record.id}


def test_a_second_run_adds_nothing(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    outcome, _ = bring(tmp_path, table(*GOOD))
    assert (outcome.added, outcome.already_there) == (0, 3)
    assert how_many(Response) == 3
    assert how_many(ResponseImport) == 1
    assert how_many(Comment) == 1


def test_a_file_read_before_is_not_stored_twice_by_reading_other_columns(
    app: Flask, tmp_path: Path
) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    narrower = MAPPING.replace('"Góp ý" = "comment"\n', "")
    with pytest.raises(InvalidFile):
        bring(tmp_path, table(*GOOD), mapping=narrower)
    assert how_many(Response) == 3


def test_a_mapping_that_knows_more_words_adds_the_rows_left_out(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    odd = ("2026/03/05 8:00:00 AM GMT+7", "Quầy số 1", "Tuyệt vời", "", "")
    assert bring(tmp_path, table(*GOOD, odd), skip_bad=True)[0].added == 3
    wiser = MAPPING.replace("[scales.chung]\n", '[scales.chung]\n"Tuyệt vời" = 5\n')
    assert bring(tmp_path, table(*GOOD, odd), mapping=wiser)[0].added == 1


def test_appended_rows_add_only_themselves_in_any_order(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    new = ("2026/03/04 8:00:00 AM GMT+7", "Quầy số 2", "Hài lòng", "", "")
    outcome, _ = bring(tmp_path, table(new, *reversed(GOOD)))
    assert (outcome.added, outcome.already_there) == (1, 3)


def test_rows_that_are_alike_are_so_many_people(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    assert bring(tmp_path, table(GOOD[2], GOOD[2]))[0].added == 2
    assert bring(tmp_path, table(GOOD[2], GOOD[2], GOOD[2]))[0].added == 1


def test_a_column_added_later_changes_nothing(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    wider = table(*((*row, "x") for row in GOOD), headings=(*HEADINGS, "Câu mới"))
    assert bring(tmp_path, wider)[0].added == 0


def test_semicolons_and_a_bom_are_the_same_answers(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bring(tmp_path, table(*GOOD))
    content = b"\xef\xbb\xbf" + table(*GOOD, delimiter=";").replace("\n", "\r\n").encode()
    assert bring(tmp_path, content)[0].added == 0


BAD_ROWS = (
    (("gì đó", *GOOD[0][1:]), "Dấu thời gian"),
    (("2031/03/02", *GOOD[0][1:]), "Dấu thời gian"),
    (("2025/12/31", *GOOD[0][1:]), "Dấu thời gian"),
    (("", *GOOD[0][1:]), "Dấu thời gian"),
    ((GOOD[0][0], "Quầy số 9", *GOOD[0][2:]), "Quầy"),
    ((GOOD[0][0], "", *GOOD[0][2:]), "Quầy"),
    ((*GOOD[0][:2], "Tuyệt", *GOOD[0][3:]), "Ông/Bà hài lòng chung?"),
    ((*GOOD[0][:2], "", *GOOD[0][3:]), "Ông/Bà hài lòng chung?"),
    ((*GOOD[0][:3], "6", ""), "Thái độ"),
    ((*GOOD[0][:4], "x" * 1001), "Góp ý"),
)


@pytest.mark.parametrize(("bad", "column"), BAD_ROWS)
def test_a_bad_row_is_named_and_nothing_is_changed(
    app: Flask, tmp_path: Path, bad: tuple[str, ...], column: str
) -> None:
    counter_survey()
    with pytest.raises(InvalidRows) as error:
        bring(tmp_path, table(GOOD[0], bad, GOOD[1]))
    assert (error.value.rows, error.value.problems) == (1, 1)
    for changed in (Response, ResponseImport, CollectionPoint, SurveyPoint, Comment):
        assert how_many(changed) == 0
    outcome, problems = bring(tmp_path, table(GOOD[0], bad, GOOD[1]), skip_bad=True)
    assert (outcome.added, outcome.skipped_rows) == (2, 1)
    assert [(problem.line, problem.column) for problem in problems] == [(3, column)]


def test_everything_wrong_with_a_row_is_said_at_once(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bad = ("hôm qua", "Quầy số 9", "Tuyệt", "Hay", "x" * 1001)
    _, problems = bring(tmp_path, table(bad), skip_bad=True)
    assert {problem.column for problem in problems} == set(HEADINGS)


def test_free_text_is_never_quoted(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    bad = (*GOOD[0][:4], "Ông Nguyễn Văn A " * 100)
    _, problems = bring(tmp_path, table(bad), skip_bad=True)
    assert problems[0].value == ""
    assert "Nguyễn" not in problems[0].reason


def test_a_key_column_makes_the_key(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    mapping = MAPPING + '[key]\ncolumn = "Mã phiếu"\n'
    headings = (*HEADINGS, "Mã phiếu")
    content = table((*GOOD[0], "a1"), (*GOOD[2], "a2"), headings=headings)
    bring(tmp_path, content, mapping=mapping)
    corrected = table((*GOOD[1], "a1"), (*GOOD[2], "a2"), headings=headings)
    assert bring(tmp_path, corrected, mapping=mapping)[0].added == 0
    twice = table((*GOOD[0], "b1"), (*GOOD[1], "b1"), (*GOOD[1], ""), headings=headings)
    _, problems = bring(tmp_path, twice, mapping=mapping, skip_bad=True)
    assert [(problem.line, problem.column) for problem in problems] == [
        (3, "Mã phiếu"),
        (4, "Mã phiếu"),
    ]


def test_each_unit_gets_one_import_point_for_ever(app: Flask, tmp_path: Path) -> None:
    survey = counter_survey()
    bring(tmp_path, table(GOOD[0]))
    bring(tmp_path, table(*GOOD))
    points = db.session.scalars(select(CollectionPoint)).all()
    assert {(point.touchpoint, point.mode) for point in points} == {("import", "imported")}
    assert len(points) == 2
    assert all(point.body_id == point.place_id for point in points)
    fielded = db.session.scalars(select(SurveyPoint.survey_id)).all()
    assert fielded == [survey.id, survey.id]


def test_a_file_without_rows_changes_nothing(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    assert bring(tmp_path, table())[0].added == 0
    assert how_many(ResponseImport) == 0


def test_a_unit_that_ended_before_the_survey_is_not_meant(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    old = db.session.scalar(select(Unit).where(Unit.code == "q2"))
    old.valid_to = date(2025, 12, 31)
    db.session.commit()
    mapping = MAPPING.replace('values = { "Quầy số 1" = "q1", "Quầy số 2" = "q2" }', "")
    content = table((GOOD[0][0], "q2", *GOOD[0][2:]), (GOOD[0][0], "q1", *GOOD[0][2:]))
    _, problems = bring(tmp_path, content, mapping=mapping, skip_bad=True)
    assert [(problem.line, problem.value) for problem in problems] == [(2, "q2")]


def test_a_large_import_commits_in_batches_and_goes_on(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    rows = [GOOD[number % 3] for number in range(2500)]
    assert bring(tmp_path, table(*rows[:1700]))[0].added == 1700
    outcome, _ = bring(tmp_path, table(*rows))
    assert (outcome.added, outcome.already_there) == (800, 1700)
    assert db.session.scalars(select(ResponseImport.rows)).all() == [1700, 800]


def test_a_code_means_the_unit_that_had_it_on_the_day_of_the_answer(
    app: Flask, tmp_path: Path
) -> None:
    counter_survey()
    old = key("counter", "q1")
    heir = NewUnit("counter", "administration", "q1", "Quầy hợp nhất", None, None)
    merger = propose_merger(read_tree(), [old], heir, date(2026, 3, 3))
    carry_out(merger, actor=ACTOR, now=datetime(2026, 3, 3, 3, 0, tzinfo=UTC))
    bring(tmp_path, table(*GOOD))
    ids = read_tree().ids
    query = select(Response.unit_id).order_by(Response.sequence)
    new = ids[key("counter", "q1", date(2026, 3, 3))]
    assert list(db.session.scalars(query)) == [ids[old], ids[key("counter", "q2")], new]
