"""The catalogue's pages: every shipped questionnaire with its notes, in both languages."""

import pytest
from flask import Flask

from app.models import RoleName
from surveys.catalogue import list_catalogue, load_about
from tests.app.documents.pictures import pdf_texts
from tests.pages import Visitor
from tests.sign_in import sign_in

CODES = [entry.code for entry in list_catalogue()]


@pytest.fixture
def designer(app: Flask) -> Visitor:
    """Somebody who designs questionnaires."""
    return Visitor(sign_in(app.test_client(), role=RoleName.SURVEY_ADMINISTRATOR))


def test_the_list_leads_to_every_questionnaire(designer: Visitor) -> None:
    html = designer.get("/manage/catalogue/").html
    assert [code for code in CODES if f"/manage/catalogue/{code}" not in html] == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_says_what_is_official_and_what_is_ours(designer: Visitor, language: str) -> None:
    for code in CODES:
        html = designer.get(f"/manage/catalogue/{code}?lang={language}").html
        about = load_about(code)
        for text in (*about.official, *about.own, *about.reading, about.respondents):
            words = text.get(language)
            assert words.split("'")[0].split("“")[0] in html, (code, words)


def test_a_questionnaire_can_be_begun_from_its_page(designer: Visitor) -> None:
    html = designer.get("/manage/catalogue/business").html
    assert "/design/new?source=catalogue:business" in html
    begun = designer.get("/design/new?source=catalogue:business").html
    chosen = begun[: begun.index('value="catalogue:csm_philippines"')]
    assert "checked" in chosen[chosen.index('value="catalogue:business"') - 200 :]


def test_its_paper_form_is_marked_as_a_sample(designer: Visitor) -> None:
    answer = designer.client.get("/manage/catalogue/pupils/form.pdf")
    assert "pupils, bản xem trước – không dùng để lấy ý kiến" in pdf_texts(answer.data)[0]
    assert designer.client.get("/manage/catalogue/pupils/form.pdf?language=fr").status_code == 400


def test_what_is_not_shipped_is_not_found(designer: Visitor) -> None:
    for address in ("nothing", "nothing/form.pdf"):
        assert designer.client.get(f"/manage/catalogue/{address}").status_code == 404
