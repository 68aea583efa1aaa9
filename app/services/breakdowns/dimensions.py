"""By what answers are divided; a further dimension is a function and its line in `DIMENSIONS`.

A dimension puts every answer at one value, or at none (-1): no service named, no answer given.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.models import Mode, Touchpoint
from app.queries.point_facts import facts_of_points, list_service_facts
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


@dataclass(frozen=True, slots=True, eq=False)
class Dimension:
    """A dimension of one report: its values, and the place of the value of each answer.

    kind : which sort it is; a group has the question's wording as its names
    """

    id: str
    kind: str
    values: tuple[Value, ...]
    places: Places
    names: tuple[str, str | None] | None = None


def list_dimensions(data: ReportData) -> list[Dimension]:
    """List what the answers of a report can be divided by: into two parts or more."""
    found = (dimension for make in DIMENSIONS.values() for dimension in make(data))
    return [d for d in found if np.unique(d.places).size > 1]


def _by_service(data: ReportData) -> Iterator[Dimension]:
    points, which = np.unique(data.answers.columns.points, return_inverse=True)
    facts = facts_of_points(points.tolist())
    used = {fact.service_id for fact in facts.values() if fact.service_id is not None}
    services = list_service_facts(used)
    values = tuple(Value(s.code, (s.name_vi, s.name_en), s.id) for s in services)
    place = {service.id: k for k, service in enumerate(services)}
    of_point = [
        place.get(facts[p].service_id or 0, -1) if p in facts else -1 for p in points.tolist()
    ]
    yield Dimension(SERVICE, SERVICE, values, _spread(of_point, which))


def _by_mode(data: ReportData) -> Iterator[Dimension]:
    order = [mode.value for mode in Mode]
    of_name = [order.index(name) for name in data.answers.mode_names]
    values = tuple(Value(mode) for mode in order)
    yield Dimension(MODE, MODE, values, _spread(of_name, data.answers.columns.modes))


def _by_touchpoint(data: ReportData) -> Iterator[Dimension]:
    points, which = np.unique(data.answers.columns.points, return_inverse=True)
    facts = facts_of_points(points.tolist())
    order = [touchpoint.value for touchpoint in Touchpoint]
    of_point = [order.index(facts[p].touchpoint) if p in facts else -1 for p in points.tolist()]
    values = tuple(Value(touchpoint) for touchpoint in order)
    yield Dimension(TOUCHPOINT, TOUCHPOINT, values, _spread(of_point, which))


def _by_group(data: ReportData) -> Iterator[Dimension]:
    """Divide by each question about the person that has one answer of a list."""
    for question in data.questionnaire:
        if question.role is Role.ATTRIBUTE and question.type in ONE_OF_A_LIST:
            options = _options(data, question)
            order = list(options)
            stored = data.answers.dictionaries.get(question.code, ())
            of_stored = [order.index(s) if s in options and s != NA else -1 for s in stored]
            column = data.answers.columns.items.get(question.code)
            if column is not None and of_stored:
                values = tuple(Value(code, _names(text)) for code, text in options.items())
                places = _spread(of_stored, column)
                id_, names = f"{GROUP}-{question.code}", _names(question.wording)
                yield Dimension(id_, GROUP, values, places, names)


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


DIMENSIONS: Mapping[str, Callable[[ReportData], Iterator[Dimension]]] = {
    SERVICE: _by_service,
    GROUP: _by_group,
    MODE: _by_mode,
    TOUCHPOINT: _by_touchpoint,
}
"""In the order in which they are closed: where two together give a group away, the later goes."""
