"""Commands: what they print when all is well and when it is not; never a traceback.

Truth leaned on: each mistake is made on purpose.
"""

import csv
import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.models import QuestionnaireVersion, Response, Survey, SurveyPoint
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import to_document
from tests.app.importing.counter_survey import GOOD, MAPPING, counter_survey, table
from tests.factories import create_point, create_survey, create_unit


def run(app: Flask, *arguments: object) -> tuple[int, str]:
    """Run a command; give its exit status and what it printed."""
    result = app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """A file with one bad row of three, and its mapping."""
    answers, mapping = tmp_path / "answers.csv", tmp_path / "mapping.toml"
    bad = ("2026/03/02", "=cmd()", "Hài lòng", "", "")
    answers.write_text(table(GOOD[0], bad, GOOD[1]), encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return answers, mapping


def test_a_bad_row_is_printed_with_line_and_column(app: Flask, files: tuple[Path, Path]) -> None:
    counter_survey()
    status, printed = run(app, "responses", "import", files[0], "--mapping", files[1])
    assert status == 1
    assert "3" in printed
    assert "“Quầy”" in printed
    assert db.session.scalars(select(Response)).all() == []


def test_skipping_bad_rows_leaves_them_in_a_report(
    app: Flask, files: tuple[Path, Path], tmp_path: Path
) -> None:
    counter_survey()
    command = ["responses", "import", files[0], "--mapping", files[1], "--skip-bad"]
    assert run(app, *command)[0] == 2
    report = tmp_path / "report.csv"
    assert run(app, *command, "--report", report)[0] == 0
    with report.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[:3] for row in rows[1:]] == [["3", "Quầy", "'=cmd()"]]
    assert len(db.session.scalars(select(Response)).all()) == 2


def test_a_report_never_overwrites_the_answers(
    app: Flask, files: tuple[Path, Path], tmp_path: Path
) -> None:
    counter_survey()
    before = files[0].read_bytes()
    command = ["responses", "import", files[0], "--mapping", files[1], "--skip-bad", "--report"]
    assert run(app, *command, files[0])[0] == 2
    assert files[0].read_bytes() == before
    status, printed = run(app, *command, tmp_path / "nowhere" / "report.csv")
    assert status == 1
    assert "không ghi được" in printed


def test_a_wrong_mapping_is_a_list_of_mistakes(app: Flask, files: tuple[Path, Path]) -> None:
    counter_survey()
    files[1].write_text(MAPPING.replace('"Góp ý" = "comment"', '"Góp" = "none"'))
    status, printed = run(app, "responses", "import", files[0], "--mapping", files[1])
    assert status == 1
    assert printed.count("\n  - ") == 2


def test_a_missing_file_is_one_sentence(app: Flask, files: tuple[Path, Path]) -> None:
    counter_survey()
    status, printed = run(app, "responses", "import", "nowhere.csv", "--mapping", files[1])
    assert status == 1
    assert "nowhere.csv" in printed


def test_a_questionnaire_is_published_once_and_again_when_it_changes(
    app: Flask, tmp_path: Path
) -> None:
    document = to_document(load_catalogue_questionnaire("one_stop_short"))
    file = tmp_path / "questionnaire.json"
    for minutes in (1, 1, 2):
        file.write_text(json.dumps({**document, "minutes": minutes}), encoding="utf-8")
        assert run(app, "questionnaires", "load", file)[0] == 0
    numbers = select(QuestionnaireVersion.number).order_by(QuestionnaireVersion.number)
    assert db.session.scalars(numbers).all() == [1, 2]


def test_a_wrong_questionnaire_is_a_list_of_mistakes(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "questionnaire.json"
    file.write_text('{"schema_version": 1, "code": "Ố", "surprise": 1}', encoding="utf-8")
    status, printed = run(app, "questionnaires", "load", file)
    assert status == 1
    assert printed.count("\n  - ") > 3


def test_an_item_never_changes_its_type(app: Flask, tmp_path: Path) -> None:
    assert run(app, "questionnaires", "catalogue", "one_stop_short")[0] == 0
    document = to_document(load_catalogue_questionnaire("one_stop_short"))
    comment = document["sections"][-1]["questions"][0]
    comment.update(type="short_text", max_length=100)
    file = tmp_path / "questionnaire.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    status, printed = run(app, "questionnaires", "load", file)
    assert status == 1
    assert "comment" in printed


def test_the_catalogue_is_listed_and_published(app: Flask) -> None:
    assert "one_stop_short: " in run(app, "questionnaires", "catalogue")[1]
    assert run(app, "questionnaires", "catalogue", "nothing_such")[0] == 1


SURVEY = {
    "--code": "s1",
    "--title-vi": "Khảo sát",
    "--title-en": "Survey",
    "--sector": "administration",
    "--questionnaire": "one_stop_short",
    "--opens-on": "2026-01-01",
    "--closes-on": "2026-06-30",
}


def created(app: Flask, **changes: str) -> tuple[int, str]:
    """Run `surveys create` with some options changed."""
    options = {
        **SURVEY,
        **{f"--{name.replace('_', '-')}": value for name, value in changes.items()},
    }
    flat = [part for option in options.items() for part in option]
    return run(app, "surveys", "create", *flat)


def test_a_survey_is_created_at_the_points_of_its_units(app: Flask) -> None:
    run(app, "questionnaires", "catalogue", "one_stop_short")
    unit = create_unit(code="u1")
    point = create_point(create_survey(), place=unit)
    assert created(app, unit="u1", formula="people_top2")[0] == 0
    survey = db.session.scalar(select(Survey).where(Survey.code == "s1"))
    assert survey.formulas == ["people_top2"]
    fielded = select(SurveyPoint.point_id).where(SurveyPoint.survey_id == survey.id)
    assert db.session.scalars(fielded).all() == [point.id]


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"questionnaire": "none"}, "none"),
        ({"closes_on": "2025-12-31"}, ""),
        ({"formula": "happiness"}, "happiness"),
        ({"unit": "nobody"}, "nobody"),
        ({"confidence_level": "95"}, "0.95"),
        ({"minimum_cell": "2"}, "20"),
    ],
)
def test_a_wrong_survey_is_refused_with_the_reason(
    app: Flask, changes: dict[str, str], word: str
) -> None:
    run(app, "questionnaires", "catalogue", "one_stop_short")
    status, printed = created(app, **changes)
    assert status == 1
    assert word in printed
    assert db.session.scalars(select(Survey)).all() == []


def test_a_survey_code_is_used_once(app: Flask) -> None:
    run(app, "questionnaires", "catalogue", "one_stop_short")
    assert created(app)[0] == 0
    assert created(app)[0] == 1
