"""Units as JSON, as a change keeps them before and after."""

from datetime import date
from typing import Any

from app.services.organisation.records import Period, Succession, UnitKey, UnitRecord


def to_document(record: UnitRecord) -> dict[str, Any]:
    """Write a unit's life."""
    return {
        "kind": record.kind,
        "sector": record.sector,
        "periods": [
            [
                period.first.isoformat(),
                period.last.isoformat() if period.last else None,
                period.code,
                period.name_vi,
                period.name_en,
                str(period.parent) if period.parent else None,
            ]
            for period in record.periods
        ],
        "successors": [[str(link.new), link.kind, link.share] for link in record.successors],
        "one_person": record.one_person,
    }


def from_document(document: dict[str, Any]) -> UnitRecord:
    """Read a unit's life back."""
    return UnitRecord(
        document["kind"],
        document["sector"],
        tuple(
            Period(
                date.fromisoformat(first),
                date.fromisoformat(last) if last else None,
                code,
                name_vi,
                name_en,
                UnitKey.parse(parent) if parent else None,
            )
            for first, last, code, name_vi, name_en, parent in document["periods"]
        ),
        tuple(
            Succession(UnitKey.parse(new), kind, share)
            for new, kind, share in document["successors"]
        ),
        document.get("one_person", False),
    )
