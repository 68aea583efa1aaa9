"""Which changes keep the trend, which break it, and which must not be published."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.documents import to_document
from surveys.loading import load_document
from surveys.question_changes import Change, Effect
from surveys.versions import compare_versions, worst_effect
from tests.surveys.building import SCALE, WORDS, ask, choice, document, matrix, rating, yes_no

FACTORS = [{"code": "f", "title": WORDS}, {"code": "g", "title": WORDS}]
OTHER = {"vi": "Chữ khác", "en": "Words"}
REWORDED = [o if o["code"] != "3" else {**o, "text": OTHER} for o in SCALE["options"]]


def base():
    """Return the questions of the old version, to be changed by a test."""
    return {
        "overall": rating("overall", role="overall", required=True),
        "one": rating("one", factor="f", na_allowed=True),
        "two": rating("two", factor="g"),
        "sort": choice("sort"),
        "days": ask("days", "number", minimum=0),
        "note": ask("note", "long_text", max_length=100),
    }


def made(questions, **keys):
    whole = {"factors": FACTORS, "formulas": [{"id": "items_top2"}, {"id": "people_top2"}], **keys}
    return load_document(document(*questions.values(), **whole))


def changed(code, /, **keys):
    """Return the questions with keys of one of them replaced; None takes a key away."""
    questions = base()
    question = {**questions[code], **keys}
    questions[code] = {key: value for key, value in question.items() if value is not None}
    return questions


def differences(questions, **keys):
    found = compare_versions(made(base()), made(questions, **keys))
    return {(d.code.value, d.effect.value, d.place) for d in found}


K, B, F = "keeps", "breaks", "forbidden"


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (changed("one", text=OTHER), ("wording_changed", K, "questions.one")),
        (changed("one", help=WORDS), ("help_changed", K, "questions.one")),
        (changed("one", text={"vi": WORDS["vi"]}), ("translation_removed", K, "questions.one")),
        (changed("one", satisfied=[5]), ("satisfied_changed", B, "questions.one")),
        (changed("one", na_allowed=None), ("na_changed", B, "questions.one")),
        (changed("one", required=True), ("required_changed", B, "questions.one")),
        (changed("sort", required=True), ("required_changed", K, "questions.sort")),
        (
            changed("sort", options=choice("s", "abcd")["options"]),
            ("options_added", B, "questions.sort"),
        ),
        (
            changed("sort", options=choice("s", "ab")["options"]),
            ("options_removed", B, "questions.sort"),
        ),
        (
            changed("sort", options=choice("s", "bac")["options"]),
            ("options_reordered", B, "questions.sort"),
        ),
        (
            changed("sort", options=[{"code": c, "text": {"vi": "khác"}} for c in "abc"]),
            ("option_wording_changed", K, "questions.sort"),
        ),
        (changed("days", minimum=1), ("limits_changed", B, "questions.days")),
        (changed("note", max_length=50), ("length_changed", K, "questions.note")),
        (changed("note", role="comment"), ("role_changed", K, "questions.note")),
        (
            changed("two", shown_if={"item": "one", "at_least": 3}),
            ("routing_changed", B, "questions.two"),
        ),
        (changed("one", factor="g"), ("factor_changed", K, "questions.one")),
        ({**base(), "new": yes_no("new")}, ("question_added", K, "questions.new")),
        ({**base(), "new": yes_no("new", required=True)}, ("question_added", B, "questions.new")),
        (
            {k: v for k, v in base().items() if k != "sort"},
            ("question_removed", B, "questions.sort"),
        ),
        (changed("sort", **yes_no("sort")), ("type_changed", F, "questions.sort")),
        (changed("days", type="share_100", minimum=None), ("type_changed", F, "questions.days")),
        (
            dict(sorted(base().items(), key=lambda i: i[0] == "sort")),
            ("question_moved", K, "questions.sort"),
        ),
    ],
)
def test_one_change_is_told_once_with_its_effect(questions, expected):
    factors = [f for f in FACTORS if any(q.get("factor") == f["code"] for q in questions.values())]
    told = differences(questions, factors=factors)
    assert {each for each in told if not each[0].startswith("factor_re")} == {expected}


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"title": OTHER}, {("frame_changed", K, "title")}),
        ({"minutes": 2}, {("frame_changed", K, "minutes")}),
        ({"code": "other"}, {("other_questionnaire", F, "code")}),
        ({"languages": ["vi", "en", "fr"]}, {("language_added", K, "languages")}),
        ({"formulas": [{"id": "items_top2"}]}, {("formula_removed", B, "formulas.people_top2")}),
        (
            {"formulas": [{"id": i} for i in ("items_top2", "people_top2", "mean_100")]},
            {("formula_added", K, "formulas.mean_100")},
        ),
        (
            {"scales": [{**SCALE, "options": REWORDED}]},
            {("option_wording_changed", B, f"questions.{q}") for q in ("overall", "one", "two")},
        ),
    ],
)
def test_a_change_of_the_whole(keys, expected):
    assert differences(base(), **keys) == expected


def test_a_language_taken_away_keeps_the_trend():
    found = compare_versions(made(base(), languages=["vi", "en", "fr"]), made(base()))
    assert [(d.code, d.effect, d.params) for d in found] == [
        (Change.LANGUAGE_REMOVED, Effect.KEEPS, {"language": "fr"})
    ]


@pytest.mark.parametrize(
    "options",
    [
        choice("s", "abcd")["options"],
        choice("s", "ab")["options"],
        [{"code": c, "text": {"vi": c}, "score": n} for n, c in enumerate("bca")],
    ],
)
def test_the_scale_of_a_published_item_never_changes(options):
    scored = [{**option, "score": n} for n, option in enumerate(choice("s", "abc")["options"])]
    old = made(changed("sort", options=scored, satisfied=["c"]))
    found = compare_versions(old, made(changed("sort", options=options)))
    assert worst_effect(found) is Effect.FORBIDDEN


def test_statements_and_matrices_may_come_and_go():
    questions = list(base().values())
    rows = [{**question, "matrix": "m"} for question in questions[1:3]]
    new = [questions[0], *matrix("m"), *rows, ask("s", "statement"), *questions[3:]]
    found = compare_versions(made(base()), made({str(n): q for n, q in enumerate(new)}))
    assert {(d.code.value, d.effect.value, d.place) for d in found} == {
        ("question_added", K, "questions.m"),
        ("question_added", K, "questions.s"),
        ("matrix_changed", B, "questions.one"),
        ("matrix_changed", B, "questions.two"),
    }
    back = compare_versions(made({str(n): q for n, q in enumerate(new)}), made(base()))
    assert ("question_removed", K) in {(d.code.value, d.effect.value) for d in back}


def test_a_new_title_of_a_section_is_told_in_each_language():
    old, new = (to_document(made(base())) for _ in range(2))
    old["sections"][0]["title"] = WORDS
    new["sections"][0]["title"] = OTHER
    (found,) = compare_versions(load_document(old), load_document(new))
    assert (found.code, found.place) == (Change.SECTION_RETITLED, "sections.all")
    assert found.params == {"language": "vi", "old": WORDS["vi"], "new": OTHER["vi"]}


@settings(max_examples=60)
@given(st.permutations(list("abcdefg")))
def test_as_few_questions_as_possible_count_as_moved(order):
    questions = {code: yes_no(code) for code in "abcdefg"}
    found = compare_versions(
        load_document(document(*questions.values())),
        load_document(document(*(questions[code] for code in order))),
    )
    moved = {d.place.removeprefix("questions.") for d in found}
    assert [c for c in order if c not in moved] == [c for c in "abcdefg" if c not in moved]
    longest = max(
        size
        for size in range(8)
        for kept in combinations(order, size)
        if list(kept) == sorted(kept)
    )
    assert len(moved) == 7 - longest


def test_a_new_rated_item_keeps_its_neighbours_and_breaks_the_index_it_feeds():
    """An index over other items is another index, however good the new item is."""
    assert differences({**base(), "new": rating("new", factor="f")}) == {
        ("question_added", K, "questions.new"),
        ("formula_items_changed", B, "formulas.items_top2"),
    }


def test_turning_an_item_round_breaks_it():
    told = differences(changed("one", reversed=True, satisfied=[1, 2]))
    assert told == {
        ("reversed_changed", B, "questions.one"),
        ("satisfied_changed", B, "questions.one"),
    }


def test_rating_the_parts_before_the_whole_breaks_the_whole():
    first = {"one": base()["one"], **base()}
    assert differences(dict(first)) == {
        ("question_moved", K, "questions.one"),
        ("asked_before_changed", B, "questions.overall"),
    }


def test_a_question_moved_to_another_section_is_told():
    old = to_document(made(base()))
    new = to_document(made(base()))
    questions = new["sections"][0]["questions"]
    new["sections"] = [
        {"code": "all", "questions": questions[:2]},
        {"code": "rest", "questions": questions[2:]},
    ]
    found = compare_versions(load_document(old), load_document(new))
    assert [(d.code, d.place) for d in found] == [
        (Change.SECTION_ADDED, "sections.rest"),
        *((Change.QUESTION_MOVED, f"questions.{code}") for code in ("two", "sort", "days", "note")),
    ]
    assert found[1].params == {"old_section": "all", "section": "rest", "after": "one"}


@pytest.mark.parametrize(
    ("back", "effect"),
    [
        (choice("gone"), B),
        (ask("gone", "number"), F),
        (choice("gone", options="xy"), F),
        (choice("gone", text=OTHER), F),
    ],
)
def test_a_code_that_comes_back_is_told(back, effect):
    first = made({**base(), "gone": choice("gone")})
    second, third = made(base()), made({**base(), "gone": back})
    (found,) = compare_versions(second, third, earlier=[first])
    assert found.place == "questions.gone"
    assert (found.code, found.effect.value) == (Change.CODE_REUSED, effect)
    (unknown,) = compare_versions(second, third)
    assert unknown.code is Change.QUESTION_ADDED


def test_identical_versions_do_not_differ():
    for entry in list_catalogue():
        shipped = load_catalogue_questionnaire(entry.code)
        assert compare_versions(shipped, load_document(to_document(shipped))) == []


def test_the_gravest_effect_counts():
    assert worst_effect([]) is Effect.KEEPS
    old = made(base())
    assert worst_effect(compare_versions(old, made(changed("one", text=OTHER)))) is Effect.KEEPS
    assert worst_effect(compare_versions(old, made(changed("one", satisfied=[5])))) is Effect.BREAKS
    both = changed("one", satisfied=[5]) | {"sort": yes_no("sort")}
    assert worst_effect(compare_versions(old, made(both))) is Effect.FORBIDDEN


def test_two_forms_of_the_catalogue_are_two_questionnaires():
    short, long = map(load_catalogue_questionnaire, ("one_stop_short", "one_stop_long"))
    assert worst_effect(compare_versions(short, long)) is Effect.FORBIDDEN
