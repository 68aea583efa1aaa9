"""A questionnaire as a document: one way to write it, nothing lost, nothing added."""

import json

import pytest

from surveys.documents import canonical_json, digest, from_document, to_document
from surveys.errors import InvalidQuestionnaire
from surveys.loading import load_document, load_file, load_json
from tests.surveys.building import ask, choice, document, questionnaire, rating, yes_no

RULES = [
    {"item": "a", "is": 1},
    {"item": "a", "is_not": "na"},
    {"item": "a", "any_of": [1, 2]},
    {"item": "a", "at_least": 3},
    {"item": "a", "answered": False},
    {"all": [{"item": "a", "answered": True}, {"any": [{"item": "a", "is": 1}]}]},
]


@pytest.mark.parametrize("rule", RULES)
def test_every_form_of_rule_survives(rule):
    written = document(rating("a", na_allowed=True), yes_no("b", shown_if=rule))
    assert to_document(load_document(written)) == written


def test_everything_a_question_can_say_survives():
    written = document(
        rating("a", role="overall", required=True, help={"vi": "Giúp"}),
        rating("b", na_allowed=True, satisfied=[1, 2], reversed=True, factor="f"),
        choice("c", role="attribute"),
        ask("d", "number", minimum=0, maximum=9.5, decimals=1),
        ask("e", "long_text", role="comment", max_length=10),
        factors=[{"code": "f", "title": {"vi": "Mặt"}}],
        formulas=[{"id": "people_top2"}, {"id": "items_top2", "items": ["a", "b"]}],
    )
    assert to_document(load_document(written)) == written


def test_what_equals_its_default_is_written_one_way():
    short = questionnaire(rating("a"))
    spelled = rating("a", required=False, na_allowed=False, reversed=False, role="item")
    long = questionnaire(spelled)
    assert digest(long) == digest(short)


def test_a_whole_number_is_written_one_way():
    whole = questionnaire(rating("a", satisfied=[4, 5]), ask("b", "number", minimum=1))
    floats = questionnaire(rating("a", satisfied=[4.0, 5.0]), ask("b", "number", minimum=1.0))
    assert canonical_json(floats) == canonical_json(whole)


def test_the_order_of_keys_does_not_change_the_digest():
    written = document(rating("a"), choice("b"))
    turned = json.loads(json.dumps(written, sort_keys=True))
    assert digest(load_document(turned)) == digest(load_document(written))


def test_the_digest_tells_any_change():
    plain = questionnaire(rating("a"))
    assert digest(questionnaire(rating("a", required=True))) != digest(plain)
    assert digest(questionnaire(rating("a"), minutes=2)) != digest(plain)


def test_canonical_json_is_utf8_with_sorted_keys():
    content = canonical_json(questionnaire(rating("a")))
    assert "Câu chữ".encode() in content
    keys = list(json.loads(content))
    assert keys == sorted(keys)
    assert b": " not in content


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    loaded = questionnaire(rating("a"))
    path = tmp_path / "a.json"
    path.write_bytes(b"\xef\xbb\xbf" + canonical_json(loaded))
    assert load_file(path) == loaded


def test_a_published_document_is_read_by_its_shape_alone():
    """A check that is added later must not make old answers unreadable."""
    later_forbidden = document(rating("a", satisfied=[1]))
    with pytest.raises(InvalidQuestionnaire):
        load_document(later_forbidden)
    assert from_document(later_forbidden).questions["a"].satisfied == (1,)
    with pytest.raises(InvalidQuestionnaire):
        from_document({"schema_version": 1})


def test_a_decomposed_text_is_stored_composed():
    decomposed = questionnaire(rating("a", text={"vi": "Ho\u0302\u0300  so\u031b"}))
    assert decomposed.questions["a"].text("vi") == "Hồ  sơ"


def test_a_missing_translation_is_shown_in_vietnamese():
    question = questionnaire(rating("a", text={"vi": "Câu hỏi"})).questions["a"]
    assert question.text("en") == "Câu hỏi"
    assert not question.wording.has("en")
    assert question.help("en") == ""


def test_json_that_is_not_ours_to_read():
    for content in (b"\xff", b"[", b"", b'{"a": 1, "a": 2}', b"[" * 100_000, b"9" * 5000):
        with pytest.raises(InvalidQuestionnaire) as caught:
            load_json(content)
        assert caught.value.mistakes
