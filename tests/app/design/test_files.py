"""Questionnaires brought in from files and given out: what comes of each, and what is named."""

import io
import json

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import QuestionnaireDraft, Unit
from surveys.catalogue import load_catalogue_questionnaire
from surveys.documents import canonical_json, to_document
from surveys.exchange.xlsform_export import export_xlsform
from tests.app.design.designing import Designer, latest_draft
from tests.factories import create_unit, create_version
from tests.surveys.exchange.test_lss_import import lss
from tests.surveys.exchange.xlsforms import form as xlsform

SHIPPED = load_catalogue_questionnaire("one_stop_short")


def bring_in(mai: Designer, name: str, content: bytes, *, status: int = 302, **fields: str) -> str:
    """Send a file with the form."""
    unit = db.session.scalar(select(Unit)) or create_unit(name="Tỉnh", kind="province")
    sent = (io.BytesIO(content), name)
    path = "/design/bring-in"
    return mai.send(path, status=status, owner=unit.id, language="vi", sent=sent, **fields).text


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(QuestionnaireDraft)) or 0


@pytest.mark.parametrize(
    ("name", "content"),
    [("form.xlsx", export_xlsform(SHIPPED)), ("form.JSON", canonical_json(SHIPPED))],
)
def test_our_own_questionnaire_comes_in_whole(mai: Designer, name: str, content: bytes) -> None:
    bring_in(mai, name, content)
    draft = latest_draft()
    assert draft.document == to_document(SHIPPED)
    assert "đã được nhập" in mai.page(f"/design/{draft.id}").text


def test_a_second_copy_gets_a_code_of_its_own(mai: Designer) -> None:
    bring_in(mai, "form.json", canonical_json(SHIPPED))
    bring_in(mai, "form.json", canonical_json(SHIPPED))
    assert latest_draft().code == "one_stop_short_2"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "form.xlsx",
            xlsform(
                ("text", "a", "Tên"),
                ("begin_group", "g", "Phần"),
                ("select_one yn", "b", "B"),
                ("end_group",),
            ),
        ),
        ("survey.lss", lss(("S", "Q1", "Tên"), ("Y", "Q2", "Có?"))),
    ],
)
def test_every_page_of_a_draft_from_outside_can_be_opened(
    mai: Designer, name: str, content: bytes
) -> None:
    bring_in(mai, name, content)
    draft = latest_draft()
    for page in ("", "/frame", "/languages", "/indices", "/scales", "/publish", "/preview"):
        mai.page(f"/design/{draft.id}{page}")
    for section in draft.document["sections"]:
        mai.page(f"/design/{draft.id}/sections/{section['code']}")
        for question in section["questions"]:
            mai.page(f"/design/{draft.id}/questions/{question['code']}")


def test_what_cannot_be_carried_over_is_named_and_nothing_is_taken(mai: Designer) -> None:
    text = bring_in(mai, "form.xlsx", xlsform(("geopoint", "a", "A")), status=422)
    assert "survey, dòng 2, type: " in text
    assert "geopoint" in text
    assert count() == 0


def test_what_decorates_is_left_out_when_asked_and_told(mai: Designer) -> None:
    content = xlsform(("start", "start"), ("text", "a", "Tên"))
    bring_in(mai, "form.xlsx", content, status=422)
    bring_in(mai, "form.xlsx", content, leave_out="y")
    assert "Đã bỏ qua: survey, dòng 2" in mai.page(f"/design/{latest_draft().id}").text


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("form.json", b"{", "JSON"),
        ("form.json", json.dumps({**to_document(SHIPPED), "minutes": 0}).encode(), "minutes: "),
        ("form.xlsx", b"x", "Không đọc được tệp"),
        ("form.pdf", b"x", "Cần chọn tệp có đuôi .xlsx, .lss hoặc .json."),
    ],
)
def test_another_file_is_refused_in_words(
    mai: Designer, name: str, content: bytes, sentence: str
) -> None:
    assert sentence in bring_in(mai, name, content, status=422)
    assert count() == 0


def test_no_file_is_told_beside_the_field(mai: Designer) -> None:
    unit = create_unit(name="Tỉnh", kind="province")
    answer = mai.send("/design/bring-in", status=422, owner=unit.id, language="vi")
    assert "Cần chọn tệp trước." in answer.text


def test_a_version_is_given_out_as_it_is(mai: Designer) -> None:
    version = create_version(to_document(SHIPPED))
    path = f"/design/versions/{version.id}/file"
    assert mai.client.get(f"{path}.json").data == canonical_json(SHIPPED)
    assert mai.client.get(f"{path}.xlsx").data == export_xlsform(SHIPPED)
    assert mai.client.get(f"{path}.pdf").status_code == 404
    schema = mai.client.get("/design/questionnaire.schema.json")
    assert schema.json["$id"] == "urn:lang-nghe:questionnaire:1"
