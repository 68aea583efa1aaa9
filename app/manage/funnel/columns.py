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
    says: Any,
    take: Callable[[FunnelRow], Cell],
    kind: Kind = Kind.COUNT,
    words: Mapping[Any, Any] | None = None,
) -> FunnelColumn:
    """Describe a column; `says` is the sentence that explains it."""
    return FunnelColumn(ResultColumn(id_, heading, says, kind, words), take)


PLACE = (
    of(
        "unit_code",
        lazy_gettext("Official code"),
        lazy_gettext("Of the place."),
        lambda row: row.unit.code,
        Kind.TEXT,
    ),
    of(
        "unit",
        lazy_gettext("Unit"),
        lazy_gettext("Name of the unit."),
        lambda row: name_of(row.unit),
        Kind.TEXT,
    ),
    of(
        "touchpoint",
        lazy_gettext("Where the code is met"),
        lazy_gettext("In words."),
        lambda row: Touchpoint(row.point.touchpoint).value,
        Kind.CODE,
        TOUCHPOINTS,
    ),
    of(
        "point",
        lazy_gettext("Point number"),
        lazy_gettext("Of the collection point."),
        lambda row: row.point.id,
    ),
)
NUMBERS = (
    of(
        "opened",
        lazy_gettext("Forms opened"),
        lazy_gettext("How often a form was opened."),
        lambda row: row.numbers.opened,
    ),
    of(
        "begun",
        lazy_gettext("Begun"),
        lazy_gettext("Forms in which something was answered."),
        lambda row: row.numbers.started,
    ),
    of(
        "returned",
        lazy_gettext("Returned for mistakes"),
        lazy_gettext("How often a form was shown again for what was wrong with its answers."),
        lambda row: row.numbers.refused,
    ),
    of(
        "sent",
        lazy_gettext("Sent"),
        lazy_gettext("Forms that were sent after they had been opened."),
        lambda row: row.numbers.sent,
    ),
    of(
        "by_devices",
        lazy_gettext("Sent by devices"),
        lazy_gettext(
            "Answers of shared tablets and of forms fetched ahead; nobody saw those opened."
        ),
        lambda row: row.numbers.delivered,
    ),
    of(
        "late_by_devices",
        lazy_gettext("Sent by devices over an hour later"),
        lazy_gettext("Of those sent by devices; counted on the day on which they arrived."),
        lambda row: row.numbers.late,
    ),
    of(
        "median_from",
        lazy_gettext("Median time, from (seconds)"),
        lazy_gettext(
            "The middle form took at least so long; empty where fewer than five were sent."
        ),
        lambda row: row.numbers.median.first if row.numbers.median else None,
    ),
    of(
        "median_to",
        lazy_gettext("Median time, up to (seconds)"),
        lazy_gettext("The middle form took less than that; empty where there is no such limit."),
        lambda row: row.numbers.median.end if row.numbers.median else None,
    ),
)
DOSSIERS = (
    of(
        "dossiers",
        lazy_gettext("Dossiers handled"),
        lazy_gettext("At the unit, of the same days; empty where none were counted."),
        lambda row: row.dossiers.n if row.dossiers else None,
    ),
    of(
        "dossiers_first",
        lazy_gettext("Dossiers, first day"),
        lazy_gettext("First day on which dossiers were counted."),
        lambda row: row.dossiers.first if row.dossiers else None,
        Kind.DAY,
    ),
    of(
        "dossiers_last",
        lazy_gettext("Dossiers, last day"),
        lazy_gettext("Last day on which dossiers were counted."),
        lambda row: row.dossiers.last if row.dossiers else None,
        Kind.DAY,
    ),
)
DAY = of(
    "day",
    lazy_gettext("Day"),
    lazy_gettext("On which the form was opened."),
    lambda row: row.day,
    Kind.DAY,
)
OF_POINTS = (*PLACE, *NUMBERS, *DOSSIERS)
OF_DAYS = (*PLACE, DAY, *NUMBERS, *DOSSIERS)
LOSSES = (
    ResultColumn(
        "number",
        lazy_gettext("Question number"),
        lazy_gettext("Its place in the form."),
        Kind.COUNT,
    ),
    ResultColumn("item", lazy_gettext("Item"), lazy_gettext("Code of the question.")),
    ResultColumn("question", lazy_gettext("Question"), lazy_gettext("As it is asked.")),
    ResultColumn("outcome", lazy_gettext("What happened"), lazy_gettext("In words.")),
    ResultColumn(
        "forms", lazy_gettext("Forms"), lazy_gettext("To which that happened."), Kind.COUNT
    ),
)
