"""Our own questionnaires through an XLSForm and back: nothing is lost, and pyxform agrees."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform.xls2xform import convert

from surveys.catalogue import list_catalogue, load_catalogue_questionnaire
from surveys.documents import canonical_json, to_document
from surveys.errors import InvalidQuestionnaire
from surveys.exchange.problems import ImportRefused
from surveys.exchange.workbooks import read_workbook, write_workbook
from surveys.exchange.xlsform_export import export_xlsform
from surveys.exchange.xlsform_import import import_xlsform
from surveys.loading import load_document, load_json
from tests.surveys.building import (
    SAMPLES,
    ask,
    choice,
    matrix,
    questionnaire,
    rating,
    sample,
    yes_no,
)
from tests.surveys.damage import SAMPLES as DAMAGED
from tests.surveys.damage import damaged


def everything():
    """A questionnaire with a bit of everything."""
    rule = {"any": [{"item": "1st", "is_not": "yes"}, {"item": "days", "above": 2}]}
    options = [
        {"code": "a", "text": {"vi": "<b> & =1+1"}},
        {"code": "none", "text": {"vi": "b\nc"}, "exclusive": True},
    ]
    quoting = {"vi": "Về {place|nơi này}, {1st} = $ {x|y|z}", "en": "At {place}"}
    return questionnaire(
        yes_no("1st", required=True),
        choice("many", options="abc", type="several_choices", max_choices=2),
        ask("days", "number", minimum=0, maximum=9, decimals=1, na_allowed=True),
        ask("when", "date", earliest="2020-01-01"),
        ask("place", "short_text", max_length=20),
        rating("good", shown_if=rule),
        rating("bad", reversed=True, satisfied=[1, 2], shown_if={"item": "many", "none_of": ["a"]}),
        rating("seats", na_allowed=True, na_if={"item": "1st", "is": "no"}),
        *matrix("staff", "polite", "clear"),
        ask("thanks", "statement", text=quoting),
        choice("alone", type="several_choices", options="a") | {"options": options},
        ask("note", "long_text", role="comment", help={"vi": "Không bắt buộc"}),
    )


OURS = {
    "everything": everything(),
    **{entry.code: load_catalogue_questionnaire(entry.code) for entry in list_catalogue()},
    **{path.stem: load_document(sample(path.stem)) for path in sorted(SAMPLES.glob("*.json"))},
}


@pytest.mark.parametrize("name", OURS)
def test_the_round_trip_is_lossless(name):
    ours = OURS[name]
    imported = import_xlsform(export_xlsform(ours))
    assert imported.document == to_document(ours)
    assert (imported.left_out, dict(imported.renamed)) == ((), {})
    assert load_json(canonical_json(ours)) == ours


@pytest.mark.parametrize("name", OURS)
def test_pyxform_takes_the_file_without_a_warning(name):
    file = export_xlsform(OURS[name])
    assert export_xlsform(OURS[name]) == file
    warnings = convert(file, file_type=".xlsx").warnings
    assert [each for each in warnings if "is missing the survey" not in each] == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_can_be_published_survives(data):
    try:
        ours = load_document(damaged(data, data.draw(st.sampled_from(DAMAGED))))
    except InvalidQuestionnaire:
        return
    assert import_xlsform(export_xlsform(ours)).document == to_document(ours)


def edited(ours, sheet, row, column, cell):
    """Export, change one cell as another program would, and import."""
    tables = {}
    for name, read in read_workbook(export_xlsform(ours)).items():
        rows = [
            list(read.headings),
            *([r.cells.get(h, "") for h in read.headings] for r in read.rows),
        ]
        if name == sheet:
            rows[row][rows[0].index(column)] = cell
        tables[name] = rows
    return import_xlsform(write_workbook(tables)).document["sections"][0]["questions"]


def test_what_another_program_changed_counts():
    ours = questionnaire(
        yes_no("a", required=True),
        rating("b", shown_if={"item": "a", "is": "yes"}, factor="f"),
        factors=[{"code": "f", "title": {"vi": "Mặt"}}],
    )
    relevant = edited(ours, "survey", 3, "relevant", "${a} = 'no'")[1]
    assert relevant["shown_if"] == {"item": "a", "is": "no"}
    assert (relevant["factor"], relevant["satisfied"], relevant["scale"]) == ("f", [4, 5], "five")
    label = edited(ours, "survey", 3, "label::Tiếng Việt (vi)", "Chữ mới")[1]
    assert label["text"]["vi"] == "Chữ mới"
    assert edited(ours, "survey", 3, "required", "yes")[1]["required"] is True
    other = edited(ours, "survey", 2, "type", "date")[0]
    assert other["type"] == "date"
    name = edited(ours, "survey", 3, "name", "Paid")[1]
    assert name["code"] == "paid"


def test_a_foreign_hand_in_our_own_columns_does_no_harm():
    ours = questionnaire(yes_no("a"), yes_no("b"))
    for cell in (
        "[1]",
        "{",
        '{"type": "poem"}',
        json.dumps({"type": "yes_no", "code": 3, "scale": []}),
    ):
        with suppress(ImportRefused):
            edited(ours, "survey", 2, "ln_question", cell)
