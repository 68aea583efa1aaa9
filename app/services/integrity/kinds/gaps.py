"""Open answers beyond the verified ones of a unit, and those of a kiosk beyond those by phone."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext
from numpy.typing import NDArray

from analysis.quality.strata import chance_beyond, usual_ratios
from app.filters import percent, whole
from app.flag_rules import KIOSK_BEYOND_PHONE, OPEN_BEYOND_VERIFIED
from app.models import Mode
from app.services.integrity.kinds.kind import LEVEL, Kind
from app.services.integrity.sheets import Findings, Found, PointSheets, SurveySheets

LEAST_ANSWERS = 8
"""With fewer of either kind there is no comparison."""

OPEN_MODES = (Mode.KIOSK, Mode.SELF_PHONE, Mode.ONLINE)

Marks = NDArray[np.bool_]
Sort = Callable[[PointSheets], Marks]
Counts = NDArray[np.int64]
"""Best answers and all answers of the suspected sort, then of the one it is held against."""


def is_open(point: PointSheets) -> Marks:
    """Mark what anybody may have sent."""
    marks: Marks = point.in_mode(*OPEN_MODES) & ~point.verified
    return marks


def is_verified(point: PointSheets) -> Marks:
    """Mark what came by an invitation that counts once."""
    return point.verified


def is_at_kiosk(point: PointSheets) -> Marks:
    """Mark what was answered on a device of the office."""
    return point.in_mode(Mode.KIOSK)


def is_by_phone(point: PointSheets) -> Marks:
    """Mark what people answered on phones of their own, without an invitation."""
    marks: Marks = point.in_mode(Mode.SELF_PHONE) & ~point.verified
    return marks


def counted(point: PointSheets, first: Sort, second: Sort, rows: Marks) -> Counts:
    """Count two sorts of answers among some of a point's."""
    a, b = first(point) & rows, second(point) & rows
    return np.array([(point.best & a).sum(), a.sum(), (point.best & b).sum(), b.sum()])


@dataclass(frozen=True)
class At:
    """A point's answers at one unit; a point that was moved has two."""

    point: PointSheets
    unit_id: int
    counts: Counts


def find_beyond(survey: SurveySheets, first: Sort, second: Sort) -> Findings:
    """Hold the first sort at each point against the second at all points of the unit."""
    every = list(at_units(survey, first, second))
    by_unit: dict[int, Counts] = {}
    for at in every:
        by_unit[at.unit_id] = by_unit.get(at.unit_id, np.zeros(4, np.int64)) + at.counts
    if not by_unit:
        return {}
    ratios = dict(zip(by_unit, usual_ratios(np.array(list(by_unit.values()))), strict=True))
    found: Findings = {}
    for at in every:
        if at.counts[1] >= LEAST_ANSWERS <= by_unit[at.unit_id][3]:
            item = beyond(at, by_unit[at.unit_id], float(ratios[at.unit_id]), first)
            found[at.point.point_id] = (*found.get(at.point.point_id, ()), *item)
    return found


def at_units(survey: SurveySheets, first: Sort, second: Sort) -> Iterator[At]:
    """Count both sorts at each point, by the unit that answers for them."""
    for point in survey.points:
        for unit_id in np.unique(point.units).tolist():
            yield At(point, unit_id, counted(point, first, second, point.units == unit_id))


def beyond(at: At, unit: Counts, ratio: float, first: Sort) -> tuple[Found, ...]:
    """Name all answers of the sort at a point if more of them are best than can be expected."""
    best, n, other_best, other_n = int(at.counts[0]), int(at.counts[1]), int(unit[2]), int(unit[3])
    units = len(np.unique(at.point.units))
    p_value = chance_beyond(best, n, other_best, other_n, usual_ratio=ratio) * units
    if p_value >= LEVEL:
        return ()
    answers = np.flatnonzero(first(at.point) & (at.point.units == at.unit_id))
    figures = {
        "n": n,
        "share": best / n,
        "other_n": other_n,
        "other_share": other_best / other_n,
        "usual_ratio": round(ratio, 2),
    }
    item = Found(f"unit-{at.unit_id}", p_value, tuple(answers.tolist()), figures, rests_on=other_n)
    return (item,)


def open_in_words(figures: Mapping[str, Any]) -> str:
    """Say how open and verified answers differ."""
    text: str = gettext(
        "Of %(n)s open answers %(share)s gave the best of every rating, of %(other_n)s verified "
        "answers of the unit %(other_share)s.",
        **in_figures(figures),
    )
    return text


def kiosk_in_words(figures: Mapping[str, Any]) -> str:
    """Say how answers at the kiosk and by phone differ."""
    text: str = gettext(
        "Of %(n)s answers at the kiosk %(share)s gave the best of every rating, of %(other_n)s "
        "answers by phone at the unit %(other_share)s.",
        **in_figures(figures),
    )
    return text


def in_figures(figures: Mapping[str, Any]) -> dict[str, str]:
    """Write the figures of both sorts."""
    return {
        "n": whole(figures["n"]),
        "share": percent(figures["share"], 0),
        "other_n": whole(figures["other_n"]),
        "other_share": percent(figures["other_share"], 0),
    }


OPEN = Kind(
    OPEN_BEYOND_VERIFIED,
    lazy_gettext("Open answers better than the verified ones"),
    lazy_gettext(
        "What open answers are better by at other units, and what kinds of answers differ by "
        "anyway, is allowed for. All open answers of the point are in question; the verified ones "
        "stand. Who answers unasked may still be more contented."
    ),
    lambda survey: find_beyond(survey, is_open, is_verified),
    open_in_words,
)
KIOSK = Kind(
    KIOSK_BEYOND_PHONE,
    lazy_gettext("Answers at the kiosk better than those by phone"),
    lazy_gettext(
        "What kiosks are better by at other units is allowed for. All answers of the kiosk are in "
        "question. Who answers in front of the counter may still be more polite, or better served."
    ),
    lambda survey: find_beyond(survey, is_at_kiosk, is_by_phone),
    kiosk_in_words,
)
