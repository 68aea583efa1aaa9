"""The answers of a survey as the kinds of evidence take them: plain arrays, one entry an answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.models import Mode
from app.opening_hours import Span

BEST = 5
NOON, HALVES = 12 * 60, 2
MODE_NUMBERS = {mode: number for number, mode in enumerate(Mode)}
"""The names of a million answers would take 44 MB."""

Hours = Callable[[int], tuple[Span, ...]]
"""From the number of a day (`date.toordinal`) to the opening hours of a counter on it."""


@dataclass(frozen=True, eq=False)
class PointSheets:
    """What came at one point, in the order of the sequences.

    like : units with the same are alike: kind and sector
    hours : opening hours, None where people answer at home
    days, minutes : the local day of each answer (`date.toordinal`) and its minute
    scores : answers × ratings; NaN where none was given
    seconds : how long the form was open; NaN where that is not known
    modes : as in `MODE_NUMBERS`
    unsure : whether the moment is only known within bounds, after a device kept the answer
    """

    point_id: int
    like: str
    service_id: int | None
    hours: Hours | None
    sequences: NDArray[np.int64]
    days: NDArray[np.integer]
    minutes: NDArray[np.floating]
    scores: NDArray[np.floating]
    seconds: NDArray[np.floating]
    modes: NDArray[np.int8]
    verified: NDArray[np.bool_]
    unsure: NDArray[np.bool_]
    units: NDArray[np.integer]

    @property
    def n(self) -> int:
        """How many answers there are."""
        return len(self.days)

    def in_mode(self, *modes: Mode) -> NDArray[np.bool_]:
        """Mark the answers given in some modes."""
        return np.isin(self.modes, [MODE_NUMBERS[mode] for mode in modes])

    @cached_property
    def half_days(self) -> NDArray[np.integer]:
        """The number of each answer's half-day."""
        numbers: NDArray[np.integer] = self.days * HALVES + (self.minutes >= NOON)
        return numbers

    @cached_property
    def answered(self) -> NDArray[np.integer]:
        """How many ratings each answer has."""
        counts: NDArray[np.integer] = (~np.isnan(self.scores)).sum(axis=1, dtype=np.int16)
        return counts

    @cached_property
    def best(self) -> NDArray[np.bool_]:
        """Whether every rating that was given is the highest."""
        highest = (self.scores == BEST) | np.isnan(self.scores)
        best: NDArray[np.bool_] = (self.answered > 0) & highest.all(axis=1)
        return best

    @cached_property
    def has_certain_time(self) -> NDArray[np.bool_]:
        """Whether the moment was measured: not typed or read in, nor sent by a lost clock."""
        on_screen = self.in_mode(Mode.KIOSK, Mode.SELF_PHONE)
        certain: NDArray[np.bool_] = on_screen & ~self.unsure & ~np.isnan(self.seconds)
        return certain


@dataclass(frozen=True)
class Dossiers:
    """How many dossiers a unit handled of a service (None: of all) in a period."""

    unit_id: int
    service_id: int | None
    first: date
    last: date
    handled: int


@dataclass(frozen=True)
class SurveySheets:
    """A survey: its points, the factor of each rating, the dossiers of its units."""

    points: Sequence[PointSheets]
    factors: Sequence[str]
    dossiers: Sequence[Dossiers] = ()


@dataclass(frozen=True)
class Found:
    """Something that stands out at a point.

    label : tells it from others of its kind at the point, and stays the same from day to day
    p_value : the chance of seeing so much without any cause, all of the point looked at together
    answers : places of the answers concerned, in the point's arrays
    figures : the evidence in numbers; flags keep them as they are
    rests_on : how many other answers the figures tell of, if they tell of others
    """

    label: str
    p_value: float
    answers: tuple[int, ...]
    figures: Mapping[str, Any] = field(default_factory=dict)
    rests_on: int | None = None

    @property
    def smallest(self) -> int:
        """The smaller group of answers that is shown."""
        n = len(self.answers)
        return n if self.rests_on is None else min(n, self.rests_on)


Findings = dict[int, tuple[Found, ...]]
"""What one kind found, by point; a point that could not be tested is missing."""
