"""Mapping files: every mistake at once. Truth leaned on: mistakes made on purpose and counted."""

from pathlib import Path

import pytest
from flask import Flask

from app.services.importing.problems import InvalidMapping
from tests.app.importing.counter_survey import GOOD, MAPPING, bring, counter_survey, table

# What a mapping says is compared in Python; the other files of this folder run on both databases.
pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def mistakes(folder: Path, mapping: str) -> tuple[str, ...]:
    """What is wrong with a mapping of the good file."""
    with pytest.raises(InvalidMapping) as error:
        bring(folder, table(*GOOD), mapping=mapping)
    return error.value.mistakes


def test_all_mistakes_are_named_at_once(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    mapping = """
survey = "mot-cua"
surprise = 1
[file]
delimiter = "|"
[time]
column = "Ngày"
order = "ymd"
zone = "Asia/Nowhere"
[unit]
kind = "counter"
column = "Quầy"
values = { "Quầy số 1" = "q1", "Quầy số 9" = "q9" }
[language]
value = "vi"
column = "Ngôn ngữ"
[answers]
"Thái độ" = { item = "attitude", scale = "none" }
"Góp ý" = "no_such_item"
"Cột không có" = { item = "guidance", values = { "Tốt" = 7 } }
"""
    found = "\n".join(mistakes(tmp_path, mapping))
    for place in (
        "surprise",
        "file.delimiter",
        "time.order",
        "time.zone",
        "“Ngày”",
        "q9",
        "language",
        "“Ngôn ngữ”",
        "answers.Thái độ.scale",
        "no_such_item",
        "“Cột không có”",
        "answers.Cột không có.Tốt",
        "overall",
    ):
        assert place in found, place


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ('survey = "mot-cua"', 'survey = "khac"', "khac"),
        ('survey = "mot-cua"', "", "survey"),
        ('kind = "counter"', 'kind = "quầy"', "unit.kind"),
        ('kind = "counter"', 'kind = "school"', "q1"),
        ('"Góp ý" = "comment"', '"Góp ý" = "overall"', "overall"),
        ('"Góp ý" = "comment"', '"Góp ý" = 5', "answers.Góp ý"),
        ('column = "Dấu thời gian"', 'value = "hôm qua"', "time.value"),
        ('column = "Dấu thời gian"', "", "time"),
        ('"Hài lòng" = 4', '"Hài lòng" = 4.5', "Hài lòng"),
        ('"Hài lòng" = 4', '"Hài lòng" = true', "Hài lòng"),
        ("[answers]", "[counts]", "counts"),
    ],
)
def test_a_mistake_is_named(app: Flask, tmp_path: Path, old: str, new: str, word: str) -> None:
    counter_survey()
    found = mistakes(tmp_path, MAPPING.replace(old, new, 1))
    assert any(word in mistake for mistake in found), found


def test_what_is_no_toml_is_said_so(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    assert "TOML" in mistakes(tmp_path, "survey = \n")[0]


def test_an_item_that_must_be_answered_must_be_given(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    mapping = MAPPING.replace(
        '"Ông/Bà hài lòng chung?" = { item = "overall", scale = "chung" }', ""
    )
    assert any("overall" in mistake for mistake in mistakes(tmp_path, mapping))


def test_labels_are_known_whatever_their_spaces(app: Flask, tmp_path: Path) -> None:
    counter_survey()
    row = (GOOD[0][0], " Quầy  số 1", "Rất hài lòng ", "  Hài lòng", "")
    assert bring(tmp_path, table(row))[0].added == 1
