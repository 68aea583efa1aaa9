"""Columns of stored answers: the quick ways give what the plain ones give."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.extensions import db
from app.models import Response
from app.queries.responses import NOT_KNOWN, answer_batches
from app.services.reporting.growing import Growing
from app.services.reporting.local_times import local_times
from app.services.reporting.stored_sheets import LEAST_ALIKE, Dictionary, read_sheets
from tests.app.results.one_stop import counter, one_stop_survey
from tests.factories import create_response

ITEMS = ("q1", "q2", "q11", "chọn")
ANSWERS = st.one_of(
    st.integers(0, 12),
    st.sampled_from(["na", "yes", 'a "quoted" 1, {2}', "mức 3", "c1", "c2", None, True]),
    st.lists(st.sampled_from(["c1", "c2", "c3"]), max_size=2),
)
SHEETS = st.lists(st.dictionaries(st.sampled_from((*ITEMS, "q3")), ANSWERS), max_size=5)


def looked_up(texts: list[str]) -> list[dict]:
    """What the columns say of each sheet."""
    dictionaries = {item: Dictionary() for item in ITEMS}
    columns = read_sheets([text.encode() for text in texts], dictionaries)
    values = {i: [dictionaries[i].values_in_order[p] for p in columns[i]] for i in ITEMS}
    return [{i: values[i][row] for i in ITEMS} for row in range(len(texts))]


def as_json(texts: list[str]) -> list[dict]:
    """What each sheet says, read by itself; several choices are a tuple."""
    sheets = [json.loads(text) for text in texts]
    given = [{i: sheet.get(i) for i in ITEMS} for sheet in sheets]
    return [{i: tuple(v) if isinstance(v, list) else v for i, v in g.items()} for g in given]


@given(SHEETS, st.booleans())
def test_sheets_in_columns_say_what_they_say_in_json(sheets: list[dict], ascii_only: bool) -> None:
    texts = [json.dumps(sheet, ensure_ascii=ascii_only) for sheet in sheets] * LEAST_ALIKE
    assert looked_up(texts) == as_json(texts)


def test_sheets_of_one_layout_may_ask_other_items() -> None:
    texts = ['{"q1": 4, "q2": "c1"}', '{"q2": 3, "q3": "c2"}', '{"q1": 10, "q2": "c3"}'] * 99
    assert looked_up(texts) == as_json(texts)


def test_a_sheet_without_answers_and_no_sheets_at_all() -> None:
    assert looked_up(["{}"] * 99) == [dict.fromkeys(ITEMS)] * 99
    assert looked_up([]) == []


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "Europe/Berlin", "Australia/Lord_Howe"])
def test_days_and_minutes_are_those_of_the_local_clock(zone: str) -> None:
    local = ZoneInfo(zone)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    moments = [start + timedelta(minutes=11 * k, seconds=k % 60) for k in range(48_000)]
    seconds = np.array([int(moment.timestamp()) for moment in moments])
    days, minutes = local_times(seconds, local)
    there = [moment.astimezone(local) for moment in moments]
    assert days.tolist() == [moment.date() for moment in there]
    assert minutes.tolist() == [m.hour * 60 + m.minute + m.second / 60 for m in there]


def test_a_moment_just_before_midnight_is_of_the_day_before(app: Flask) -> None:
    survey = one_stop_survey()
    point_of = counter(survey)
    moment = datetime(2026, 3, 1, 16, 59, 59, 999_900, tzinfo=UTC)
    create_response(survey, {"overall": 5}, answered_at=moment)
    assert point_of
    assert [b.moments.tolist() for b in answer_batches(survey.id)] == [[int(moment.timestamp())]]


def test_what_is_read_in_columns_is_what_is_stored(app: Flask) -> None:
    survey = one_stop_survey()
    given = [{"overall": 4}, {"overall": "na", "tiếng": "Việt"}, {}]
    for number, answers in enumerate(given):
        create_response(survey, answers, duration=number or None, verified=number == 1)
    (batch,) = answer_batches(survey.id)
    stored = list(db.session.scalars(select(Response).order_by(Response.sequence)))
    assert [json.loads(text) for text in batch.answers] == given
    assert batch.durations.tolist() == [NOT_KNOWN, 1, 2]
    assert [bool(v) for v in batch.verified] == [False, True, False]
    for column, name in ((batch.sequences, "sequence"), (batch.unit_ids, "unit_id")):
        assert list(column) == [getattr(response, name) for response in stored]
    assert [len(b.sequences) for b in answer_batches(survey.id, size=2)] == [2, 1]


def test_a_column_grows_and_what_was_given_out_stays() -> None:
    column, whole, given_out = Growing(np.int8), [], []
    for number, kind in ((3, np.int8), (5000, np.int8), (2, np.int16), (40_000, np.int32)):
        values = np.arange(number).astype(kind) + (300 if kind != np.int8 else 0)
        column.add(values)
        whole += values.tolist()
        given_out.append((column.view(), list(whole)))
    for view, expected in given_out:
        assert view.tolist() == expected
        assert not view.flags.writeable
    assert column.view().dtype == np.int32
