"""Other people's XLSForms: imported as a draft, or refused with every construct named.

The forms are small ones of our own, modelled on constructs met in public forms of ODK, KoboToolbox
and others.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.drafts import check_draft
from surveys.exchange.problems import PROBLEM_ENGLISH, ImportRefused, ProblemCode
from surveys.exchange.workbooks import write_workbook
from surveys.exchange.xlsform_import import import_xlsform
from tests.surveys.exchange.xlsforms import LETTERS, YES_NO, form, questions

WIDE = (
    *("type", "name", "label", "required", "relevant", "constraint", "appearance"),
    "parameters",
)


def problems(content, **keys):
    with pytest.raises(ImportRefused) as caught:
        import_xlsform(content, **keys)
    str(caught.value).encode()
    return {(p.code.value, p.sheet, p.row, p.column) for p in caught.value.problems}


def test_a_plain_form_becomes_a_draft_that_lacks_only_its_frame():
    content = form(
        ("text", "name_of_place", "Tên nơi"),
        ("select_one yn", "Paid", "Có nộp phí không?"),
        ("note", "thanks", "Cảm ơn"),
    )
    imported = import_xlsform(content)
    assert imported.left_out == ()
    assert dict(imported.renamed) == {"Paid": "paid"}
    assert imported.document["title"] == {"vi": "Phiếu hỏi"}
    assert {mistake.path for mistake in check_draft(imported.document)} == {
        *("introduction", "readers", "source.programme", "source.note")
    }
    assert [(q["code"], q["type"]) for q in imported.document["sections"][0]["questions"]] == [
        ("name_of_place", "short_text"),
        ("paid", "single_choice"),
        ("thanks", "statement"),
    ]


def test_every_type_and_limit_that_both_sides_have():
    content = form(
        ("text", "a", "A", "yes", "", "string-length(.) <= 20", "multiline"),
        ("integer", "b", "B", "true()", "", ". > 0 and . < 10"),
        ("decimal", "c", "C", "FALSE", "", ". >= 0.5"),
        ("range", "d", "D", "", "", "", "", "start=0 end=10 step=1"),
        ("select_multiple abc", "e", "E", "", "", "count-selected(.) <= 2"),
        ("rank abc", "f", "F"),
        ("date", "g", "G", "", "", ". >= date('2020-01-01')"),
        ("select one from yn", "h", "H", "", "${e} != '' and selected(${e}, 'a')"),
        columns=WIDE,
    )
    found = questions(content)
    assert {code: q["type"] for code, q in found.items()} == {
        **{"a": "long_text", "b": "number", "c": "number", "d": "number"},
        **{"e": "several_choices", "f": "ranking", "g": "date", "h": "single_choice"},
    }
    assert [code for code, q in found.items() if q.get("required")] == ["a", "b"]
    assert found["a"]["max_length"] == 20
    assert (found["b"]["minimum"], found["b"]["maximum"]) == (1, 9)
    assert (found["c"]["minimum"], found["c"]["decimals"]) == (0.5, 2)
    assert (found["d"]["minimum"], found["d"]["maximum"]) == (0, 10)
    assert found["e"]["max_choices"] == 2
    assert found["g"]["earliest"] == "2020-01-01"
    assert found["h"]["shown_if"] == {"item": "e", "is": "a"}
    # One list that several questions use is one scale.
    assert (found["e"]["scale"], found["f"]["scale"]) == ("abc", "abc")
    assert "options" in found["h"]


def test_groups_are_sections_and_their_rules_are_handed_down():
    content = form(
        ("integer", "before", "Trước"),
        ("begin_group", "one", "Phần một", "", "${before} > 1"),
        ("text", "a", "A", "", "${before} < 9"),
        ("begin group", "inner", "Bên trong"),
        ("text", "b", "B"),
        ("end group",),
        ("end_group",),
        ("text", "after", "Sau"),
        columns=WIDE,
    )
    document = import_xlsform(content).document
    named = [(s["code"], [q["code"] for q in s["questions"]]) for s in document["sections"]]
    assert named == [
        ("questions", ["before"]),
        ("one", ["a", "inner", "b"]),
        ("questions_2", ["after"]),
    ]
    assert document["sections"][1]["title"] == {"vi": "Phần một"}
    found = questions(content)
    above, below = {"item": "before", "above": 1}, {"item": "before", "below": 9}
    assert found["a"]["shown_if"] == {"all": [above, below]}
    assert found["inner"]["type"] == "statement"
    assert found["b"]["shown_if"] == above


def test_languages_are_read_off_the_headings():
    columns = ("type", "name", "label::English (en)", "label:Français", "hint::zh-Hant", "label")
    content = form(
        ("text", "a", "Name", "Nom", "名", "Tên"),
        columns=columns,
        settings={"form_title": "Form", "default_language": "vi"},
    )
    document = import_xlsform(content).document
    question = document["sections"][0]["questions"][0]
    assert question["text"] == {"en": "Name", "fr": "Nom", "vi": "Tên"}
    assert question["help"] == {"zh-Hant": "名"}
    assert sorted(document["languages"]) == ["en", "fr", "vi", "zh-Hant"]
    assert document["languages"][0] == "vi"
    english = form(("text", "a", "Name"))
    assert questions(english, language="en")["a"]["text"] == {"en": "Name"}


def test_quotes_and_not_applicable_are_carried_over():
    choices = (*YES_NO, ("yn", "na", "Không áp dụng"))
    content = form(
        ("text", "Your_Name", "Tên?"), ("select_one yn", "b", "Chào ${Your_Name}"), choices=choices
    )
    found = questions(content)
    assert found["b"]["text"] == {"vi": "Chào {your_name}"}
    assert found["b"]["na_allowed"] is True
    assert [option["code"] for option in found["b"]["options"]] == ["yes", "no"]
    assert import_xlsform(content).document["na_text"] == {"vi": "Không áp dụng"}


ROW = ("text", "a", "A")
REFUSED = [
    (form(("geopoint", "a", "A")), {("type_unknown", "survey", 2, "type")}),
    (
        form(("begin_repeat", "r", "R"), ROW, ("end_repeat",)),
        {("type_unknown", "survey", 2, "type"), ("type_unknown", "survey", 4, "type")},
    ),
    (form(("select_one yn or_other", "a", "A")), {("type_unknown", "survey", 2, "type")}),
    (form(("select_one none", "a", "A")), {("list_missing", "survey", 2, "type")}),
    (form(ROW, ("begin_group", "g", "G")), {("group_unbalanced", "survey", None, "")}),
    (form(ROW, ("end_group",)), {("group_unbalanced", "survey", 3, "type")}),
    (form(ROW, ("text", "A", "Again")), {("code_twice", "survey", 3, "name")}),
    (form(("text", "?", "A")), {("code_missing", "survey", 2, "name")}),
    (form(("", "a", "A")), {("column_missing", "survey", 2, "type")}),
    (
        form((*ROW, "x"), columns=("type", "name", "label", "choice_filter")),
        {("column_unknown", "survey", 2, "choice_filter")},
    ),
    (
        form((*ROW, "a.png"), columns=("type", "name", "label", "media::image")),
        {("column_unknown", "survey", 2, "media::image")},
    ),
    (
        form((*ROW, "x"), columns=("type", "name", "label", "label::Elvish")),
        {("language_unknown", "survey", 1, "label::Elvish")},
    ),
    (
        form(ROW, choices=(("l", "x y", "X"), ("l", "x_y", "Y"))),
        {("code_twice", "choices", 3, "name")},
    ),
    (form(ROW, choices=(("l", "x", "<b>X</b>"),)), {("markup", "choices", 2, "label (vi)")}),
    (form(ROW, entities=[("dataset",), ("e",)]), {("sheet_unknown", "entities", None, "")}),
    (
        form((*ROW, "${z} = 1"), columns=("type", "name", "label", "relevant")),
        {("rule_unknown", "survey", 2, "relevant")},
    ),
    (write_workbook({"choices": [["list_name"]]}), {("sheet_missing", "survey", None, "")}),
    (
        form((*ROW, "B"), columns=("type", "name", "label", "label")),
        {("heading_twice", "survey", 1, "label")},
    ),
]


@pytest.mark.parametrize(("content", "named"), REFUSED)
def test_what_cannot_be_carried_over_is_named_with_its_place(content, named):
    assert problems(content) == named
    assert problems(content, leave_out=True) >= named


DECORATION = [
    (form(ROW, ("start", "start")), ("type_unknown", "survey", 3, "type")),
    (
        form(ROW, ("calculate", "c", "", "1+1"), columns=("type", "name", "label", "calculation")),
        ("type_unknown", "survey", 3, "type"),
    ),
    (
        form((*ROW, "", "", "", "numbers"), columns=WIDE),
        ("appearance_unknown", "survey", 2, "appearance"),
    ),
    (
        form((*ROW, "", "", "regex(., '0.*')"), columns=WIDE),
        ("constraint_unknown", "survey", 2, "constraint"),
    ),
    (form((*ROW, "if(true(), 1, 0)"), columns=WIDE), ("rule_unknown", "survey", 2, "required")),
    (
        form((*ROW, "Sai"), columns=("type", "name", "label", "constraint_message")),
        ("column_unknown", "survey", 2, "constraint_message"),
    ),
    (
        form((*ROW, "vi"), columns=("type", "name", "label", "default")),
        ("column_unknown", "survey", 2, "default"),
    ),
    (form(("text", "a", "<span style='x'>A</span>")), ("markup", "survey", 2, "label (vi)")),
    (
        form(ROW, settings={"form_title": "F", "version": "1"}),
        ("setting_unknown", "settings", 2, "version"),
    ),
    (form(ROW, notes=[("x",), ("y",)]), ("sheet_unknown", "notes", None, "")),
    (
        form((*ROW, "{"), columns=("type", "name", "label", "ln_question")),
        ("own_column_broken", "survey", 2, "ln_question"),
    ),
]


@pytest.mark.parametrize(("content", "named"), DECORATION)
def test_what_only_decorates_may_be_left_out_and_is_named_all_the_same(content, named):
    assert problems(content) == {named}
    imported = import_xlsform(content, leave_out=True)
    assert [(p.code.value, p.sheet, p.row, p.column) for p in imported.left_out] == [named]
    question = imported.document["sections"][0]["questions"][0]
    assert question["text"] == {"vi": "A"}


def test_all_problems_come_at_once():
    content = form(
        ("image", "a", "A"), ("audio", "b", "B"), ("text", "c", "<i>C</i>"), pages=[("x",), ("y",)]
    )
    assert len(problems(content)) == 4


def test_what_pyxform_refuses_is_refused_in_its_words():
    with pytest.raises(ImportRefused) as caught:
        import_xlsform(form(("text", "a b", "A")))
    (problem,) = caught.value.problems
    assert problem.code is ProblemCode.NOT_THIS_FORMAT
    assert "[row : 2]" in problem.params["reason"]


def test_every_problem_has_its_english_sentence():
    assert set(PROBLEM_ENGLISH) == set(ProblemCode)


CELLS = st.sampled_from(
    [
        *("", "text", "select_one yn", "rank abc", "begin_group", "end_group", "note", "integer"),
        *("a", "b", "na", "${a}", "${a} = 'yes'", "selected(${a}, 'b')", ". > 1", "yes", "likert"),
        *(
            "{}",
            '{"type":"matrix5","code":"m"}',
            '{"section":1}',
            '{"type":"rating5","code":"a","scale":"yn"}',
        ),
        *('{"type":"number","code":"b","minimum":"x","shown_if":{"all":[]}}', "<b>", "=1", "[[[["),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS | st.text(max_size=6), max_size=9), max_size=6), st.booleans())
def test_random_forms_are_imported_or_refused(rows, leave_out):
    columns = ("type", "name", "label", "ln_question", *WIDE[3:])
    frame = {"form_title": "F", "form_id": "f", "ln_frame_1": '{"title": 3, "scales": [1, "yn"]}'}
    content = form(*rows, columns=columns, choices=(*YES_NO, *LETTERS), settings=frame)
    try:
        imported = import_xlsform(content, leave_out=leave_out)
    except ImportRefused as refused:
        str(refused).encode()
        return
    check_draft(imported.document)
