"""Files of answers: every format read back cell by cell, what must not be in them, and for whom.

Truth leaned on: the answers that were stored, written down here; ReadStat, arro3, openpyxl, the csv
and json modules.
"""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import openpyxl
import pytest
from arro3.io import read_parquet
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.models import (
    AuditEvent,
    CorrectionKind,
    Response,
    ResponseCorrection,
    RoleName,
    Survey,
    Unit,
    UnitFormerName,
)
from app.queries import answer_pages
from app.services.answer_files import choosing
from tests.app.results.files import plain, sav_of
from tests.app.results.one_stop import counter, one_stop_survey
from tests.factories import (
    create_answers,
    create_comment,
    create_population,
    create_staff,
    create_unit,
    saved,
)
from tests.pages import Visitor
from tests.sign_in import sign_in

MORNING = datetime(2026, 2, 3, 2, 31, 47, tzinfo=UTC)
"""Half past nine in Vietnam."""
WORDS = "Chị Hoa ở quầy 2 hẹn lại ba lần."
Line = dict[str, Any]


def read_csv(content: bytes) -> list[Line]:
    """Lines of text; empty cells are None."""
    text = io.StringIO(content.decode("utf-8-sig"), newline="")
    return [{k: v or None for k, v in line.items()} for line in csv.DictReader(text, delimiter=";")]


def read_xlsx(content: bytes) -> list[Line]:
    """Lines of the first sheet."""
    rows = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0].values
    head, *lines = rows
    return [dict(zip(head, line, strict=True)) for line in lines]


def read_sav(content: bytes) -> list[Line]:
    """Lines of numbers, words for codes."""
    columns, facts = sav_of(content, user_missing=True)
    labels = facts.variable_value_labels
    cells = {
        name: [labels.get(name, {}).get(cell, plain(cell)) for cell in column]
        for name, column in columns.items()
    }
    return [dict(zip(cells, line, strict=True)) for line in zip(*cells.values(), strict=True)]


def read_parquet_rows(content: bytes) -> list[Line]:
    """Lines as Parquet has them."""
    table = read_parquet(content).read_all()
    columns = [column.to_pylist() for column in table.columns]
    names = [field.name for field in table.schema]
    return [dict(zip(names, line, strict=True)) for line in zip(*columns, strict=True)]


def read_json(content: bytes) -> list[Line]:
    """Lines after the one that describes the columns."""
    return [json.loads(line) for line in content.decode().splitlines()[1:]]


READERS: dict[str, Callable[[bytes], list[Line]]] = {
    "csv": read_csv,
    "xlsx": read_xlsx,
    "sav": read_sav,
    "parquet": read_parquet_rows,
    "json": read_json,
}
DAYS = {
    "csv": "2026-02-03",
    "json": "2026-02-03",
    "xlsx": datetime(2026, 2, 3),  # noqa: DTZ001 (a workbook knows no zones)
}
NA = {"sav": "Không áp dụng", "parquet": None}
SATISFIED = {"sav": "Rất hài lòng", "csv": "5"}


@pytest.fixture
def survey(app: Flask) -> Survey:
    """Three answers at a counter that was renamed since, four at another with more dossiers."""
    survey = one_stop_survey()
    centre = create_unit(kind="commune_centre", name="Trung tâm")
    renamed = counter(survey, centre, name="Quầy Đất đai", code="Q1")
    saved(
        UnitFormerName(unit_id=renamed.id, last_day=date(2026, 5, 1), code="C1", name_vi="=Quầy cũ")
    )
    other = counter(survey, centre, name="Quầy Hộ tịch", code="Q2")
    for place, dossiers in ((renamed, 300), (other, 100)):
        create_population(place, dossiers)
    keys = create_answers(
        survey,
        renamed,
        [
            {"overall": 5, "time": "na"},
            {"overall": 1},
            {"overall": 2, "attitude": 4},
            {"overall": 1},
        ],
        answered_at=MORNING,
    )
    create_comment(survey, renamed, WORDS, key=keys[0])
    correct(keys[0], "flag", rule="too_fast")
    correct(keys[2], "exclusion", actor_id=create_staff().id, reason="Nhập trùng")
    correct(keys[3], "withdrawal")
    create_answers(survey, other, [{"overall": 4}] * 4, answered_at=MORNING + timedelta(days=9))
    return survey


def correct(key, kind: str, **columns: Any) -> None:
    """Say something of an answer."""
    saved(
        ResponseCorrection(
            response_key=key, kind=CorrectionKind(kind).value, made_at=MORNING, **columns
        )
    )


@pytest.fixture
def administrator(client: FlaskClient) -> FlaskClient:
    """Somebody with the right to answers everywhere."""
    return sign_in(client, role=RoleName.SURVEY_ADMINISTRATOR)


