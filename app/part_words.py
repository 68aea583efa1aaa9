"""What parts of a unit's answers and the dimensions that divide them are called."""

from collections.abc import Callable, Mapping

from app.filters import name_of
from app.languages import page_language
from app.models import Mode, Touchpoint
from app.services.breakdowns.dimensions import MODE, SERVICE, TOUCHPOINT, Named
from app.services.reporting.records import IndexRow, Part, PartKind
from app.words import MODES, TOUCHPOINTS, say


def dimension_title(dimension: Named) -> str:
    """Name a dimension; a group by the question that was asked."""
    return TITLES[dimension.kind]() if dimension.names is None else in_language(dimension.names)


def part_name(part: Part) -> str:
    """Name a part of a unit's answers."""
    if part.kind is PartKind.MISSING:
        return MISSING.get(part.dimension, _no_answer)()
    if part.kind is PartKind.TOGETHER:
        return OTHERS.get(part.dimension, _others)(part.values)
    return in_language(part.names) if part.names else VALUES[part.dimension](part.id)


def row_name(row: IndexRow) -> str:
    """Name what a row is of: a part of a unit, or the unit."""
    return part_name(row.part) if row.part else name_of(row.unit)


def in_language(names: tuple[str, str | None]) -> str:
    """Choose the name in the language of the page; Vietnamese where there is no other."""
    return (names[1] if page_language() != "vi" else None) or names[0]


def _no_answer() -> str:
    return say("No answer to this question")


def _not_known() -> str:
    return say("Not known")


def _others(count: int) -> str:
    return say("Others together (%(count)s)", count=count)


def _other_services(count: int) -> str:
    return say("Other procedures together (%(count)s)", count=count)


TITLES: Mapping[str, Callable[[], str]] = {
    SERVICE: lambda: say("By procedure"),
    MODE: lambda: say("By way of answering"),
    TOUCHPOINT: lambda: say("By touchpoint"),
}
VALUES: Mapping[str, Callable[[str], str]] = {
    MODE: lambda id_: str(MODES[Mode(id_)]),
    TOUCHPOINT: lambda id_: str(TOUCHPOINTS[Touchpoint(id_)]),
}
MISSING: Mapping[str, Callable[[], str]] = {
    SERVICE: lambda: say("No procedure named at the point"),
    MODE: _not_known,
    TOUCHPOINT: _not_known,
}
OTHERS: Mapping[str, Callable[[int], str]] = {SERVICE: _other_services}
