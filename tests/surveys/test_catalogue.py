"""Every questionnaire that is shipped: complete in both languages, true about itself, stable."""

import re
import unicodedata

import pytest

from surveys.answering_time import answering_minutes, answering_seconds
from surveys.catalogue import (
    list_catalogue,
    load_about,
    load_catalogue_questionnaire,
    load_folder,
)
from surveys.catalogue.about import KNOWN_WORDS
from surveys.definitions import Role
from surveys.documents import canonical_json, digest, from_document, to_document
from surveys.error_codes import MistakeCode
from surveys.errors import InvalidQuestionnaire, UnknownCatalogueCode
from surveys.question_types import type_of
from surveys.routing import asked_questions
from surveys.scoring import all_formula_items, formula_items
from surveys.translations import extract_sheet, missing_texts

PUPILS, CSM = "pupils", "csm_philippines"

# A digest changes when anything of the questionnaire does. That is a decision, never an accident:
# a province may have published this version, and the change has to be told in CHANGELOG.md.
DIGESTS = {
    "business": "bf057c67b6065433ee7cb6479db4707bef46651d57858a1d413c17563fbd6c0a",
    "csm_philippines": "54c94ee234418859f22d9a0de4ed94029f4246118075e5d3a2ec4831e34249f5",
    "general_public": "24fae57bec08f603de2078f26bdf917f591092590aaaf5966ed3fb591b208ce7",
    "health_station": "5ae9ae9d3dddc2b940b6702f8cd45c68e930537cc47724083522b9829634b770",
    "immunisation": "ebbca8bfdc471de124a4bce8eb854c506082af8d39276c796b43555df942a450",
    "inpatient": "f803fa873dbeeda75a44dcc35ad98c44332da55fea71fc4b97e7c399c02403c1",
    "one_stop_long": "0982365b6095a336b44f2b3ac844ebcbaceab1072008564488e289ce07a8c396",
    "one_stop_short": "f4d3a39e9139c3371f66b91970f453120480630df449d4ac3608c4b45e401a90",
    "online_service": "43f7d188ceaaef7989b43d92b1bbb40099c2ae667404dac09add821d89d5f417",
    "outpatient": "da6eab5c11566ad6cb9b3bb9b066a196987cd196875de3a9baeb3457f37cc3f0",
    "parents": "97f83b8187283bb5f58b896d4d890ecb5c59e013e36b6787104e579f6aff897e",
    "parents_preschool": "cb059f7be3ba22d226b19f614fd582cd6f6579d862d6cde95d0076c24c3e76ce",
    "parents_primary": "14159082a73bb6b81375328a46f825eee06166d942c124573ee091d2f88b84c6",
    "parents_secondary": "8bc87f256ba403a63c9ff9fa4370c3ebb9de9da73cecc38b87a0254e8de52524",
    "pupils": "dd371f421c0bb5b24c700f8160b12f4019a0782c25132455d6caf722226343e3",
    "refusal_or_completion": "b9dab88794abe1b51251a24a56ca5329bc3cb5918c4e7067e169d9e55a6ade1c",
}
CODES = list(DIGESTS)


LEVELS = {
    "satisfaction": [
        "Rất không hài lòng",
        "Không hài lòng",
        "Bình thường",
        "Hài lòng",
        "Rất hài lòng",
    ],
    "agreement": [
        "Rất không đồng ý",
        "Không đồng ý",
        "Không đồng ý cũng không phản đối",
        "Đồng ý",
        "Rất đồng ý",
    ],
}
NOT_APPLICABLE = {"satisfaction": "Không biết / không áp dụng", "agreement": "Không áp dụng"}


@pytest.fixture(params=CODES)
def questionnaire(request):
    return load_catalogue_questionnaire(request.param)


def test_the_catalogue_lists_what_is_shipped():
    assert [entry.code for entry in list_catalogue()] == CODES
    for entry in list_catalogue():
        assert set(entry.languages) == {"vi", "en"}
        assert entry.title.has("en")
        assert entry.questions == len(load_catalogue_questionnaire(entry.code).questions)
        assert "people_top2" in entry.formulas


def test_the_one_written_in_english_names_english_first_and_is_complete_in_vietnamese():
    first = {entry.code: (entry.languages[0], entry.about.written_in) for entry in list_catalogue()}
    assert first.pop(CSM) == ("en", "en")
    assert set(first.values()) == {("vi", "vi")}


def test_what_is_not_shipped_is_refused():
    for code in ("nothing", "", "../catalogue/parents", "parents/"):
        with pytest.raises(UnknownCatalogueCode):
            load_catalogue_questionnaire(code)
        with pytest.raises(UnknownCatalogueCode):
            load_about(code)


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
    adults = questionnaire.code != PUPILS
    assert ("Ông/Bà" in texts) is adults
    assert (" em " in texts and "Em " in texts) or adults
    for familiar in ("bạn", "anh/chị", "quý vị"):
        assert f" {familiar} " not in texts.lower()