def test_every_format_holds_the_answers_and_nothing_that_leads_to_people(
    survey: Survey, administrator: FlaskClient
) -> None:
    stored = db.session.scalars(select(Response)).all()
    secrets = {str(r.key) for r in stored} | {r.key.hex for r in stored} | {"02:31", "09:31", "Hoa"}
    for name, read in READERS.items():
        answer = administrator.get(f"/results/answers/download.{name}?survey={survey.code}")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Type"].count("charset") == (name == "csv")
        lines = read(answer.data)
        assert len(lines) == 7, "the withdrawn answer is not there"
        first = next(line for line in lines if line["flags"] == "too_fast")
        assert first["unit_code"] == "C1"
        assert first["unit"] == "'=Quầy cũ"
        assert (first["unit_today_code"], first["unit_today"]) == ("Q1", "Quầy Đất đai")
        assert first["day"] == DAYS.get(name, date(2026, 2, 3))
        assert first["overall_v1"] == SATISFIED.get(name, 5)
        assert first["time_v1"] == NA.get(name, "na")
        assert first["attitude_v1"] is None
        assert not {column for column in first if column.startswith("comment")}
        excluded = [line for line in lines if line["excluded"] in ("yes", "có")]
        assert len(excluded) == 1
        assert excluded[0]["weight"] is None
        weights = sorted(float(str(w).replace(",", ".")) for line in lines if (w := line["weight"]))
        assert weights == pytest.approx([6 * 0.25 / 4] * 4 + [6 * 0.75 / 2] * 2), "by dossiers"
        text = answer.data.decode("utf-8", "ignore")
        assert not [secret for secret in secrets if secret in text]

    events = db.session.scalars(select(AuditEvent).where(AuditEvent.act == "answers.download"))
    assert [json.loads(event.details)["rows"] for event in events] == [7] * len(READERS)


def test_a_period_and_a_unit_narrow_the_file_and_pages_do_not_lose_or_double_a_line(
    survey: Survey, administrator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_pages, "PAGE", 2)
    monkeypatch.setattr(choosing, "ROWS_OF_A_STEP", 1)
    address = f"/results/answers/download.csv?survey={survey.code}"
    other = db.session.scalars(select(Unit).where(Unit.code == "Q2")).one()
    wanted = {"": 7, "&from=2026-02-04": 4, "&to=2026-02-03": 3, "&to=2026-01-02": 0}
    wanted |= {f"&under={other.id}": 4}
    found = {more: read_csv(administrator.get(address + more).data) for more in wanted}
    assert {more: len(lines) for more, lines in found.items()} == wanted
    assert sorted(line["overall_v1"] for line in found[""]) == ["1", "2", "4", "4", "4", "4", "5"]


def test_a_person_of_one_commune_gets_its_answers_and_no_others(
    survey: Survey, client: FlaskClient
) -> None:
    units = {unit.code: unit for unit in db.session.scalars(select(Unit))}
    user = create_staff(RoleName.SURVEY_ADMINISTRATOR, unit=units["Q2"])
    client = sign_in(client, user)
    address = f"/results/answers/download.csv?survey={survey.code}"
    assert {line["unit_code"] for line in read_csv(client.get(address).data)} == {"Q2"}
    assert client.get(f"{address}&under={units['Q1'].id}").status_code == 404


def test_whoever_may_see_indices_only_gets_no_answers(survey: Survey, client: FlaskClient) -> None:
    client = sign_in(client, role=RoleName.EVALUATOR)
    assert client.get(f"/results/answers/?survey={survey.code}").status_code == 403
    assert client.get(f"/results/answers/download.csv?survey={survey.code}").status_code == 403


def test_the_page_says_how_many_and_the_codebook_what_they_mean(
    survey: Survey, administrator: FlaskClient
) -> None:
    page = Visitor(administrator).get(f"/results/answers/?survey={survey.code}")
    assert "7 phiếu" in page.text
    codebook = administrator.get(f"/results/answers/codebook.csv?survey={survey.code}").data
    lines = list(csv.reader(io.StringIO(codebook.decode("utf-8-sig")), delimiter=";"))
    overall = [line for line in lines if line[0] == "overall_v1"]
    assert [(line[9], line[12]) for line in overall[1:]] == [
        (str(k), str(int(k > 3))) for k in range(1, 6)
    ]
    assert overall[5][10:12] == ["Rất hài lòng", "Very satisfied"]


def test_lines_are_sent_while_they_are_read(
    survey: Survey, administrator: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answer_pages, "PAGE", 2)
    address = f"/results/answers/download.csv?survey={survey.code}"
    answer = administrator.get(address, headers={"Accept-Encoding": "gzip"})
    assert answer.is_streamed
    assert "Content-Encoding" not in answer.headers
    assert len(list(answer.iter_encoded())) == 1 + 4, "the columns, and each page"
