"""Which events an address asks for; the list and the export read it alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app import clock
from app.audit_acts import ACTS
from app.errors import InvalidFilter
from app.manage.arguments import read_day
from app.queries.audit import EventFilter

LONGEST = 120
TEXTS = ("actor", "thing", "unit")


@dataclass(frozen=True)
class Selection:
    """The filters as typed: whole local days, an act, and texts."""

    first: date | None
    last: date | None
    act: str
    actor: str
    thing: str
    unit: str

    def wanted(self) -> EventFilter:
        """Turn the selection into a filter."""
        start = clock.day_bounds(self.first, self.first)[0] if self.first else None
        end = clock.day_bounds(self.last, self.last)[1] if self.last else None
        return EventFilter(start, end, self.act, self.actor, self.thing, self.unit)

    def arguments(self) -> dict[str, Any]:
        """Give the arguments of an address that asks for this selection."""
        named = {"from": self.first, "to": self.last, "act": self.act, "actor": self.actor}
        named |= {"thing": self.thing, "unit": self.unit}
        return {name: str(value) for name, value in named.items() if value}


def read_selection(arguments: Mapping[str, str]) -> Selection:
    """Read the filters of an address; raises `InvalidFilter`."""
    texts = {name: arguments.get(name, "").strip()[:LONGEST].replace("\0", "") for name in TEXTS}
    act = arguments.get("act", "")
    return Selection(
        first=read_day(arguments, "from"),
        last=read_day(arguments, "to"),
        act=act if act in ACTS else "",
        **texts,
    )


def read_before(arguments: Mapping[str, str]) -> int | None:
    """Read `before`, the number that the events asked for lie before; raises `InvalidFilter`."""
    text = arguments.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 15):
        raise InvalidFilter(f"before {text!r}", name="before")
    return int(text)
