"""How a page says in words how an index moved."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.filters import day, percent, whole
from app.languages import page_language
from app.models import Improvement
from app.words import say


@dataclass(frozen=True, slots=True)
class Told:
    """A text, and its language where that is not the page's."""

    text: str
    lang: str | None = None


def told(entry: Improvement, field: str) -> Told:
    """Give a text in the page's language, else in Vietnamese, which is always there."""
    if page_language() == "vi":
        return Told(getattr(entry, field))
    english: str | None = getattr(entry, f"{field}_en")
    return Told(english) if english else Told(getattr(entry, field), "vi")


def movement_sentence(entry: Improvement) -> str:
    """Say both figures with their n and intervals, the difference with its, and what it shows."""
    movement = entry.movement or {}
    figures = say(
        "Index %(first)s – %(last)s: %(before)s. Index %(from)s – %(to)s: %(after)s.",
        before=_figure(movement["before"]),
        after=_figure(movement["after"]),
        first=_day(movement["before"]["first"]),
        last=_day(movement["before"]["last"]),
        to=_day(movement["after"]["last"]),
        **{"from": _day(movement["after"]["first"])},
    )
    difference = say(
        "Difference %(value)s points, interval %(low)s to %(high)s.",
        value=_points(movement["difference"]),
        low=_points(movement["low"]),
        high=_points(movement["high"]),
    )
    return f"{VERDICTS[movement['direction']]()} {figures} {difference}"


VERDICTS = {
    "better": lambda: say("The index is better than before."),
    "worse": lambda: say("The index is worse than before."),
    "unchanged": lambda: say("The index has not changed by more than five points."),
    "cannot_tell": lambda: say("The answers are too few to tell whether the index changed."),
}


def _figure(figure: dict[str, Any]) -> str:
    return say(
        "%(value)s (interval %(low)s – %(high)s, n = %(n)s)",
        value=percent(figure["share"]),
        low=percent(figure["low"]),
        high=percent(figure["high"]),
        n=whole(figure["n"]),
    )


def _points(share: float) -> str:
    sign = "+" if share > 0 else "−" if share < 0 else ""
    return sign + percent(abs(share)).rstrip("%").strip()


def _day(text: str) -> str:
    return str(day(date.fromisoformat(text)))
