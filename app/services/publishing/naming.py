"""Which units a publication names as not meeting the target, frozen with its rows.

Each row's verdict looks at one unit by itself; a list of names in public is corrected for all that
were tested together (statistics.md 8.1).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from analysis.multiplicity import naming_list
from app.services.reporting.naming import Naming, chances_below
from app.services.reporting.records import IndexRow, Outcome
from app.services.reporting.report import Report

NOT_NAMED = 1.0
"""The p-value of a row that is kept: it counts as tested and adds no name."""


def naming_to_publish(
    report: Report, rows: Sequence[IndexRow], kept: Mapping[int, bool] | None = None
) -> Naming:
    """Choose among the rows as they will stand there.

    `kept` are the units whose earlier row stays, and whether that row was named: they stay so, for
    a test of today's answers would tell what the few that came since said.
    """
    stays = kept or {}
    chances = {**chances_below(report, rows)}
    chances |= {unit_id: NOT_NAMED for unit_id in stays if unit_id in chances}
    level = report.data.survey.confidence_level
    places = naming_list([chances.get(row.unit.id) for row in rows], confidence_level=level)
    ids = {rows[k].unit.id for k in places} | {unit_id for unit_id, was in stays.items() if was}
    missing = [row for row in rows if row.outcome is Outcome.NOT_MET]
    named = tuple(row for row in missing if row.unit.id in ids)
    return Naming(named, len(missing) - len(named), len(chances), (1 - level) / 2)


def with_naming(document: dict[str, Any], naming: Naming) -> dict[str, Any]:
    """Write down in a document who is named, by row, and what the list is worth."""
    ids = {row.unit.id for row in naming.named}
    for row in document["rows"]:
        row["named"] = row["unit"]["id"] in ids
    document["naming"] = {
        "method": "holm",
        "tested": naming.tested,
        "others": naming.others,
        "chance": round(naming.chance, 9),
    }
    return document


def naming_in(document: Mapping[str, Any], rows: Sequence[IndexRow]) -> Naming | None:
    """Read who is named; None in a document of before (format 1), which does not say."""
    told = document.get("naming")
    if told is None:
        return None
    ids = {row["unit"]["id"] for row in document["rows"] if row["named"]}
    named = tuple(row for row in rows if row.unit.id in ids)
    return Naming(named, told["others"], told["tested"], told["chance"])
