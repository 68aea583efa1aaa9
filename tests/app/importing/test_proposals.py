"""Files as Google Forms, LimeSurvey, KoboToolbox and paper tallies lay them out, made by hand.

What is proposed for each must import as it stands, without a correction.
"""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from flask import Flask
from sqlalchemy import select

from app import clock
from app.extensions import db
from app.models import Comment, Response, Unit
from app.queries.imports import units_for_survey
from app.queries.questionnaires import get_questionnaire
from app.services.importing.files import open_file
from app.services.importing.mapping_reader import read_mapping
from app.services.importing.preview import preview_import
from app.services.importing.proposals.draft import MappingDraft
from app.services.importing.proposals.file_look import FileKind, look_at
from app.services.importing.proposals.proposal import Setting, propose
from app.services.importing.responses import ImportRequest, import_responses
from tests.app.importing.counter_survey import counter_survey
from tests.factories import ACTOR

SAMPLES = Path(__file__).parent / "samples"


def proposed(path: Path) -> tuple[FileKind, MappingDraft]:
    """What is proposed for a file of the survey at the counters q1 and q2."""
    survey = counter_survey()
    questionnaire = get_questionnaire(survey.version_id)
    setting = Setting(survey.code, questionnaire, units_for_survey(survey))
    return propose(look_at(path), setting)


def order(path: Path, draft: MappingDraft, *, skip_bad: bool = False) -> ImportRequest:
    """The order to import a file by a draft."""
    mapping = draft.toml().encode()
    return ImportRequest(path, mapping, ACTOR, lambda _: None, skip_bad=skip_bad, in_one=True)


def stored() -> list[tuple[str, dict[str, object]]]:
    """Unit code and answers of every response."""
    query = select(Unit.code, Response.answers).join(Unit, Unit.id == Response.unit_id)
    return [tuple(row) for row in db.session.execute(query.order_by(Response.sequence))]


def as_workbook(path: Path, folder: Path) -> Path:
    """The same table as a workbook."""
    file = folder / "kobo.xlsx"
    with open_file(path) as table, xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("Khao sat")
        sheet.write_row(0, 0, table.headings)
        for line, record in enumerate(table.records, start=1):
            sheet.write_row(line, 0, record.cells)
    return file


def test_google_forms_imports_as_proposed(app: Flask) -> None:
    file = SAMPLES / "google_forms.csv"
    kind, draft = proposed(file)
    assert kind is FileKind.GOOGLE_FORMS
    assert draft.units == {"Quầy q1": "q1", "Quầy q2": "q2"}
    import_responses(order(file, draft), now=clock.now())
    assert stored() == [
        ("q1", {"overall": 5, "waiting_seats": 4, "attitude": 5}),
        ("q2", {"overall": 3, "waiting_seats": "na", "attitude": 4}),
        ("q1", {"overall": 2, "attitude": 3}),
    ]
    texts = set(db.session.scalars(select(Comment.text)))
    assert texts == {"Cảm ơn anh chị, làm nhanh", "Chờ hơi lâu"}
    assert "Số điện thoại" not in draft.toml()


def test_limesurvey_imports_as_proposed_but_for_the_sheet_never_sent(app: Flask) -> None:
    file = SAMPLES / "limesurvey.csv"
    kind, draft = proposed(file)
    assert (kind, draft.key_column) == (FileKind.LIMESURVEY, "")
    preview = preview_import(order(file, draft), now=clock.now())
    assert (preview.new, preview.bad) == (2, 1)
    assert [(p.line, p.column) for p in preview.problems] == [(4, "submitdate")]
    import_responses(order(file, draft, skip_bad=True), now=clock.now())
    assert stored() == [
        ("q1", {"overall": 5, "attitude": 4, "time": 5}),
        ("q2", {"overall": 3, "time": 2}),
    ]
    assert set(db.session.scalars(select(Response.language))) == {"vi", "en"}


def test_times_that_limesurvey_did_not_keep_are_never_proposed_nor_taken(
    app: Flask, tmp_path: Path
) -> None:
    """LimeSurvey writes 1980-01-01 for every answer of an anonymous survey without dates."""
    text = (SAMPLES / "limesurvey.csv").read_text(encoding="utf-8")
    file = tmp_path / "anonymous.csv"
    file.write_text(re.sub(r"2026-03-02 [0-9:]{8}", "1980-01-01 00:00:00", text), encoding="utf-8")
    _, draft = proposed(file)
    assert draft.time_column == ""
    preview = preview_import(order(file, draft.changed(time_column="datestamp")), now=clock.now())
    assert preview.new == 0
    assert "một ngày chung" in {p.line: p.reason for p in preview.problems}[2]
    fixed = draft.changed(time_value="2026-03-02")
    import_responses(order(file, fixed, skip_bad=True), now=clock.now())
    assert len(stored()) >= 2


@pytest.mark.parametrize("form", [shutil.copy, as_workbook], ids=["csv", "xlsx"])
def test_kobotoolbox_imports_as_proposed(
    app: Flask, tmp_path: Path, form: Callable[[Path, Path], Path]
) -> None:
    file = Path(form(SAMPLES / "kobotoolbox.csv", tmp_path))
    kind, draft = proposed(file)
    assert (kind, draft.key_column, draft.time_column) == (FileKind.KOBOTOOLBOX, "_uuid", "end")
    import_responses(order(file, draft), now=clock.now())
    assert stored() == [
        ("q1", {"overall": 5, "attitude": 4}),
        ("q2", {"overall": 3, "attitude": "na"}),
    ]


def test_a_tally_becomes_as_many_people_as_it_counts(app: Flask) -> None:
    file = SAMPLES / "tally.csv"
    kind, draft = proposed(file)
    assert (kind, draft.counts_item) == (FileKind.TALLY, "overall")
    import_responses(order(file, draft), now=clock.now())
    answers = [(code, given["overall"]) for code, given in stored()]
    assert len(answers) == 30
    assert answers.count(("q1", 4)) == 10
    assert answers.count(("q2", 1)) == 1


def test_a_table_nobody_knows_is_proposed_what_can_be_told(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Ngày;Ghi chú;overall\n02/03/2026;x;4 - Hài lòng\n02/03/2026;y;lạ\n")
    kind, draft = proposed(file)
    assert (kind, draft.time_column, draft.unit_column) == (FileKind.OTHER, "Ngày", "")
    (answer,) = draft.answers
    assert (answer.item, answer.labels) == ("overall", {"4 - Hài lòng": "4"})


def test_a_draft_writes_what_the_importer_reads(app: Flask) -> None:
    _, draft = proposed(SAMPLES / "google_forms.csv")
    odd = draft.changed(unit_column='A "quoted" \\ heading', units={"tab\there": "q1"})
    mapping, mistakes = read_mapping(odd.toml().encode())
    assert mistakes == []
    assert mapping.unit.column == 'A "quoted" \\ heading'
    assert MappingDraft.from_json(odd.as_json()) == odd
