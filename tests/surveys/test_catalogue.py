"""Every questionnaire that is shipped: complete in both languages, true about itself, stable."""

import unicodedata

import pytest

from surveys.answering_time import answering_minutes, answering_seconds
from surveys.catalogue import list_catalogue, load_catalogue_questionnaire, load_folder
from surveys.definitions import Role
from surveys.documents import canonical_json, digest, from_document, to_document
from surveys.error_codes import MistakeCode
from surveys.errors import InvalidQuestionnaire, UnknownCatalogueCode
from surveys.question_types import type_of
from surveys.scoring import all_formula_items, formula_items
from surveys.translations import extract_sheet, missing_texts

CODES = ["inpatient", "one_stop_long", "one_stop_short", "outpatient", "parents"]

# A digest changes when anything of the questionnaire does. That is a decision, never an accident:
# a province may have published this version, and the change has to be told in CHANGELOG.md.
DIGESTS = {
    "inpatient": "f803fa873dbeeda75a44dcc35ad98c44332da55fea71fc4b97e7c399c02403c1",
    "one_stop_long": "0982365b6095a336b44f2b3ac844ebcbaceab1072008564488e289ce07a8c396",
    "one_stop_short": "f4d3a39e9139c3371f66b91970f453120480630df449d4ac3608c4b45e401a90",
    "outpatient": "da6eab5c11566ad6cb9b3bb9b066a196987cd196875de3a9baeb3457f37cc3f0",
    "parents": "97f83b8187283bb5f58b896d4d890ecb5c59e013e36b6787104e579f6aff897e",
}


@pytest.fixture(params=CODES)
def questionnaire(request):
    return load_catalogue_questionnaire(request.param)


def test_the_catalogue_lists_what_is_shipped():
    assert [entry.code for entry in list_catalogue()] == CODES
    for entry in list_catalogue():
        assert entry.languages == ("vi", "en")
        assert entry.title.has("en")


def test_what_is_not_shipped_is_refused():
    for code in ("nothing", "", "../catalogue/parents", "parents/"):
        with pytest.raises(UnknownCatalogueCode):
            load_catalogue_questionnaire(code)


def test_it_is_complete_in_every_language(questionnaire):
    for language in questionnaire.languages:
        assert missing_texts(to_document(questionnaire), language) == []


def test_its_texts_are_nfc_and_on_one_line(questionnaire):
    for language in questionnaire.languages:
        for key, words in extract_sheet(to_document(questionnaire), language).items():
            assert words == unicodedata.normalize("NFC", words).strip(), key
            assert "\n" not in words, key
            assert "  " not in words, key


def test_it_speaks_to_the_citizen_politely(questionnaire):
    texts = " ".join(extract_sheet(to_document(questionnaire), "vi").values())
    assert "Ông/Bà" in texts
    for familiar in ("bạn", "anh/chị", "quý vị"):
        assert f" {familiar} " not in texts.lower()


def test_the_scale_is_balanced_and_worded_in_full(questionnaire):
    (scale,) = [scale for scale in questionnaire.scales if scale.code == "satisfaction"]
    assert [option.label.get("vi") for option in scale.options] == [
        "Rất không hài lòng",
        "Không hài lòng",
        "Bình thường",
        "Hài lòng",
        "Rất hài lòng",
    ]
    assert questionnaire.na_label("vi") == "Không biết / không áp dụng"


def test_overall_comes_first_and_the_one_comment_last(questionnaire):
    questions = list(questionnaire)
    assert questions[0].role is Role.OVERALL
    assert questions[0].required
    assert not questions[0].na_allowed
    assert questions[-1].role is Role.COMMENT
    assert [q.code for q in questions if type_of(q).is_text] == [questions[-1].code]


def test_only_the_overall_question_is_required(questionnaire):
    assert [q.code for q in questionnaire if q.required] == ["overall"]


def test_what_is_asked_about_the_person_is_coarse(questionnaire):
    attributes = [q for q in questionnaire if q.role is Role.ATTRIBUTE]
    for question in attributes:
        assert len(question.options) <= 4, question.code
    assert not {"ethnicity", "religion", "name"} & {q.code for q in questionnaire}


def test_every_rated_item_feeds_a_factor_or_stands_alone_on_purpose(questionnaire):
    alone = {"overall", "tests_waiting", "would_return"}
    for question in questionnaire:
        if question.satisfied:
            assert (question.factor is None) is (question.code in alone), question.code


def test_it_names_its_programme_and_that_it_is_not_official(questionnaire):
    assert "Phỏng theo" in questionnaire.source.programme.get("vi")
    assert "không phải mẫu phiếu chính thức" in questionnaire.source.note.get("vi")
    assert "not an official form" in questionnaire.source.note.get("en")


def test_the_time_it_states_is_true(questionnaire):
    assert questionnaire.minutes == answering_minutes(questionnaire)


def test_the_short_form_takes_about_a_minute():
    short = load_catalogue_questionnaire("one_stop_short")
    for language in short.languages:
        assert 45 <= answering_seconds(short, language) <= 75


def test_the_short_form_is_small():
    assert len(canonical_json(load_catalogue_questionnaire("one_stop_short"))) < 6000


def test_every_index_it_declares_has_items(questionnaire):
    assert formula_items(questionnaire, "people_top2").codes == ("overall",)
    for fed in all_formula_items(questionnaire):
        assert fed.items, fed.formula


@pytest.mark.parametrize(
    ("code", "items", "factors"),
    [
        ("one_stop_short", 8, {}),
        (
            "one_stop_long",
            22,
            {"access": 3, "procedures": 4, "officials": 6, "result": 5, "feedback": 4},
        ),
    ],
)
def test_one_stop_forms_have_8_and_22_items(code, items, factors):
    questionnaire = load_catalogue_questionnaire(code)
    assert len(formula_items(questionnaire, "items_top2").items) == items
    for factor, count in factors.items():
        fed = formula_items(questionnaire, "factor_items_top2", factor=factor)
        assert len(fed.items) == count


@pytest.mark.parametrize(
    ("code", "options", "satisfied"),
    [("inpatient", 5, ("4", "5")), ("outpatient", 4, ("3", "4"))],
)
def test_coming_back_has_satisfied_codes_of_its_own(code, options, satisfied):
    question = load_catalogue_questionnaire(code).questions["would_return"]
    assert len(question.options) == options
    assert question.satisfied == satisfied


def test_it_survives_the_way_through_json_unchanged(questionnaire):
    assert from_document(to_document(questionnaire)) == questionnaire


def test_its_digest_is_the_one_on_record(questionnaire):
    assert digest(questionnaire) == DIGESTS[questionnaire.code]


def test_a_text_without_a_place_is_named(tmp_path):
    structure = '{"source": {}, "sections": []}'
    (tmp_path / "questionnaire.json").write_text(structure, encoding="utf-8")
    (tmp_path / "vi.json").write_text('{"questions.gone.text": "Câu hỏi"}', encoding="utf-8")
    with pytest.raises(InvalidQuestionnaire) as caught:
        load_folder(tmp_path)
    (mistake,) = caught.value.mistakes
    assert (mistake.path, mistake.code) == ("vi", MistakeCode.UNKNOWN_TEXT)
    assert mistake.params == {"key": "questions.gone.text"}
