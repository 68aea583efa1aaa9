"""Conditions and constraints, both ways; a rule read back holds for the same answers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definitions import AllOf, AnyOf, Condition
from surveys.exchange.xlsform_limits import read_constraint, read_parameters
from surveys.exchange.xpath_parsing import UnknownExpression, parse_condition
from surveys.exchange.xpath_writing import write_rule
from surveys.routing import rule_holds

KINDS = {"paid": "yes_no", "days": "number", "many": "several_choices", "rate": "rating5"}
KINDS |= {"note": "short_text", "1st": "single_choice"}
CODES = {**{name: name for name in KINDS}, "_1st": "1st", "Days Waited": "days"}


def parsed(text):
    return parse_condition(text, CODES, KINDS)


def is_(item, value):
    return Condition(item, "is", value)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("${paid} = 'yes'", is_("paid", "yes")),
        ('${ paid }="yes"', is_("paid", "yes")),
        ("'yes' = ${paid}", is_("paid", "yes")),
        ("(${paid} = 'yes')", is_("paid", "yes")),
        ("${days} >= 3", Condition("days", "at_least", 3)),
        ("3 < ${days}", Condition("days", "above", 3)),
        ("${days} <= 1.5", Condition("days", "at_most", 1.5)),
        ("${rate} = '4'", is_("rate", 4)),
        ("selected(${many}, 'a')", is_("many", "a")),
        ("${paid} != ''", Condition("paid", "answered", True)),
        ("not(${paid} = '')", Condition("paid", "answered", True)),
        ("string-length(${note}) > 0", Condition("note", "answered", True)),
        ("${note} = ''", Condition("note", "answered", False)),
        ("${paid} = 'yes' or ${paid} = 'no'", Condition("paid", "any_of", ("yes", "no"))),
        (
            "${paid} = 'yes' and (${days} > 3 or ${days} < 1)",
            AllOf(
                (
                    is_("paid", "yes"),
                    AnyOf((Condition("days", "above", 3), Condition("days", "below", 1))),
                )
            ),
        ),
        (
            "${paid} != 'yes'",
            AnyOf((Condition("paid", "is_not", "yes"), Condition("paid", "answered", False))),
        ),
        ("${paid} != '' and ${paid} != 'yes'", Condition("paid", "is_not", "yes")),
        ("${_1st} = 'a' and ${_1st} = 'a'", is_("1st", "a")),
    ],
)
def test_a_condition_is_read(text, rule):
    assert parsed(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        *("", "${paid}", "${paid} =", "= 'yes'", "${other} = 'a'", "${paid} = 'yes' and", "and"),
        *("${paid} = ${days}", "if(${days} > 1, true(), false())", "${note} = 'x'", "${note} > 3"),
        *("${days} + 1 > 2", "count-selected(${many}) > 1", "string-length(${note}) > 3", "true()"),
        *("${1st} > 2", "((((${paid} = 'yes'", "(" * 50 + "${paid} = 'yes'" + ")" * 50, "." * 5000),
        *("${paid} > 'yes'", "selected(${note}, 'a')", "${days} = 'nan'x"),
    ],
)
def test_what_no_rule_says_is_refused(text):
    with pytest.raises(UnknownExpression):
        parsed(text)


CONDITIONS = st.one_of(
    st.builds(is_, st.just("paid"), st.sampled_from(["yes", "no"])),
    st.builds(Condition, st.just("paid"), st.just("is_not"), st.sampled_from(["yes", "no"])),
    st.builds(
        Condition,
        st.just("days"),
        st.sampled_from(["at_least", "at_most", "above", "below", "is", "is_not"]),
        st.integers(-2, 3) | st.just(1.5),
    ),
    st.builds(
        Condition,
        st.just("many"),
        st.sampled_from(["any_of", "none_of"]),
        st.sampled_from([("a",), ("a", "b")]),
    ),
    st.builds(
        Condition, st.sampled_from(["paid", "many", "note"]), st.just("answered"), st.booleans()
    ),
)
RULES = st.recursive(
    CONDITIONS,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda rules: st.sampled_from([AllOf(tuple(rules)), AnyOf(tuple(rules))])
    ),
    max_leaves=6,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "paid": st.sampled_from(["yes", "no"]),
        "days": st.integers(-3, 4),
        "many": st.sampled_from([["a"], ["b"], ["a", "c"]]),
        "note": st.just("x"),
    },
)


@settings(max_examples=300)
@given(RULES, ANSWERS)
def test_a_rule_written_and_read_holds_for_the_same_answers(rule, answers):
    again = parsed(write_rule(rule, KINDS))
    assert rule_holds(again, answers) == rule_holds(rule, answers)


@pytest.mark.parametrize(
    ("text", "word", "limits", "alone"),
    [
        (". >= 18 and . <= 120", "integer", {"minimum": 18, "maximum": 120}, []),
        ("(. > 0) and (. < 10)", "integer", {"minimum": 1, "maximum": 9}, []),
        (".>=0.5", "decimal", {"minimum": 0.5}, []),
        ("string-length(.) <= 200", "text", {"max_length": 200}, []),
        ("count-selected(.) < 4", "select_multiple", {"max_choices": 3}, []),
        (". >= date('2020-01-01')", "date", {"earliest": "2020-01-01"}, []),
        ("not(selected(., 'none') and count-selected(.) > 1)", "select_multiple", {}, ["none"]),
    ],
)
def test_a_constraint_is_read(text, word, limits, alone):
    assert read_constraint(text, word) == (limits, alone)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(("regex(., '[0-9]+')", "text"), (". > 0", "decimal"), (". <= today()", "date")),
        *((". >= ${age} * 2", "integer"), ("string-length(.) >= 5", "text"), (". != ''", "text")),
    ],
)
def test_another_constraint_is_refused(text, word):
    with pytest.raises(UnknownExpression):
        read_constraint(text, word)


def test_a_range_has_its_ends_as_limits():
    assert read_parameters("start=0 end=10 step=1", "range")[0] == {"minimum": 0, "maximum": 10}
    assert read_parameters("start=0;end=1;step=0.1", "range")[0]["decimals"] == 1
    for text, word in [("step=2", "range"), ("randomize=true", "select_one"), ("x", "range")]:
        with pytest.raises(UnknownExpression):
            read_parameters(text, word)
