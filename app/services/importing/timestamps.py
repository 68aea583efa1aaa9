"""Moments as files write them, Google Forms' and spreadsheets' among them.

"2026/03/02 9:05:11 AM GMT+7", "2026/03/02 9:05:11 SA GMT+7", "02/03/2026 09:05:11", "2026-03-02",
"2026-03-02T09:05:11+07:00", and for tables of counts "03/2026", "2026-03", "Tháng 3/2026".
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

ORDERS = ("dmy", "mdy")
NOON = time(12)
MIDDLE_OF_MONTH = 15
NO_TIME_KEPT = "1980-01-01"
"""What LimeSurvey writes in place of the day when it keeps answers anonymous."""

PARTS = re.compile(r"(?P<day>[0-9/.-]+)(?:(?:T|,?\s+)(?P<clock>.+))?")
YEAR_FIRST = re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})")
YEAR_LAST = re.compile(r"(?P<a>[0-9]{1,2})[-/.](?P<b>[0-9]{1,2})[-/.](?P<y>[0-9]{4})")
MONTH = re.compile(
    r"(?:tháng\s+)?(?:(?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})|(?P<y2>[0-9]{4})[-/.](?P<m2>[0-9]{1,2}))"
)
CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?:\s*(?P<half>AM|PM|SA|CH))?"
    r"(?:\s*(?P<zone>Z|(?:GMT|UTC)?[+-][0-9]{1,2}(?::?[0-9]{2})?|GMT|UTC))?",
    re.IGNORECASE,
)
OFFSET = re.compile(r"([+-])([0-9]{1,2})(?::?([0-9]{2}))?\Z")


class UnreadableTime(ValueError):
    """The text is no moment in any form we know."""


def read_moment(text: str, *, zone: tzinfo, order: str = "dmy") -> datetime:
    """Read a moment; one without a zone is in `zone`, one without a clock time is at noon.

    `order` settles dates like 02/03/2026: "dmy", as Vietnam writes, or "mdy". Raises
    `UnreadableTime`; nothing is guessed from the numbers, because 02/03 fits both.
    """
    parts = PARTS.fullmatch(text.strip())
    if parts is None:
        raise UnreadableTime(text)
    day = read_day(parts["day"], order)
    if not parts["clock"]:
        return datetime.combine(day, NOON, tzinfo=zone)
    found = CLOCK.fullmatch(parts["clock"])
    if found is None:
        raise UnreadableTime(text)
    try:
        moment = time(hour_of(found), int(found["minute"]), int(found["second"] or 0))
    except ValueError as error:
        raise UnreadableTime(text) from error
    return datetime.combine(day, moment, tzinfo=zone_of(found["zone"], zone))


def read_month(text: str, *, zone: tzinfo, order: str = "dmy") -> datetime:
    """Read a month as noon of its 15th day; a whole date is read as the day it is."""
    found = MONTH.fullmatch(text.strip().lower())
    if found is None:
        return read_moment(text, zone=zone, order=order)
    year, month = int(found["y"] or found["y2"]), int(found["m"] or found["m2"])
    try:
        return datetime.combine(date(year, month, MIDDLE_OF_MONTH), NOON, tzinfo=zone)
    except ValueError as error:
        raise UnreadableTime(text) from error


def read_day(text: str, order: str) -> date:
    """Read a date; raises `UnreadableTime`."""
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"])
    elif found := YEAR_LAST.fullmatch(text):
        first, second, year = int(found["a"]), int(found["b"]), int(found["y"])
        day, month = (first, second) if order == "dmy" else (second, first)
    else:
        raise UnreadableTime(text)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableTime(text) from error


def hour_of(found: re.Match[str]) -> int:
    """Give the hour from 0 to 23; SA and CH are AM and PM in Vietnamese."""
    hour, half = int(found["hour"]), (found["half"] or "").upper()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise UnreadableTime(found[0])
    return hour % 12 + (12 if half in ("PM", "CH") else 0)


def zone_of(text: str | None, default: tzinfo) -> tzinfo:
    """Give the zone a moment names itself, else the default."""
    if not text:
        return default
    found = OFFSET.search(text)
    if found is None:
        return UTC
    offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    if offset > timedelta(hours=14):
        raise UnreadableTime(text)
    return timezone(-offset if found[1] == "-" else offset)
