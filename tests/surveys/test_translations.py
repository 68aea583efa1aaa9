"""The words of a questionnaire as a sheet, out and in again."""

import pytest

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.error_codes import MistakeCode
from surveys.loading import load_document
from surveys.translations import extract_sheet, missing_texts, with_sheets
from tests.surveys.building import document, rating


@pytest.mark.parametrize("code", [entry.code for entry in list_catalogue()])
def test_a_sheet_taken_out_and_put_back_changes_nothing(code):
    shipped = to_document(load_catalogue_questionnaire(code))
    sheets = {language: extract_sheet(shipped, language) for language in ("vi", "en")}
    assert with_sheets(shipped, sheets) == (shipped, [])


def test_a_new_language_is_added_by_its_sheet():
    shipped = to_document(load_catalogue_questionnaire("one_stop_short"))
    french = dict.fromkeys(extract_sheet(shipped, "vi"), "Texte")
    translated, mistakes = with_sheets({**shipped, "languages": ["vi", "en", "fr"]}, {"fr": french})
    assert mistakes == []
    loaded = load_document(translated)
    assert loaded.questions["time"].text("fr") == "Texte"
    assert loaded.questions["time"].text("vi") == "Thời gian giải quyết hồ sơ"
    assert missing_texts(translated, "fr") == []
    assert "fr" not in shipped["title"]


def test_missing_words_are_listed_by_key():
    made = document(rating("a", text={"vi": "Chỉ tiếng Việt"}, help={"vi": "Giúp"}))
    assert missing_texts(made, "en") == ["questions.a.text", "questions.a.help"]


def test_a_stray_text_is_named_with_its_language():
    made = document(rating("a"))
    _document, (mistake,) = with_sheets(made, {"en": {"questions.b.text": "Gone"}})
    assert (mistake.path, mistake.code) == ("en", MistakeCode.UNKNOWN_TEXT)
