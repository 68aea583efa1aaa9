"""LimeSurvey surveys: imported as a draft, or refused with every construct named.

The files are small ones of our own in the shape that LimeSurvey 6 and, for texts, 2 write.
"""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.drafts import check_draft
from surveys.exchange.lss_import import import_lss
from surveys.exchange.problems import ImportRefused, ProblemCode


def table(name, rows):
    written = "".join(
        f"<row>{''.join(f'<{k}>{escape(str(v))}</{k}>' for k, v in row.items())}</row>"
        for row in rows
    )
    return f"<{name}><rows>{written}</rows></{name}>"


def lss(*questions, extra=(), group=None):
    """Write a survey of one group: questions as (type, title, text, more) with parts by key."""
    tables = {
        "groups": [{"gid": 1, "group_order": 1, **(group or {})}],
        "group_l10ns": [{"gid": 1, "group_name": "Phần một", "language": "vi"}],
        "surveys_languagesettings": [
            {
                "surveyls_language": "vi",
                "surveyls_title": "<p>Phiếu hỏi</p>",
                "surveyls_welcometext": "Mời Ông/Bà",
            }
        ],
        **{name: [] for name in ("questions", "question_l10ns", "subquestions", "answers")},
        **{name: [] for name in ("answer_l10ns", "question_attributes")},
    }
    for number, (kind, title, text, *rest) in enumerate(questions, start=10):
        more = dict(rest[0]) if rest else {}
        for order, (code, words) in enumerate(more.pop("answers", ())):
            aid = number * 100 + order
            tables["answers"].append({"aid": aid, "qid": number, "code": code, "sortorder": order})
            tables["answer_l10ns"].append({"aid": aid, "answer": words, "language": "vi"})
        for order, (code, words) in enumerate(more.pop("rows", ())):
            inner = number * 1000 + order
            tables["subquestions"].append(
                {"qid": inner, "parent_qid": number, "title": code, "question_order": order}
            )
            tables["question_l10ns"].append({"qid": inner, "question": words, "language": "vi"})
        for name, value in more.pop("attributes", {}).items():
            tables["question_attributes"].append({"qid": number, "attribute": name, "value": value})
        tables["questions"].append(
            {
                "qid": number,
                "parent_qid": 0,
                "gid": 1,
                "type": kind,
                "title": title,
                "question_order": number,
                "relevance": 1,
                **more,
            }
        )
        tables["question_l10ns"].append({"qid": number, "question": text, "language": "vi"})
    tables |= dict(extra)
    body = "".join(table(name, rows) for name, rows in tables.items())
    head = "<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>640</DBVersion>"
    return f'<?xml version="1.0" encoding="UTF-8"?><document>{head}{body}</document>'.encode()


def questions(content, **keys):
    document = import_lss(content, **keys).document
    return {q["code"]: q for section in document["sections"] for q in section["questions"]}


ABC = [("A", "Một"), ("B", "Hai"), ("C", "Ba")]
FIVE = [(f"A{n}", f"Mức {n}") for n in range(1, 6)]


def test_every_shared_type_becomes_a_question():
    content = lss(
        ("L", "Q01", "Chọn một", {"answers": ABC, "mandatory": "Y"}),
        ("!", "Q02", "Chọn một", {"answers": ABC}),
        (
            "M",
            "Q03",
            "Chọn nhiều",
            {"rows": ABC, "attributes": {"max_answers": "2", "exclude_all_others": "C"}},
        ),
        ("R", "Q04", "Xếp hạng", {"answers": ABC}),
        (
            "N",
            "Q05",
            "Số",
            {
                "attributes": {
                    "num_value_int_only": "1",
                    "min_num_value_n": "0",
                    "max_num_value_n": "9",
                }
            },
        ),
        ("D", "Q06", "Ngày", {"attributes": {"date_min": "2020-01-01"}}),
        ("S", "Q07", "Chữ", {"attributes": {"maximum_chars": "20"}}),
        ("T", "Q08", "Nhiều chữ"),
        ("X", "Q09", "<p>Đọc</p><p>kỹ</p>"),
        ("Y", "Q10", "Có không?"),
        ("5", "Q11", "Năm mức"),
    )
    found = questions(content)
    assert [q["type"] for q in found.values()] == [
        *("single_choice", "single_choice", "several_choices", "ranking", "number", "date"),
        *("short_text", "long_text", "statement", "yes_no", "rating5"),
    ]
    assert found["q01"]["required"] is True
    assert (found["q03"]["max_choices"], found["q03"]["options"][2]["exclusive"]) == (2, True)
    assert {k: found["q05"][k] for k in ("minimum", "maximum", "decimals")} == {
        "minimum": 0,
        "maximum": 9,
        "decimals": 0,
    }
    assert found["q06"]["earliest"] == "2020-01-01"
    assert found["q07"]["max_length"] == 20
    assert found["q09"]["text"] == {"vi": "Đọc\nkỹ"}
    document = import_lss(content).document
    assert document["title"] == {"vi": "Phiếu hỏi"}
    assert {m.path for m in check_draft(document)} == {"readers", "source.programme", "source.note"}


