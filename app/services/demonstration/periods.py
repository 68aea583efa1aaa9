"""Half-years: the finished one, and the current one up to yesterday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class HalfYear:
    """Half a year, as the administration reports it; `half` is 1 or 2."""

    year: int
    half: int

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        """Find the half-year of a day."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @property
    def before(self) -> "HalfYear":
        """The half-year before."""
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 if self.half == 1 else 7, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.half == 1 else date(self.year, 12, 31)

    @property
    def name_vi(self) -> str:
        """What reports call it in Vietnamese."""
        return f"6 tháng {'đầu' if self.half == 1 else 'cuối'} năm {self.year}"

    @property
    def name_en(self) -> str:
        """What reports call it in English."""
        return f"{'first' if self.half == 1 else 'second'} half of {self.year}"

    def elapsed(self, today: date) -> float:
        """Tell which share of its days is over before `today`, from 0 to 1."""
        whole = (self.last - self.first).days + 1
        return min(max((today - self.first).days / whole, 0.0), 1.0)

    def months(self, today: date) -> list[tuple[date, date]]:
        """List first and last day of its months, the last one cut off at the day before today."""
        return list(self._months(min(self.last, today - timedelta(days=1))))

    def _months(self, end: date) -> Iterator[tuple[date, date]]:
        first = self.first
        while first <= end:
            following = (first + timedelta(days=32)).replace(day=1)
            yield first, min(following - timedelta(days=1), end)
            first = following
