"""What an answer is flagged for; nothing of it refuses an answer."""

import pytest

from app.flag_rules import (
    CODE_REVOKED,
    CONFIRMED,
    FLAG_RULES,
    HIDDEN_FIELD,
    MOMENT_UNSURE,
    TOO_FAST,
    UNCONFIRMED,
)
from app.services.flagging import Signs, flags_of
from app.services.response_store import Flag

TEN = dict.fromkeys("abcdefghij", 5)


@pytest.mark.parametrize(("seconds", "flagged"), [(0, True), (3, True), (4, False), (60, False)])
def test_half_a_second_an_answer_is_the_line_and_the_cut_off_second_is_given(seconds, flagged):
    found = flags_of(Signs(), TEN, duration=seconds)
    assert found == ((Flag(TOO_FAST, {"seconds": seconds, "answers": 10}),) if flagged else ())


def test_one_tick_can_be_quick_and_a_late_answer_tells_no_time():
    assert flags_of(Signs(), {"overall": 5}, duration=0) == ()
    assert flags_of(Signs(), TEN, duration=None) == ()


def test_what_was_seen_of_a_form_is_named_with_it():
    found = flags_of(Signs(hidden_field=True, confirmed="sum"), TEN, duration=60)
    assert found == (Flag(HIDDEN_FIELD), Flag(CONFIRMED, {"by": "sum"}))
    assert flags_of(Signs(unconfirmed=True), TEN, duration=60) == (Flag(UNCONFIRMED),)
    assert all(flag.rule in FLAG_RULES for flag in (*found, Flag(UNCONFIRMED)))


def test_a_moment_known_within_a_minute_is_known_and_a_code_taken_back_is_named():
    assert flags_of(Signs(), TEN, duration=60, unsure=60) == ()
    found = flags_of(Signs(), TEN, duration=60, unsure=61, revoked=True)
    assert found == (Flag(MOMENT_UNSURE, {"minutes": 2}), Flag(CODE_REVOKED))
    assert all(flag.rule in FLAG_RULES for flag in found)
