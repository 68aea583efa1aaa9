"""Paper forms: every question of every shipped questionnaire, whole, on numbered pages of A4."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.documents.paper_blocks import RATING, SHAPES
from app.documents.paper_form import Fielded, draw_paper_form, paper_form_of
from app.models import RoleName
from app.services.paper.keys import NA_KEY, code_of, na_key, option_keys
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.definitions import NA, Questionnaire
from surveys.documents import to_document
from surveys.loading import load_file
from surveys.question_types import QUESTION_TYPES
from tests.app.documents.pictures import pdf_texts
from tests.conftest import build_app
from tests.factories import create_point, create_survey, create_unit, create_version
from tests.sign_in import sign_in

SAMPLES = Path(__file__).parents[2] / "surveys" / "questionnaires"
FORMS = [(entry.code, language) for entry in list_catalogue() for language in entry.languages]
FIELDED = Fielded("one-stop-2026", "H62-3-1", "Quầy số 3")


def printed(questionnaire: Questionnaire, language: str, app: Flask) -> bytes:
    """The PDF of version 2 at a counter."""
    with app.test_request_context():
        return draw_paper_form(paper_form_of(questionnaire, 2, language, FIELDED))


def squeezed(text: str) -> str:
    """A text without white space, hyphens of line breaks and ligatures of the font."""
    return re.sub(r"[\s\u00ad\ufffe-]", "", text.replace("ﬁ", "fi").replace("ﬂ", "fl"))


@pytest.fixture(scope="module")
def quiet_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application whose database nobody asks."""
    return build_app(tmp_path_factory.mktemp("forms"))


@pytest.mark.parametrize(("code", "language"), FORMS)
def test_every_text_of_a_shipped_questionnaire_is_printed_and_can_be_selected(
    code: str, language: str, quiet_app: Flask
) -> None:
    questionnaire = load_catalogue_questionnaire(code)
    text = squeezed(" ".join(pdf_texts(printed(questionnaire, language, quiet_app))))
    for question in questionnaire:
        assert squeezed(question.text(language)) in text, question.code
        for _, label in question.choices(language):
            assert squeezed(label) in text, (question.code, label)
    assert squeezed(questionnaire.introduction.get(language)) in text
    assert squeezed(questionnaire.readers.get(language)) in text


@pytest.mark.parametrize(("code", "language"), FORMS)
def test_every_page_says_what_it_belongs_to_and_which_of_how_many_it_is(
    code: str, language: str, quiet_app: Flask
) -> None:
    questionnaire = load_catalogue_questionnaire(code)
    pages = pdf_texts(printed(questionnaire, language, quiet_app))
    assert 1 <= len(pages) <= 4
    for number, text in enumerate(pages, start=1):
        assert re.search(rf"{number} ?/ ?{len(pages)}", text)
        assert f"{code}, " in text
        assert "one-stop-2026 · H62-3-1" in text


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_every_question_type_has_a_shape_and_its_sample_is_printed(
    name: str, quiet_app: Flask
) -> None:
    assert name == RATING or name in SHAPES
    sample = load_file(SAMPLES / f"{name}.json")
    text = squeezed(" ".join(pdf_texts(printed(sample, "vi", quiet_app))))
    for question in sample.on_page():
        assert squeezed(question.text("vi")) in text


def test_a_question_with_a_rule_says_in_words_when_it_is_to_be_answered(quiet_app: Flask) -> None:
    form = load_catalogue_questionnaire("general_public")
    text = " ".join(pdf_texts(printed(form, "vi", quiet_app)))
    assert "Chỉ trả lời nếu câu 15 được trả lời là “Có”." in text
    asked_of_users = [q for q in form if q.shown_if is not None]
    # A rule that all rows of a table share is said once above it.
    assert 0 < text.count("Chỉ trả lời nếu câu 15") < len(asked_of_users)


def test_the_pdf_is_tagged_a4_titled_and_the_same_every_time(quiet_app: Flask) -> None:
    questionnaire = load_catalogue_questionnaire("one_stop_short")
    pdf = printed(questionnaire, "vi", quiet_app)
    assert pdf == printed(questionnaire, "vi", quiet_app)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "vi"
    assert reader.metadata is not None
    assert reader.metadata.title == questionnaire.title.get("vi")
    width, height = (float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)


def test_keys_are_printed_in_the_boxes_and_leave_nine_for_not_applicable() -> None:
    for code, _ in FORMS:
        for question in load_catalogue_questionnaire(code):
            keys = option_keys(question)
            assert NA_KEY not in {each.key for each in keys}
            assert len(keys) == len(question.options)
            for each in keys:
                assert code_of(question, each.key) == each.code
            if question.na_allowed:
                assert code_of(question, na_key(question)) == NA
            else:
                assert code_of(question, NA_KEY) is None


def test_administrators_print_the_form_of_a_version_and_of_a_point(app: Flask) -> None:
    version = create_version(to_document(load_catalogue_questionnaire("one_stop_short")))
    survey = create_survey(version=version, code="mot-cua-2026")
    point = create_point(survey, place=create_unit(code="H62-9", name="Quầy số 9"))
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    plain = pdf_of(client, f"/manage/paper/versions/{version.id}/form.pdf?language=en")
    assert "one_stop_short, version 1" in plain
    at_point = pdf_of(client, f"/manage/paper/points/{point.id}/form.pdf")
    assert "mot-cua-2026 · H62-9" in at_point
    assert "Quầy số 9" in at_point
    page = client.get(f"/manage/points/{point.id}").text
    assert f"/manage/paper/points/{point.id}/form.pdf?language=en" in page


def pdf_of(client: FlaskClient, address: str) -> str:
    """The text of a PDF that an address gives."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    return " ".join(pdf_texts(answer.data))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/manage/paper/versions/999/form.pdf", 404),
        ("/manage/paper/versions/99999999999/form.pdf", 404),
        ("/manage/paper/points/999/form.pdf", 404),
        ("/manage/paper/versions/{version}/form.pdf?language=fr", 400),
    ],
)
def test_what_is_not_there_cannot_be_printed(app: Flask, address: str, status: int) -> None:
    version = create_version(to_document(load_catalogue_questionnaire("one_stop_short")))
    client = sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR)
    assert client.get(address.format(version=version.id)).status_code == status