def test_no_question_is_longer_than_one_breath(questionnaire):
    for question in questionnaire:
        assert len(question.text("vi").split()) <= 25, question.code


def test_the_scale_is_balanced_and_worded_in_full(questionnaire):
    (rated,) = {question.scale for question in questionnaire if question.type == "rating5"}
    (scale,) = [scale for scale in questionnaire.scales if scale.code == rated]
    assert [option.label.get("vi") for option in scale.options] == LEVELS[rated]
    assert questionnaire.na_label("vi") == NOT_APPLICABLE[rated]


def test_overall_comes_first(questionnaire):
    first = next(iter(questionnaire))
    assert first.role is Role.OVERALL
    assert first.required
    assert not first.na_allowed


def test_the_one_comment_comes_last_and_pupils_are_asked_for_none(questionnaire):
    comments = [q.code for q in questionnaire if type_of(q).is_text]
    if questionnaire.code == PUPILS:
        assert comments == []
        return
    last = list(questionnaire)[-1]
    assert last.role is Role.COMMENT
    assert comments == [last.code]


def test_pupils_are_asked_nothing_about_themselves_but_their_grades():
    pupils = load_catalogue_questionnaire(PUPILS)
    assert [q.code for q in pupils if q.role is Role.ATTRIBUTE] == ["grade_band"]


def test_only_the_overall_question_is_required(questionnaire):
    assert [q.code for q in questionnaire if q.required] == ["overall"]


def test_what_is_asked_about_the_person_is_coarse(questionnaire):
    attributes = [q for q in questionnaire if q.role is Role.ATTRIBUTE]
    for question in attributes:
        assert len(question.options) <= 4, question.code
    assert not {"ethnicity", "religion", "name"} & {q.code for q in questionnaire}


def test_every_rated_item_feeds_a_factor_or_stands_alone_on_purpose(questionnaire):
    alone = {"overall", "tests_waiting", "would_return", "meals_at_midday", "rest_at_midday"}
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
    [
        ("inpatient", 5, ("4", "5")),
        ("outpatient", 4, ("3", "4")),
        ("health_station", 4, ("3", "4")),
    ],
)
def test_coming_back_has_satisfied_codes_of_its_own(code, options, satisfied):
    question = load_catalogue_questionnaire(code).questions["would_return"]
    assert len(question.options) == options
    assert question.satisfied == satisfied


def test_the_philippine_score_pools_the_eight_dimensions_without_the_overall_one():
    csm = load_catalogue_questionnaire(CSM)
    fed = formula_items(csm, "items_top2")
    assert len(fed.items) == 8
    assert "overall" not in fed.codes
    for code in fed.codes:
        assert csm.questions[code].na_allowed
        assert len(formula_items(csm, "factor_items_top2", factor=code).items) == 1


@pytest.mark.parametrize(("charter", "asked"), [("1", True), ("3", True), ("4", False)])
def test_who_does_not_know_the_charter_is_not_asked_more_about_it(charter, asked):
    csm = load_catalogue_questionnaire(CSM)
    given = asked_questions(csm, {"overall": 4, "charter_awareness": charter})
    assert ("charter_help" in {q.code for q in given}) is asked


@pytest.mark.parametrize(
    ("slip", "asked"),
    [("to_complete", {"missing_papers", "all_at_once"}), ("refused", {"other_ways"})],
)
def test_refused_and_to_complete_are_asked_for_what_concerns_them(slip, asked):
    form = load_catalogue_questionnaire("refusal_or_completion")
    codes = {q.code for q in asked_questions(form, {"overall": 2, "outcome_slip": slip})}
    assert codes & {"missing_papers", "all_at_once", "other_ways"} == asked


def test_residents_without_a_procedure_skip_the_service_part():
    public = load_catalogue_questionnaire("general_public")
    given = {q.code for q in asked_questions(public, {"overall": 4, "used_service": "no"})}
    for question in public:
        if question.factor:
            assert (question.code in given) is question.factor.startswith("policy_"), question.code


def test_its_notes_say_what_is_official_and_what_not_in_both_languages(questionnaire):
    about = load_about(questionnaire.code)
    assert about.sector in {"administration", "health", "education"}
    assert about.official
    assert about.own
    assert about.reading
    texts = [about.purpose, about.respondents, *about.official, *about.own, *about.reading]
    texts += [document.name for document in about.documents]
    texts += [KNOWN_WORDS[document.known] for document in about.documents]
    assert about.documents
    for text in texts:
        for language in ("vi", "en"):
            assert text.has(language), text
            words = text.get(language)
            assert words == unicodedata.normalize("NFC", words).strip()


def test_every_document_it_rests_on_is_dated_in_its_name():
    for code in CODES:
        for document in load_about(code).documents:
            assert re.search(r"20\d\d", document.name.get("vi")), document


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
