"""The columns of the room's files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app.exports.cells import Cell, Kind
from app.exports.result_sheet import ResultColumn
from app.filters import name_of
from app.models import Touchpoint
from app.services.funnel.reading import FunnelRow
from app.words import TOUCHPOINTS


@dataclass(frozen=True, slots=True)
class FunnelColumn:
    """A column of a file, and what it takes from a row."""

    column: ResultColumn
    take: Callable[[FunnelRow], Cell]


def of(
    id_: str,
    heading: Any,
    take: Callable[[FunnelRow], Cell],
    kind: Kind = Kind.COUNT,
    words: Mapping[Any, Any] | None = None,
) -> FunnelColumn:
    """Describe a column."""
    return FunnelColumn(ResultColumn(id_, heading, SAID.get(kind, ""), kind, words), take)


SAID = {
    Kind.COUNT: lazy_gettext("A count; empty where nothing was counted."),
    Kind.DAY: lazy_gettext("A day."),
    Kind.CODE: lazy_gettext("In words."),
    Kind.TEXT: lazy_gettext("As the page has it."),
}
PLACE = (
    of("unit_code", lazy_gettext("Official code"), lambda row: row.unit.code, Kind.TEXT),
    of("unit", lazy_gettext("Unit"), lambda row: name_of(row.unit), Kind.TEXT),
    of(
        "touchpoint",
        lazy_gettext("Where the code is met"),
        lambda row: Touchpoint(row.point.touchpoint).value,
        Kind.CODE,
        TOUCHPOINTS,
    ),
    of("point", lazy_gettext("Point number"), lambda row: row.point.id),
)
NUMBERS = (
    of("opened", lazy_gettext("Forms opened"), lambda row: row.numbers.opened),
    of("begun", lazy_gettext("Begun"), lambda row: row.numbers.started),
    of("returned", lazy_gettext("Returned for mistakes"), lambda row: row.numbers.refused),
    of("sent", lazy_gettext("Sent"), lambda row: row.numbers.sent),
    of("by_devices", lazy_gettext("Sent by devices"), lambda row: row.numbers.delivered),
    of(
        "late_by_devices",
        lazy_gettext("Sent by devices over an hour later"),
        lambda row: row.numbers.late,
    ),
    of(
        "median_from",
        lazy_gettext("Median time, from (seconds)"),
        lambda row: row.numbers.median.first if row.numbers.median else None,
    ),
    of(
        "median_to",
        lazy_gettext("Median time, up to (seconds)"),
        lambda row: row.numbers.median.end if row.numbers.median else None,
    ),
)
DOSSIERS = (
    of(
        "dossiers",
        lazy_gettext("Dossiers handled"),
        lambda row: row.dossiers.n if row.dossiers else None,
    ),
    of(
        "dossiers_first",
        lazy_gettext("Dossiers, first day"),
        lambda row: row.dossiers.first if row.dossiers else None,
        Kind.DAY,
    ),
    of(
        "dossiers_last",
        lazy_gettext("Dossiers, last day"),
        lambda row: row.dossiers.last if row.dossiers else None,
        Kind.DAY,
    ),
)
DAY = of("day", lazy_gettext("Day"), lambda row: row.day, Kind.DAY)
OF_POINTS = (*PLACE, *NUMBERS, *DOSSIERS)
OF_DAYS = (*PLACE, DAY, *NUMBERS, *DOSSIERS)
LOSSES = (
    ResultColumn("number", lazy_gettext("Question number"), SAID[Kind.TEXT], Kind.COUNT),
    ResultColumn("item", lazy_gettext("Item"), lazy_gettext("Code of the question.")),
    ResultColumn("question", lazy_gettext("Question"), lazy_gettext("As it is asked.")),
    ResultColumn("outcome", lazy_gettext("What happened"), lazy_gettext("In words.")),
    ResultColumn("forms", lazy_gettext("Forms"), SAID[Kind.COUNT], Kind.COUNT),
)
