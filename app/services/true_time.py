"""When an answer was really given that a device kept while it had no network.

The clock of a tablet or a phone may be wrong by years, so no moment it names is believed. What can
be believed is how much time passed between two events on it. It tells two such spans: from the
form's issue, whose moment our own signature tells, to the answer; and from the answer to the
sending, whose moment our own clock tells. Together they must make up what really passed.

Each span is read twice: `wall` from the clock on the wall, which somebody may have set in between,
and `steady` from the counter of the browser (`static/device-clock.js`), which stops when a device
sleeps and so never counts too much: where both counts add up, both are right. Else the pair of
readings that adds up best is. Where none does, the counts are bounds, and the answer is flagged.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product
from math import inf

TOLERANCE = 30.0
"""Seconds by which two spans may miss their sum: slow networks, and a clock that drifts."""


@dataclass(frozen=True)
class Span:
    """Seconds between two events, as two clocks of a device read them; None: it cannot tell."""

    wall: float | None = None
    steady: float | None = None

    def within(self, longest: float) -> list[float]:
        """List the readings that can be true, the counter's first."""
        return possible(self.steady, longest) + possible(self.wall, longest)


@dataclass(frozen=True)
class DeviceTimes:
    """What a device tells: issue to answer, answer to sending, and seconds of filling in."""

    after: Span = Span()
    ago: Span = Span()
    took: float | None = None


@dataclass(frozen=True)
class Moment:
    """When an answer was given, and how many seconds it took.

    `unsure` is the width of the bounds, in seconds, within which nothing tells the moment.
    """

    answered_at: datetime
    duration: int | None
    unsure: int = 0


def true_moment(issued_at: datetime, told: DeviceTimes, *, now: datetime) -> Moment:
    """Reckon the moment of an answer: never before its form's issue, and never in the future."""
    passed = max(0.0, (now - issued_at).total_seconds())
    ago = sure_seconds_ago(told, passed)
    unsure = 0.0
    if ago is None:
        ago, unsure = likely_seconds_ago(told, passed)
    answered_at = max(issued_at, now - timedelta(seconds=ago)) if passed else now
    return Moment(answered_at, duration_of(told.took, passed - ago), int(unsure))


def sure_seconds_ago(told: DeviceTimes, passed: float) -> float | None:
    """Tell how long ago the answer was given, from readings that make up what really passed."""
    counts = product(possible(told.after.steady, passed), possible(told.ago.steady, passed))
    readings = product(told.after.within(passed), told.ago.within(passed))
    for pairs in (counts, readings):
        missed, ago = min(((abs(sum(p) - passed), p[1]) for p in pairs), default=(inf, 0.0))
        if missed <= TOLERANCE:
            return ago
    return None


def likely_seconds_ago(told: DeviceTimes, passed: float) -> tuple[float, float]:
    """Choose how long ago an answer was likely given, and say how wide its bounds are.

    A span that ends now counts before one that begins with the issue; a device that tells nothing
    of use has answered now.
    """
    agos, afters = told.ago.within(passed), told.after.within(passed)
    likely = agos[0] if agos else passed - afters[0] if afters else 0.0
    shortest = sum(possible(told.ago.steady, passed))
    longest = passed - sum(possible(told.after.steady, passed))
    if shortest > longest:  # the clock went wrong between two browsers: no count is a bound
        shortest, longest = 0.0, passed
    return min(max(likely, shortest), longest), longest - shortest


def possible(reading: float | None, longest: float) -> list[float]:
    """Give a reading if it can be true, a little tolerance cut off; else nothing."""
    if reading is None or not -TOLERANCE <= reading <= longest + TOLERANCE:
        return []
    return [min(max(reading, 0.0), longest)]


def duration_of(took: float | None, longest: float) -> int | None:
    """Give the seconds of filling in, if they fit between the form's issue and the answer."""
    if took is None or not 0 <= took <= longest + TOLERANCE:
        return None
    return int(took)
