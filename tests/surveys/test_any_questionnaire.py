"""Whatever can be published works everywhere: no function raises anything but what it declares."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.advice import advise
from surveys.answer_words import quotable_words
from surveys.answering_time import answering_minutes
from surveys.documents import canonical_json, digest, from_document, to_document
from surveys.errors import InvalidAnswers, InvalidQuestionnaire
from surveys.exchange.translation_sheets import write_po_file, write_translation_workbook
from surveys.generated_answers import generate_answers
from surveys.loading import load_document
from surveys.routing import asked_questions
from surveys.scoring import all_formula_items, numeric_scores, satisfied_answers
from surveys.translations import extract_sheet, with_sheets
from surveys.trends import trend_marks
from surveys.validation import Answers, check_answers
from surveys.versions import compare_versions, worst_effect
from tests.surveys.damage import SAMPLES, damaged, written

RAW = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 101),
    st.sampled_from(["", "1", "4", "5", "yes", "no", "na", "2025-01-01", "1/1/2025", "forms", "x"]),
    st.lists(st.sampled_from(["1", "na", "forms", "fees", "", "waiting"]), max_size=3),
    st.text(max_size=4),
)


def published(data):
    """Return a questionnaire that can be published, and one like it that can too."""
    name = data.draw(st.sampled_from(SAMPLES))
    original = load_document(json.loads(written(name)))
    try:
        return original, load_document(damaged(data, name))
    except InvalidQuestionnaire:
        return original, original


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_it_is_written_read_timed_advised_on_and_translated(data):
    _original, made = published(data)
    assert from_document(to_document(made)) == made
    assert len(digest(made)) == 64
    assert answering_minutes(made) >= 1
    advise(made)
    document = json.loads(canonical_json(made))
    sheets = {language: extract_sheet(document, language) for language in made.languages}
    assert with_sheets(document, sheets) == (document, [])
    assert write_translation_workbook(document, list(made.languages))
    assert write_po_file(document, "en")


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_it_is_answered_and_scored(data):
    _original, made = published(data)
    people = generate_answers(made, 5, seed=data.draw(st.integers(0, 9)))
    raw = data.draw(st.dictionaries(st.sampled_from([*made.questions, "stray"]), RAW, max_size=8))
    try:
        people.append(check_answers(made, raw, refuse_unknown=data.draw(st.booleans())))
    except InvalidAnswers as refused:
        str(refused).encode()
    for answers in people:
        assert isinstance(answers, Answers)
        check_answers(made, {**answers.values, **answers.texts})
        asked_questions(made, answers.values)
        satisfied_answers(made, answers.values)
        numeric_scores(made, answers.values)
        for language in made.languages:
            quotable_words(made, {**answers.values, **answers.texts}, language)
    for fed in all_formula_items(made):
        assert fed.items


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_it_is_compared_with_another_version(data):
    old, new = published(data)
    found = compare_versions(old, new, earlier=[new])
    assert bool(found) == (old != new)
    worst_effect(found)
    marks = trend_marks(old, new)
    assert set(marks.items) <= {*old.questions} & {*new.questions}
