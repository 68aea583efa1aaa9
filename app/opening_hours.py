"""Opening hours of a week, as people write them: "T2-T6 07:30-11:30 13:30-17:00; T7 07:30-11:30".

T2 is Monday, T7 Saturday and CN Sunday, as on every Vietnamese office door.
"""

import re
from dataclasses import dataclass

from app.errors import LangNgheError

DAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
"""The days of a week by their Vietnamese abbreviations; the place is `date.weekday()`."""

PART = re.compile(r"(?P<first>[A-Z0-9]{2})(?:-(?P<last>[A-Z0-9]{2}))?(?P<spans>(?: \S+)+)")
SPAN = re.compile(r"([01]?\d|2[0-4])[:hH]([0-5]\d)-([01]?\d|2[0-4])[:hH]([0-5]\d)")
DAY = 24 * 60

Span = tuple[int, int]
"""Opens and closes, in minutes of the local day."""


class WrongHours(LangNgheError):
    """Hours that cannot be read; the message names the part."""


@dataclass(frozen=True)
class Week:
    """The spans of each day of the week, Monday first, in order."""

    days: tuple[tuple[Span, ...], ...]


def read_week(text: str) -> Week:
    """Read the hours of a week; days that are not named are closed. Raises `WrongHours`."""
    days: dict[int, tuple[Span, ...]] = {}
    parts = [part for part in (" ".join(p.split()) for p in text.split(";")) if part]
    for part in parts:
        found = PART.fullmatch(part.upper().replace(",", " ").replace("  ", " "))
        if found is None:
            raise WrongHours(part)
        spans = read_spans(found["spans"], part)
        for weekday in read_days(found["first"], found["last"] or found["first"], part):
            if weekday in days:
                raise WrongHours(part)
            days[weekday] = spans
    if not days:
        raise WrongHours(text)
    return Week(tuple(days.get(weekday, ()) for weekday in range(len(DAYS))))


def read_days(first: str, last: str, part: str) -> range:
    """Read one day or several in a row."""
    if first not in DAYS or last not in DAYS or DAYS.index(last) < DAYS.index(first):
        raise WrongHours(part)
    return range(DAYS.index(first), DAYS.index(last) + 1)


def read_spans(text: str, part: str) -> tuple[Span, ...]:
    """Read the spans of a day, one after the other."""
    spans = []
    for word in text.split():
        found = SPAN.fullmatch(word)
        if found is None:
            raise WrongHours(part)
        hours = [int(number) for number in found.groups()]
        spans.append((hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]))
    ends = [minute for span in spans for minute in span]
    if ends != sorted(set(ends)) or ends[-1] > DAY:
        raise WrongHours(part)
    return tuple(spans)
