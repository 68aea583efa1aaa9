"""What an event's digest covers, byte for byte; anybody can compute it anew from an export."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from app.models import AuditEvent

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What details may hold."""


def canonical(document: Mapping[str, Json]) -> str:
    """Write JSON in the one way that is digested: sorted keys, no spaces, letters as they are."""
    return json.dumps(
        document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def moment_text(moment: datetime) -> str:
    """Write a moment in UTC to the microsecond, which both databases keep."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def event_digest(event: AuditEvent | Row[Any]) -> str:
    """Compute SHA-256 of the previous digest, a line break, and the event as canonical JSON."""
    document: dict[str, Json] = {
        "number": event.id,
        "at": moment_text(event.at),
        "act": event.act,
        "actor": event.actor_id,
        "thing": event.thing,
        "unit": event.unit_id,
        "details": event.details,
    }
    return hashlib.sha256(f"{event.previous}\n{canonical(document)}".encode()).hexdigest()
