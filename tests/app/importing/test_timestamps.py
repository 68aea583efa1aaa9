"""Moments as files write them. Truth leaned on: the calendar, worked out by hand."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.services.importing.timestamps import UnreadableTime, read_moment, read_month

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
MORNING = datetime(2026, 3, 2, 2, 5, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026/03/02 9:05:11 AM GMT+7",
        "2026/03/02 9:05:11 SA GMT+7",
        "2026/03/02 9:05:11 SA",
        "02/03/2026 9:05:11",
        "02/03/2026 09:05:11",
        "2-3-2026 9:05:11 am",
        "02.03.2026 9:05:11",
        "2026-03-02 09:05:11",
        "2026-03-02T09:05:11+07:00",
        "2026-03-02T02:05:11Z",
        "2026-03-02T02:05:11.250 UTC",
        "2026/03/02 2:05:11 AM GMT",
        " 02/03/2026, 9:05:11 ",
    ],
)
def test_one_moment_written_in_many_ways(text: str) -> None:
    assert read_moment(text, zone=HANOI) == MORNING


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("02/03/2026 12:00 AM", 0),
        ("02/03/2026 12:00 SA", 0),
        ("02/03/2026 12:30 PM", 12),
        ("02/03/2026 1:30 CH", 13),
        ("02/03/2026 23:59", 23),
        ("02/03/2026", 12),
    ],
)
def test_the_hour_is_the_clocks(text: str, hour: int) -> None:
    assert read_moment(text, zone=HANOI).hour == hour


def test_which_of_day_and_month_comes_first_is_told_not_guessed() -> None:
    assert read_moment("02/03/2026", zone=HANOI).month == 3
    assert read_moment("02/03/2026", zone=HANOI, order="mdy").month == 2
    with pytest.raises(UnreadableTime):
        read_moment("02/13/2026", zone=HANOI)


@pytest.mark.parametrize(
    "text",
    [
        *("", "hôm qua", "30/02/2026", "2026-13-01", "02/03/26", "2026-03-02 25:00"),
        *("02/03/2026 13:00 PM", "02/03/2026 0:30 AM", "02/03/2026 9:61", "2026-03-02 9:00 +25"),
        *("02/03/2026 9:05 trưa", "46083", "02/03/2026 9:05 +7 giờ"),
    ],
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTime):
        read_moment(text, zone=HANOI)


@pytest.mark.parametrize("text", ["03/2026", "2026-03", "Tháng 3/2026", "tháng 03-2026", "3/2026"])
def test_a_month_is_noon_of_its_middle(text: str) -> None:
    assert read_month(text, zone=HANOI) == datetime(2026, 3, 15, 12, tzinfo=HANOI)


def test_a_month_that_is_none_is_refused() -> None:
    for text in ("13/2026", "2026-00", "tháng ba"):
        with pytest.raises(UnreadableTime):
            read_month(text, zone=HANOI)
    assert read_month("02/03/2026", zone=HANOI).day == 2
