"""One row per way to go wrong: what is loaded, and the one mistake that comes of it."""

from tests.surveys.building import (
    SCALE,
    WORDS,
    YES_NO,
    ask,
    choice,
    document,
    matrix,
    rating,
    yes_no,
)

Q = "sections[0].questions[0]"
LAST = "sections[0].questions[1]"
OPTION = {"code": "a", "text": WORDS}
FACTORS = [{"code": "f", "title": WORDS}]


OTHER = {"code": "other", "options": [{"code": c, "text": {"vi": f"Mức {c}"}} for c in "12345"]}


def quoting(item):
    return {"vi": f"Về {{{item}|việc này}}"}


def two_sections(questions):
    return [
        {"code": code, "questions": [rating(f"{code}{i}") for i in range(questions)]}
        for code in ("a", "b")
    ]


def with_rule(rule, *first):
    return document(*(first or (rating("a"),)), yes_no("b", shown_if=rule))


def nested(depth):
    rule = {"item": "a", "is": 1}
    for _ in range(depth):
        rule = {"all": [rule]}
    return rule


ROWS = [
    (b"\xff\xfe", "", "not_utf8"),
    (b'{"code": }', "", "not_json"),
    (b"[" * 100_000, "", "nested_too_deep"),
    (b'{"a": {"b": 1, "b": 2}}', "", "duplicate_key"),
    (b" " * 5_000_001, "", "file_too_large"),
    ([], "", "not_an_object"),
    (document(rating("a"), source=3), "source", "not_an_object"),
    (document(rating("a"), title="Title"), "title", "not_an_object"),
    (document(rating("a"), sections={}), "sections", "not_a_list"),
    (document(rating("a", text={"vi": 1})), f"{Q}.text.vi", "not_a_string"),
    (document(rating("a", required="yes")), f"{Q}.required", "not_true_or_false"),
    (document(ask("a", "number", minimum="1")), f"{Q}.minimum", "not_a_number"),
    (document(ask("a", "number", minimum=True)), f"{Q}.minimum", "not_a_number"),
    (document(rating("a"), minutes=1.5), "minutes", "not_a_whole_number"),
    (document(rating("a"), minutes=True), "minutes", "not_a_whole_number"),
    (document(rating("a"), sektions=[]), "", "unknown_key"),
    (document({"code": "a", "type": "number"}), f"{Q}.text", "missing"),
    (document(), "sections[0].questions", "empty"),
    (document(rating("a", text={"vi": " \n"})), f"{Q}.text.vi", "empty"),
    (document(rating("a", text={"vi": "x" * 2001})), f"{Q}.text.vi", "too_long"),
    (document(*map(rating, map("q{}".format, range(301)))), "sections[0].questions", "too_many"),
    (document(sections=two_sections(151)), "sections", "too_many"),
    (document(rating("a"), minutes=0), "minutes", "out_of_range"),
    (document(ask("a", "number", minimum=1e13)), f"{Q}.minimum", "out_of_range"),
    (document(rating("A b")), f"{Q}.code", "bad_code"),
    (document(choice("a", options=["b", "na"])), f"{Q}.options[1].code", "reserved_code"),
    (document(ask("a", "matrix")), f"{Q}.type", "unknown_choice"),
    (document(rating("a"), schema_version=2), "schema_version", "schema_version_unknown"),
    (document(choice("a", options="bcdb")), f"{Q}.options[3].code", "given_twice"),
    (document(rating("a"), yes_no("a")), f"{LAST}.code", "given_twice"),
    (document(rating("a", satisfied=[4, 5, 4.0])), f"{Q}.satisfied[2]", "given_twice"),
    (document(rating("a"), languages=["vi", "en", "English"]), "languages[2]", "bad_language"),
    (document(rating("a", text={"vi": "x", "fr": "y"})), f"{Q}.text", "language_not_declared"),
    (document(rating("a", text={"en": "x"})), f"{Q}.text", "vietnamese_missing"),
    (document(rating("a", scale="six")), f"{Q}.scale", "scale_unknown"),
    (document(rating("a", options=[OPTION])), f"{Q}.options", "scale_and_options"),
    (document(choice("a", options="b")), f"{Q}.options", "options_needed"),
    (document(ask("a", "number", scale="five")), f"{Q}.scale", "options_not_allowed"),
    (document(choice("a") | {"type": "long_text"}), f"{Q}.options", "options_not_allowed"),
    (document(choice("a") | {"type": "yes_no"}), f"{Q}.options", "option_codes_must_be"),
    (
        document(yes_no("a", options=[{**YES_NO[0], "score": 1}, YES_NO[1]])),
        f"{Q}.options[0].score",
        "score_not_allowed",
    ),
    (
        document(
            choice("a", options="bc") | {"options": [OPTION, {**OPTION, "code": "b", "score": 1}]}
        ),
        f"{Q}.options",
        "scores_incomplete",
    ),
    (
        document(choice("a") | {"options": [OPTION, {**OPTION, "code": "b", "exclusive": True}]}),
        f"{Q}.options[1].exclusive",
        "exclusive_not_allowed",
    ),
    (document(rating("a", maximum=3)), f"{Q}.maximum", "limit_not_allowed"),
    (document(ask("a", "number", minimum=2, maximum=1)), f"{Q}.minimum", "minimum_above_maximum"),
    (document(ask("a", "long_text", na_allowed=True)), f"{Q}.na_allowed", "na_not_allowed"),
    (document(ask("a", "number", satisfied=[1])), f"{Q}.satisfied", "satisfied_not_allowed"),
    (document(rating("a", satisfied=[5, 6])), f"{Q}.satisfied[1]", "satisfied_not_an_option"),
    (document(rating("a", satisfied=[1, 2, 3, 4, 5])), f"{Q}.satisfied", "satisfied_everything"),
    (document(rating("a", satisfied=[1, 2])), f"{Q}.satisfied", "satisfied_wrong_end"),
    (document(rating("a", reversed=True)), f"{Q}.satisfied", "satisfied_wrong_end"),
    (document(rating("a", satisfied=[3, 5])), f"{Q}.satisfied", "satisfied_wrong_end"),
    (document(yes_no("a", reversed=True)), f"{Q}.reversed", "reversed_not_allowed"),
    (document(rating("a", factor="f")), f"{Q}.factor", "factor_unknown"),
    (
        document(rating("a", factor="f"), yes_no("b", factor="f"), factors=FACTORS),
        f"{LAST}.factor",
        "factor_not_allowed",
    ),
    (document(rating("a"), factors=FACTORS), "factors[0].code", "factor_without_items"),
    (document(choice("a", role="attribute", required=True)), f"{Q}.required", "attribute_required"),
    (document(ask("a", "number", role="attribute")), f"{Q}.role", "attribute_not_choice"),
    (document(rating("a", role="comment")), f"{Q}.role", "comment_not_text"),
    (document(rating("a", role="overall", satisfied=[])), f"{Q}.role", "overall_not_scored"),
    (document(yes_no("a", role="overall")), f"{Q}.role", "overall_not_scored"),
    (document(*(rating(c, role="overall") for c in "ab")), f"{LAST}.role", "overall_twice"),
    (
        document(rating("a"), formulas=[{"id": "mean_5", "items": ["b"]}]),
        "formulas[0].items[0]",
        "formula_item_unknown",
    ),
    (
        document(rating("a"), yes_no("b"), formulas=[{"id": "items_top2", "items": ["a", "b"]}]),
        "formulas[0].items[1]",
        "formula_item_unsuited",
    ),
    (
        document(rating("a"), formulas=[{"id": "people_top2"}]),
        "formulas[0]",
        "formula_without_items",
    ),
    (
        document(rating("a"), rating("b"), formulas=[{"id": "people_top2", "items": ["a", "b"]}]),
        "formulas[0].items",
        "formula_one_item",
    ),
    (
        document(rating("a"), formulas=[{"id": "factor_mean_5", "items": ["a"]}]),
        "formulas[0].items",
        "formula_items_by_factor",
    ),
    (with_rule({"item": "a"}), f"{LAST}.shown_if", "rule_operator"),
    (with_rule({"item": "a", "is": 1, "is_not": 2}), f"{LAST}.shown_if", "rule_operator"),
    (with_rule({"item": "c", "is": 1}), f"{LAST}.shown_if.item", "rule_item_unknown"),
    (
        with_rule({"all": [{"item": "b", "is": "yes"}]}),
        f"{LAST}.shown_if.all[0].item",
        "rule_item_later",
    ),
    (with_rule({"item": "a", "any_of": [1, 6]}), f"{LAST}.shown_if.any_of", "rule_value_unsuited"),
    (with_rule({"item": "a", "is": "1"}), f"{LAST}.shown_if.is", "rule_value_unsuited"),
    (with_rule({"item": "a", "is": "na"}), f"{LAST}.shown_if.is", "rule_value_unsuited"),
    (
        with_rule({"item": "a", "at_least": 1}, yes_no("a")),
        f"{LAST}.shown_if",
        "rule_operator_unsuited",
    ),
    (
        with_rule({"item": "a", "is": "x"}, ask("a", "long_text")),
        f"{LAST}.shown_if",
        "rule_operator_unsuited",
    ),
    (with_rule(nested(4)), f"{LAST}.shown_if.all[0].all[0].all[0].all[0]", "rule_too_deep"),
    (with_rule({"item": "a", "at_least": 6}), f"{LAST}.shown_if", "never_shown"),
    (with_rule({"item": "a", "below": 1}), f"{LAST}.shown_if", "never_shown"),
    (
        with_rule({"item": "a", "none_of": [1, 6]}),
        f"{LAST}.shown_if.none_of",
        "rule_value_unsuited",
    ),
    (
        with_rule({"item": "a", "answered": True}, ask("a", "statement")),
        f"{LAST}.shown_if.item",
        "rule_item_unanswered",
    ),
    (
        document(rating("a"), rating("b", na_allowed=True, na_if={"item": "a", "above": 5})),
        f"{LAST}.na_if",
        "na_never_open",
    ),
    (
        document(rating("a"), rating("b", na_if={"item": "a", "is": 5})),
        f"{LAST}.na_if",
        "na_rule_without_na",
    ),
    (document(ask("a", "date", earliest="1/1/2025")), f"{Q}.earliest", "bad_date"),
    (document(ask("a", "date", latest="2025-02-30")), f"{Q}.latest", "bad_date"),
    (
        document(ask("a", "date", earliest="2025-02-03", latest="2025-02-01")),
        f"{Q}.earliest",
        "earliest_after_latest",
    ),
    (document(ask("a", "number", earliest="2025-02-03")), f"{Q}.earliest", "limit_not_allowed"),
    (
        document(rating("x"), ask("a", "statement", required=True)),
        f"{LAST}.required",
        "required_not_allowed",
    ),
    (
        document(rating("x"), ask("a", "statement", role="comment")),
        f"{LAST}.role",
        "role_not_allowed",
    ),
    (document(rating("x"), *matrix("m", "a")), LAST, "matrix_empty"),
    (document(rating("x"), rating("a", matrix="m")), f"{LAST}.matrix", "matrix_not_above"),
    (
        document(*matrix("m", "a", "b"), yes_no("c", matrix="m")),
        "sections[0].questions[3].type",
        "matrix_row_type",
    ),
    (
        document(
            *matrix("m", "a", "b"), rating("c", matrix="m", scale="other"), scales=[SCALE, OTHER]
        ),
        "sections[0].questions[3].scale",
        "matrix_row_scale",
    ),
    (
        document(*matrix("m", "a", "b"), rating("c", matrix="m", shown_if={"item": "a", "is": 5})),
        "sections[0].questions[3].shown_if",
        "matrix_row_rule",
    ),
    (document(rating("a", text=quoting("z"))), f"{Q}.text.vi", "quote_item_unknown"),
    (document(rating("a", help=quoting("b")), rating("b")), f"{Q}.help.vi", "quote_item_later"),
    (document(rating("a", text=quoting("a"))), f"{Q}.text.vi", "quote_item_later"),
    (
        document(ask("a", "long_text"), rating("b", text=quoting("a"))),
        f"{LAST}.text.vi",
        "quote_item_unsuited",
    ),
]
