"""Half-finished drafts of any shape: their mistakes are told, quickly, and nothing is raised."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition_checks import questions_with_paths
from surveys.drafts import DraftPlace, check_draft, draft_place
from surveys.error_codes import MistakeCode
from surveys.loading import load_document
from tests.surveys.building import document, rating, yes_no
from tests.surveys.damage import SAMPLES, damaged


@pytest.mark.parametrize("draft", [None, [], "x", 3, {}, {"sections": [None, {"questions": [1]}]}])
def test_whatever_a_draft_is_its_mistakes_are_told(draft):
    assert check_draft(draft)


def test_a_finished_draft_has_no_mistakes():
    assert check_draft(document(rating("a"))) == []


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_document_gives_mistakes_that_can_be_said_and_found(data):
    for mistake in check_draft(damaged(data, data.draw(st.sampled_from(SAMPLES)))):
        assert isinstance(mistake.code, MistakeCode)
        str(mistake).encode()
        draft_place(mistake.path)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("title.vi", DraftPlace(None, None, "title.vi", "vi")),
        ("sections[2]", DraftPlace(2, None, "", None)),
        ("sections[2].title.zh-Hant", DraftPlace(2, None, "title.zh-Hant", "zh-Hant")),
        ("sections[0].questions[12]", DraftPlace(0, 12, "", None)),
        (
            "sections[0].questions[1].options[3].text.en",
            DraftPlace(0, 1, "options[3].text.en", "en"),
        ),
        ("sections[0].questions[1].shown_if.is", DraftPlace(0, 1, "shown_if.is", None)),
        ("scales[0].options", DraftPlace(None, None, "scales[0].options", None)),
    ],
)
def test_a_path_leads_to_a_question(path, place):
    assert draft_place(path) == place


def long_document():
    """Two hundred questions in four languages; every tenth decides over the nine after it."""
    words = dict.fromkeys(("vi", "en", "fr", "zh"), "Câu hỏi khá dài về việc phục vụ")
    questions = []
    for number in range(200):
        rule = {"item": f"q{number // 10 * 10}", "is": "yes"}
        if number % 10 == 0:
            questions.append(yes_no(f"q{number}", text=words))
        else:
            questions.append(rating(f"q{number}", text=words, shown_if=rule))
    return document(*questions, languages=["vi", "en", "fr", "zh"])


def test_two_hundred_questions_in_four_languages_are_checked_at_once():
    draft = long_document()
    started = time.process_time()
    assert check_draft(draft) == []
    assert time.process_time() - started < 0.5
    assert len(questions_with_paths(load_document(draft))) == 200
