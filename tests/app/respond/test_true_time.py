"""The true moment of an answer that lay on a device, whatever the device's clock says.

Truth leaned on: a made-up day whose real moments are known, read off clocks that are wrong in the
ways tablets are.
"""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.true_time import DeviceTimes, Span, true_moment

ISSUED = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
ANSWERED = ISSUED + timedelta(minutes=20)
NOW = ISSUED + timedelta(hours=3)
AFTER, AGO = 20 * 60.0, 160 * 60.0
YEARS = 40 * 365 * 86400.0
TOLD = {
    "a clock that is wrong all day": DeviceTimes(Span(AFTER), Span(AGO)),
    "set right before the answer": DeviceTimes(Span(AFTER + YEARS), Span(AGO)),
    "set right after the answer": DeviceTimes(Span(AFTER), Span(AGO + YEARS)),
    "set an hour wrong after the answer": DeviceTimes(Span(AFTER, AFTER), Span(AGO - 3600.0, AGO)),
    "flat battery before, set right after, browser open": DeviceTimes(
        Span(AFTER - YEARS), Span(AGO + YEARS, AGO)
    ),
    "asleep before the answer": DeviceTimes(Span(AFTER, 60.0), Span(AGO, AGO)),
    "asleep after the answer": DeviceTimes(Span(AFTER, AFTER), Span(AGO, 60.0)),
    "set an hour wrong before the answer and right again after": DeviceTimes(
        Span(AFTER + 3600.0, AFTER - 1.0), Span(AGO - 3600.0, AGO - 1.0)
    ),
    "only since when": DeviceTimes(Span(AFTER)),
    "only how long ago": DeviceTimes(ago=Span(AGO)),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD)
def test_the_moment_is_right_though_the_clock_is_wrong(told: DeviceTimes) -> None:
    moment = true_moment(ISSUED, told, now=NOW).answered_at
    assert abs(moment - ANSWERED) <= timedelta(seconds=1)


def test_where_nothing_adds_up_the_counts_are_bounds() -> None:
    """Asleep before the answer, and the clock set an hour wrong meanwhile: 900 s are counted."""
    told = DeviceTimes(Span(AFTER + 3600.0, 900.0), Span(AGO - 7200.0, AGO))
    moment = true_moment(ISSUED, told, now=NOW)
    assert (moment.answered_at, moment.unsure) == (ANSWERED, 300)
    assert true_moment(ISSUED, TOLD["a clock that is wrong all day"], now=NOW).unsure == 0


READINGS = st.none() | st.floats()
SPANS = st.builds(Span, READINGS, READINGS)


@given(SPANS, SPANS, READINGS, st.integers(-10, 10**6))
def test_nothing_told_leads_before_the_issue_or_into_the_future(
    after: Span, ago: Span, took: float | None, passed: int
) -> None:
    now = ISSUED + timedelta(seconds=passed)
    moment = true_moment(ISSUED, DeviceTimes(after, ago, took), now=now)
    assert min(ISSUED, now) <= moment.answered_at <= now
    assert 0 <= moment.unsure <= max(0, passed)
    assert moment.duration is None or moment.duration >= 0


def test_filling_in_takes_no_longer_than_since_the_issue() -> None:
    assert true_moment(ISSUED, DeviceTimes(Span(60.0), Span(0.0), 59.4), now=NOW).duration == 59
    told = DeviceTimes(Span(60.0), Span((NOW - ISSUED).total_seconds() - 60), 4000.0)
    assert true_moment(ISSUED, told, now=NOW).duration is None
