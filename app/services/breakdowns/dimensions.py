"""By what answers are divided; a further dimension is its line in `DIMENSIONS` with two functions.

A dimension puts every answer at one value, or at none (-1): no service named, no answer given.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.models import Mode, Touchpoint
from app.queries.point_facts import (
    PointFacts,
    facts_of_points,
    list_point_facts,
    list_service_facts,
)
from app.services.reporting.data import ReportData
from surveys.definitions import NA, Question, Role, Text

Places = NDArray[np.intp]

SERVICE, MODE, TOUCHPOINT, GROUP = "service", "mode", "touchpoint", "group"
ONE_OF_A_LIST = frozenset({"single_choice", "yes_no"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a dimension; `names` in Vietnamese and English where no table of words has it.

    number : the row it stands for, if any
    """

    id: str
    names: tuple[str, str | None] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A dimension by its name; a group has the wording of its question as `names`."""

    id: str
    kind: str
    names: tuple[str, str | None] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """A dimension of one report: its values, and the place of the value of each answer."""

    named: Named
    values: tuple[Value, ...]
    places: Places


Divided = tuple[tuple[Value, ...], Places]


@dataclass(frozen=True, slots=True)
class DimensionKind:
    """A sort of dimension.

    offered : which there are in a survey, whose points tell what is given; looks at no answer
    divide : the values of one, and the place of the value of each answer
    """

    offered: Callable[[ReportData, Sequence[PointFacts]], Iterable[Named]]
    divide: Callable[[ReportData, Named], Divided]


def offered_dimensions(data: ReportData) -> list[Named]:
    """List by what the answers of a survey can be divided."""
    points = list_point_facts(data.survey.id)
    return [named for kind in DIMENSIONS.values() for named in kind.offered(data, points)]


def divide(data: ReportData, named: Named) -> Dimension:
    """Divide the answers of a report."""
    return Dimension(named, *DIMENSIONS[named.kind].divide(data, named))


def _services(_: ReportData, points: Sequence[PointFacts]) -> list[Named]:
    several = any(point.service_id is not None for point in points)
    return [Named(SERVICE, SERVICE)] if several else []


def _by_service(data: ReportData, _: Named) -> Divided:
    points, which = np.unique(data.answers.columns.points, return_inverse=True)
    facts = facts_of_points(points.tolist())
    used = {fact.service_id for fact in facts.values() if fact.service_id is not None}
    services = list_service_facts(used)
    place = {service.id: k for k, service in enumerate(services)}
    of_point = [
        place.get(facts[p].service_id or 0, -1) if p in facts else -1 for p in points.tolist()
    ]
    values = tuple(Value(s.code, (s.name_vi, s.name_en), s.id) for s in services)
    return values, _spread(of_point, which)


def _modes(_data: ReportData, _: Sequence[PointFacts]) -> list[Named]:
    return [Named(MODE, MODE)]


def _by_mode(data: ReportData, _: Named) -> Divided:
    order = [mode.value for mode in Mode]
    of_name = [order.index(name) for name in data.answers.mode_names]
    return tuple(map(Value, order)), _spread(of_name, data.answers.columns.modes)


def _touchpoints(_: ReportData, points: Sequence[PointFacts]) -> list[Named]:
    several = len({point.touchpoint for point in points}) > 1
    return [Named(TOUCHPOINT, TOUCHPOINT)] if several else []


def _by_touchpoint(data: ReportData, _: Named) -> Divided:
    points, which = np.unique(data.answers.columns.points, return_inverse=True)
    facts = facts_of_points(points.tolist())
    order = [touchpoint.value for touchpoint in Touchpoint]
    of_point = [order.index(facts[p].touchpoint) if p in facts else -1 for p in points.tolist()]
    return tuple(map(Value, order)), _spread(of_point, which)


def _groups(data: ReportData, _: Sequence[PointFacts]) -> list[Named]:
    """Take each question about the person that has one answer of a list."""
    return [
        Named(f"{GROUP}-{question.code}", GROUP, _names(question.wording))
        for question in data.questionnaire
        if question.role is Role.ATTRIBUTE and question.type in ONE_OF_A_LIST
    ]


def _by_group(data: ReportData, named: Named) -> Divided:
    code = named.id.removeprefix(f"{GROUP}-")
    options = _options(data, data.questionnaire.questions[code])
    order = list(options)
    stored = data.answers.dictionaries.get(code, ())
    of_stored = [order.index(s) if s in options and s != NA else -1 for s in stored]
    column = data.answers.columns.items.get(code, np.zeros(data.answers.rows, dtype=np.int32))
    values = tuple(Value(option, _names(text)) for option, text in options.items())
    return values, _spread(of_stored, column)


def _options(data: ReportData, question: Question) -> dict[str, Text]:
    """Give the options of every version that was answered, those of the newest first."""
    versions = [data.questionnaire, *data.questionnaires.values()]
    asked = [v.questions[question.code] for v in versions if question.code in v.questions]
    found: dict[str, Text] = {}
    for version in asked:
        for option in version.options:
            found.setdefault(option.code, option.label)
    return found


def _names(text: Text) -> tuple[str, str | None]:
    return text.get("vi"), text.get("en") if text.has("en") else None


def _spread(places: Sequence[int], which: NDArray[np.integer]) -> Places:
    found: Places = np.array(places or [-1], dtype=np.intp)[which.reshape(-1)]
    return found


DIMENSIONS: Mapping[str, DimensionKind] = {
    SERVICE: DimensionKind(_services, _by_service),
    GROUP: DimensionKind(_groups, _by_group),
    MODE: DimensionKind(_modes, _by_mode),
    TOUCHPOINT: DimensionKind(_touchpoints, _by_touchpoint),
}
"""In the order in which they are closed: where two together give a group away, the later goes."""
