"""Opening hours as people write them. Truth leaned on: none beyond the days of a week."""

from datetime import date

import pytest

from app.opening_hours import WrongHours, read_week
from app.services.integrity.hours import Since, hours_on_any_day

MORNING = ((450, 690),)


def test_a_week_is_read_as_it_is_written_on_doors():
    week = read_week("t2-T6 7:30-11:30, 13h30-17:00 ; T7 07:30-11:30;")
    assert week.days[0] == week.days[4] == ((450, 690), (810, 1020))
    assert week.days[5:] == (((450, 690),), ())


def test_the_days_are_those_of_the_calendar():
    hours = hours_on_any_day(1, read_week("T7 07:30-11:30"), {}, {})
    assert hours(date(2026, 3, 7).toordinal()) == MORNING
    assert hours(date(2026, 3, 8).toordinal()) == ()


def test_a_unit_has_its_own_hours_else_those_of_the_nearest_above():
    usual, own = read_week("T2 07:30-11:30"), read_week("T2 13:30-17:00")
    above = {10: [Since(100, own), Since(200, None)]}
    hours = hours_on_any_day(12, usual, above, {12: 11, 11: 10, 10: 12})
    monday = 8 * 7 + 1
    assert hours(monday) == MORNING
    assert hours(monday + 7 * 8) == ((810, 1020),)
    assert hours(monday + 7 * 30) == MORNING


@pytest.mark.parametrize(
    "text",
    [
        *("", ";", "T2", "T8 07:30-11:30", "T6-T2 07:30-11:30", "T2 11:30-07:30"),
        *("T2 07:30-11:30 11:00-12:00", "T2 07:30-24:30", "T2 07:30-11:30; T2 08:00-09:00"),
        "mở cửa cả ngày",
    ],
)
def test_what_is_no_week_is_refused(text):
    with pytest.raises(WrongHours):
        read_week(text)