def test_an_array_of_five_levels_is_a_matrix_and_others_are_single_choices():
    rows = [("SQ1", "Lịch sự"), ("SQ2", "Rõ ràng")]
    content = lss(
        ("F", "STAFF", "Nhân viên", {"answers": FIVE, "rows": rows, "mandatory": "Y"}),
        ("F", "OTHER", "Khác", {"answers": ABC, "rows": rows}),
        ("S", "WHY", "Vì sao?", {"relevance": 'STAFF_SQ1.NAOK == "A1" or OTHER_SQ2 == "B"'}),
    )
    found = questions(content)
    assert {code: q["type"] for code, q in found.items()} == {
        **{"staff": "matrix5", "staff_sq1": "rating5", "staff_sq2": "rating5"},
        **{"other": "statement", "other_sq1": "single_choice", "other_sq2": "single_choice"},
        "why": "short_text",
    }
    assert found["staff_sq1"]["matrix"] == "staff"
    assert found["staff_sq1"]["required"] is True
    assert "required" not in found["staff"]
    assert found["why"]["shown_if"] == {
        "any": [{"item": "staff_sq1", "is": 1}, {"item": "other_sq2", "is": "b"}]
    }
    document = import_lss(content).document
    assert [scale["code"] for scale in document["scales"]] == ["staff", "other"]
    assert not [m for m in check_draft(document) if m.path.startswith(("sections", "scales"))]


@pytest.mark.parametrize(
    ("equation", "rule"),
    [
        ('((Q1.NAOK == "Y"))', {"item": "q1", "is": "yes"}),
        (
            "Q2.NAOK >= 3 && !is_empty(Q1)",
            {"all": [{"item": "q2", "at_least": 3}, {"item": "q1", "answered": True}]},
        ),
        ("is_empty(Q2.NAOK)", {"item": "q2", "answered": False}),
        ('Q3_B.NAOK == "Y"', {"item": "q3", "is": "b"}),
        ('Q1 eq "N" || Q2 lt 2', {"any": [{"item": "q1", "is": "no"}, {"item": "q2", "below": 2}]}),
        ("count(Q3) > 0", {"item": "q3", "answered": True}),
        (
            'Q3_B != "Y" and Q3_A == "Y"',
            {
                "all": [
                    {"any": [{"item": "q3", "is_not": "b"}, {"item": "q3", "answered": False}]},
                    {"item": "q3", "is": "a"},
                ]
            },
        ),
    ],
)
def test_equations_are_read_as_rules(equation, rule):
    content = lss(
        ("Y", "Q1", "Một"),
        ("N", "Q2", "Hai"),
        ("M", "Q3", "Ba", {"rows": ABC}),
        ("S", "Q4", "Bốn", {"relevance": equation}),
    )
    assert questions(content)["q4"]["shown_if"] == rule


def test_the_rule_of_a_group_is_handed_down_and_its_description_is_a_statement():
    content = lss(
        ("S", "Q1", "Về {Q0.shown}"),
        extra={
            "groups": [
                {"gid": 2, "group_order": 1},
                {"gid": 1, "group_order": 2, "grelevance": 'Q0 == "Y"'},
            ],
            "group_l10ns": [
                {"gid": 1, "group_name": "Hai", "description": "Phần sau", "language": "vi"}
            ],
            "questions": [
                {"qid": 5, "gid": 2, "type": "Y", "title": "Q0", "question_order": 1},
                {"qid": 10, "gid": 1, "type": "S", "title": "Q1", "question_order": 1},
            ],
        }.items(),
    )
    found = questions(content)
    rule = {"item": "q0", "is": "yes"}
    assert found["about_group_1"] == {
        "code": "about_group_1",
        "type": "statement",
        "text": {"vi": "Phần sau"},
        "shown_if": rule,
    }
    assert found["q1"]["shown_if"] == rule
    assert found["q1"]["text"] == {"vi": "Về {q0}"}


