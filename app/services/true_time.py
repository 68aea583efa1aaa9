"""When an answer was really given that a device kept while it had no network.

The clock of a tablet or a phone may be wrong by years, so no moment it names is believed. What can
be believed is how much time passed between two events on it. It tells two such spans: from the
form's issue, whose moment our own signature tells, to the answer; and from the answer to the
sending, whose moment our own clock tells. Together they must make up what really passed.

Each span is read twice: `wall` from the clock on the wall, which somebody may have set in between,
and `steady` from the counter of a browser that ran all the while, which stops when a device sleeps.
The pair of readings that adds up is right.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

TOLERANCE = 30.0
"""Seconds by which two spans may miss their sum: slow networks, and a clock that drifts."""


@dataclass(frozen=True)
class Span:
    """Seconds between two events, as two clocks of a device read them; None: it cannot tell."""

    wall: float | None = None
    steady: float | None = None

    def within(self, longest: float) -> list[float]:
        """List the readings that can be true, a little tolerance cut off."""
        return [
            min(max(reading, 0.0), longest)
            for reading in (self.steady, self.wall)
            if reading is not None and -TOLERANCE <= reading <= longest + TOLERANCE
        ]


@dataclass(frozen=True)
class DeviceTimes:
    """What a device tells: issue to answer, answer to sending, and seconds of filling in."""

    after: Span = Span()
    ago: Span = Span()
    took: float | None = None


@dataclass(frozen=True)
class Moment:
    """When an answer was given, and how many seconds it took."""

    answered_at: datetime
    duration: int | None


def true_moment(issued_at: datetime, told: DeviceTimes, *, now: datetime) -> Moment:
    """Reckon the moment of an answer: never before its form's issue, and never in the future.

    Where no pair of readings adds up, a span that ends now counts before one that begins with the
    issue; a device that tells nothing of use has answered now.
    """
    passed = max(0.0, (now - issued_at).total_seconds())
    ago = seconds_ago(told, passed)
    answered_at = max(issued_at, now - timedelta(seconds=ago)) if passed else now
    return Moment(answered_at, duration_of(told.took, passed - ago))


def seconds_ago(told: DeviceTimes, passed: float) -> float:
    """Choose how long ago the answer was given, between 0 and what passed since the issue."""
    afters, agos = told.after.within(passed), told.ago.within(passed)
    pairs = sorted(product(afters, agos), key=lambda pair: abs(sum(pair) - passed))
    if pairs and abs(sum(pairs[0]) - passed) <= TOLERANCE:
        return pairs[0][1]
    if agos:
        return agos[0]
    return passed - afters[0] if afters else 0.0


def duration_of(took: float | None, longest: float) -> int | None:
    """Give the seconds of filling in, if they fit between the form's issue and the answer."""
    if took is None or not 0 <= took <= longest + TOLERANCE:
        return None
    return int(took)
