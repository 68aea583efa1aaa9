"""More answers than dossiers were handled."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
from flask_babel import gettext, lazy_gettext
from numpy.typing import NDArray

from analysis.quality.days import chance_of_more
from app.filters import day, whole
from app.flag_rules import MORE_THAN_DOSSIERS
from app.models import Mode
from app.services.integrity.kinds.kind import LEVEL, Kind
from app.services.integrity.sheets import Dossiers, Findings, Found, PointSheets, SurveySheets

Concerned = list[tuple[PointSheets, NDArray[np.intp]]]
"""Points with the places of their answers that a count of dossiers is about."""


def find_more_than_dossiers(survey: SurveySheets) -> Findings:
    """Hold the answers of each unit, service and period against its dossiers."""
    by_unit: dict[int, list[Dossiers]] = {}
    for count in survey.dossiers:
        by_unit.setdefault(count.unit_id, []).append(count)
    points = points_by_unit(survey, by_unit.keys())
    found: Findings = {}
    for unit_id, counts in by_unit.items():
        tested = [(c, list(concerned(c, points.get(unit_id, ())))) for c in counts]
        tested = [(count, at) for count, at in tested if at]
        for count, at in tested:
            for point_id, items in compared(count, at, len(tested)):
                found[point_id] = (*found.get(point_id, ()), *items)
    return found


def points_by_unit(survey: SurveySheets, wanted: Any) -> dict[int, list[PointSheets]]:
    """Tell at which points a unit has answers; a point that was moved has two units."""
    points: dict[int, list[PointSheets]] = {}
    for point in survey.points:
        for unit_id in set(np.unique(point.units).tolist()) & set(wanted):
            points.setdefault(unit_id, []).append(point)
    return points


def concerned(
    count: Dossiers, points: list[PointSheets] | tuple[()]
) -> Iterator[tuple[PointSheets, NDArray[np.intp]]]:
    """Find the answers that a count of dossiers is about."""
    for point in points:
        if count.service_id not in (None, point.service_id):
            continue
        inside = (point.days >= count.first.toordinal()) & (point.days <= count.last.toordinal())
        places = np.flatnonzero(
            inside & (point.units == count.unit_id) & ~point.in_mode(Mode.IMPORTED)
        )
        if len(places):
            yield point, places


def compared(
    count: Dossiers, at: Concerned, tested: int
) -> Iterator[tuple[int, tuple[Found, ...]]]:
    """Give what is found at each point of a unit; every one of its answers may be one too many."""
    answers = sum(len(places) for _, places in at)
    p_value = min(1.0, tested * chance_of_more(answers, count.handled))
    figures = {
        "n": answers,
        "dossiers": count.handled,
        "first": count.first.isoformat(),
        "last": count.last.isoformat(),
    }
    label = f"{count.service_id or 0}-{count.first:%Y%m%d}-{count.last:%Y%m%d}"
    for point, places in at:
        item = Found(label, p_value, tuple(places.tolist()), figures)
        yield point.point_id, (item,) if p_value < LEVEL else ()


def in_words(figures: Mapping[str, Any]) -> str:
    """Say how many answers stand against how many dossiers."""
    text: str = gettext(
        "From %(first)s to %(last)s the unit has %(n)s answers and %(dossiers)s dossiers.",
        first=day(date.fromisoformat(figures["first"])),
        last=day(date.fromisoformat(figures["last"])),
        n=whole(figures["n"]),
        dossiers=whole(figures["dossiers"]),
    )
    return text


DOSSIERS = Kind(
    MORE_THAN_DOSSIERS,
    lazy_gettext("More answers than dossiers"),
    lazy_gettext(
        "One answer a dossier on the average is allowed for. Dossiers that are not counted yet, or "
        "citizens who only came to ask, can explain it."
    ),
    find_more_than_dossiers,
    in_words,
)