def test_files_of_older_versions_have_a_row_per_language():
    rows = [
        {
            "qid": 10,
            "parent_qid": 0,
            "gid": 1,
            "type": "L",
            "title": "Q1",
            "question": text,
            "help": "",
            "language": language,
            "question_order": 1,
        }
        for language, text in (("en", "Choose"), ("vi", "Chọn"))
    ]
    answers = [
        {
            "qid": 10,
            "code": code,
            "answer": f"{code} {language}",
            "sortorder": order,
            "language": language,
        }
        for language in ("en", "vi")
        for order, code in enumerate("AB")
    ]
    groups = [
        {"gid": 1, "group_name": name, "group_order": 1, "language": language}
        for language, name in (("en", "Part"), ("vi", "Phần"))
    ]
    languages = [
        {"surveyls_language": language, "surveyls_title": language} for language in ("en", "vi")
    ]
    extra = {
        "questions": rows,
        "answers": answers,
        "groups": groups,
        "group_l10ns": [],
        "surveys_languagesettings": languages,
    }
    document = import_lss(lss(extra=extra.items())).document
    (section,) = document["sections"]
    assert section["title"] == {"en": "Part", "vi": "Phần"}
    (question,) = section["questions"]
    assert question["text"] == {"en": "Choose", "vi": "Chọn"}
    assert [option["text"]["en"] for option in question["options"]] == ["A en", "B en"]


def problems(content, **keys):
    with pytest.raises(ImportRefused) as caught:
        import_lss(content, **keys)
    str(caught.value).encode()
    return [(p.code.value, p.sheet, p.column, p.may_leave_out) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (lss(("|", "Q1", "Tệp")), ("type_unknown", "questions", "Q1", False)),
        (
            lss(("L", "Q1", "A", {"answers": ABC, "other": "Y"})),
            ("attribute_unknown", "questions", "Q1", False),
        ),
        (
            lss(("S", "Q1", "A", {"relevance": "rand(1,2) == 1"})),
            ("rule_unknown", "questions", "Q1", False),
        ),
        (lss(("S", "Q1", "{if(1,2,3)}")), ("rule_unknown", "questions", "Q1", False)),
        (
            lss(("S", "Q1", "A", {"attributes": {"array_filter": "Q0"}})),
            ("attribute_unknown", "question_attributes", "Q1", False),
        ),
        (lss(("S", "Q1", "A"), ("S", "q1", "B")), ("code_twice", "questions", "q1", False)),
        (lss(("S", "Q1", "<b>A</b>")), ("markup", "questions", "Q1", True)),
        (lss(("S", "Q1", "A", {"preg": "/x/"})), ("constraint_unknown", "questions", "Q1", True)),
        (lss(("S", "Q1", "A", {"mandatory": "S"})), ("attribute_unknown", "questions", "Q1", True)),
        (
            lss(("S", "Q1", "A", {"attributes": {"random_order": "1"}})),
            ("attribute_unknown", "question_attributes", "Q1", True),
        ),
        (
            lss(("S", "Q1", "A"), extra={"quota": [{"id": 1}]}.items()),
            ("sheet_unknown", "quota", "", True),
        ),
    ],
)
def test_what_cannot_be_carried_over_is_named(content, named):
    assert problems(content) == [named]
    if named[-1]:
        imported = import_lss(content, leave_out=True)
        assert len(imported.left_out) == 1
        assert imported.document["sections"][0]["questions"][0]["text"] == {"vi": "A"}
    else:
        assert problems(content, leave_out=True) == [named]


BOMB = b'<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><document>&y;</document>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, ProblemCode.FILE_UNSAFE),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><document/>', ProblemCode.FILE_UNSAFE),
        (b"<document>", ProblemCode.NOT_THIS_FORMAT),
        (b"", ProblemCode.NOT_THIS_FORMAT),
        (
            b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
            ProblemCode.NOT_THIS_FORMAT,
        ),
        (b"<html/>", ProblemCode.NOT_THIS_FORMAT),
        (b" " * 5_000_001, ProblemCode.FILE_TOO_LARGE),
    ],
)
def test_another_file_is_refused(content, code):
    with pytest.raises(ImportRefused) as caught:
        import_lss(content)
    assert [problem.code for problem in caught.value.problems] == [code]


WORDS = st.sampled_from(
    ["", "Y", "1", "Q1", "Q1 == 'Y'", "F", "M", "A", "vi", "10", "(((", "<p>x", "{Q1}", "\x00 1"]
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("5AFL!MRNDSTUXY|*"),
            WORDS,
            WORDS,
            st.dictionaries(
                st.sampled_from(
                    [
                        "relevance",
                        "mandatory",
                        "other",
                        "gid",
                        "qid",
                        "parent_qid",
                        "question_order",
                    ]
                ),
                WORDS,
            ),
        ),
        max_size=5,
    )
)
def test_random_surveys_are_imported_or_refused(rows):
    made = [
        (kind, title, text.replace("\x00", ""), {k: v.replace("\x00", "") for k, v in more.items()})
        for kind, title, text, more in rows
    ]
    try:
        imported = import_lss(lss(*made), leave_out=True)
    except ImportRefused as refused:
        str(refused).encode()
        return
    check_draft(imported.document)
