"""Between any two versions: which series goes on, which is marked, which is broken, and why."""

from surveys.question_changes import Change
from surveys.trends import trend_marks
from tests.surveys.building import WORDS, questionnaire, rating, yes_no

FACTORS = [{"code": "f", "title": WORDS}]
FORMULAS = [{"id": "people_top2"}, {"id": "items_top2"}, {"id": "factor_items_top2"}]
OTHER = {"vi": "Chữ khác", "en": "Words"}


def version(one=None, *more, **overall):
    return questionnaire(
        rating("overall", role="overall", **overall),
        rating("one", **{"factor": "f", **(one or {})}),
        rating("two", factor="f"),
        *more,
        factors=FACTORS,
        formulas=FORMULAS,
    )


def told(old, new):
    marks = trend_marks(old, new)
    return [
        {
            name: (mark.broken, {d.code.value for d in mark.differences})
            for name, mark in part.items()
        }
        for part in (marks.items, marks.formulas)
    ]


def test_equal_versions_have_no_marks():
    assert told(version(), version()) == [{}, {}]


def test_a_new_wording_is_marked_and_breaks_nothing():
    mark = (False, {"wording_changed"})
    assert told(version(), version({"text": OTHER})) == [
        {"one": mark},
        {"items_top2": mark, "factor_items_top2.f": mark},
    ]


def test_the_words_before_and_after_are_told():
    (difference,) = trend_marks(version(), version({"text": OTHER})).items["one"].differences
    assert difference.code is Change.WORDING_CHANGED
    assert difference.params == {"language": "vi", "old": WORDS["vi"], "new": OTHER["vi"]}


def test_another_count_of_the_satisfied_breaks_the_item_and_what_it_feeds():
    mark = (True, {"satisfied_changed"})
    assert told(version(), version(satisfied=[5])) == [
        {"overall": mark},
        {"people_top2": mark},
    ]


def test_an_index_over_other_items_is_broken_and_its_items_go_on():
    assert told(version(), version(None, rating("three", factor="f"))) == [
        {},
        dict.fromkeys(("items_top2", "factor_items_top2.f"), (True, {"formula_items_changed"})),
    ]


def test_what_only_one_version_has_has_no_series_to_mark():
    assert told(version(), version(None, yes_no("new"))) == [{}, {}]
    assert told(version(None, yes_no("old")), version()) == [{}, {}]


def test_a_change_that_was_taken_back_leaves_no_mark():
    first, second, third = version(), version({"text": OTHER}), version()
    assert told(first, second)[0]
    assert told(first, third) == [{}, {}]
