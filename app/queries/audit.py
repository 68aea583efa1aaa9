"""Reading the audit: searched, by keyset, and only what the reader's units cover."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.errors import NotFound
from app.extensions import db
from app.models import AuditActor, AuditEvent, Unit
from app.scope import Scope

PAGE_SIZE = 50


@dataclass(frozen=True)
class EventFilter:
    """What is searched for; an empty text and None ask for nothing."""

    start: datetime | None = None
    end: datetime | None = None
    act: str = ""
    actor: str = ""
    thing: str = ""
    unit: str = ""

    def clauses(self) -> list[ColumnElement[bool]]:
        """Say in SQL which events fit."""
        return [CLAUSES[f.name](value) for f in fields(self) if (value := getattr(self, f.name))]


@dataclass(frozen=True)
class EventPage:
    """Some events, the newest first, and the number that older ones lie before, if any."""

    events: list[AuditEvent]
    older: int | None


def list_events(
    wanted: EventFilter, scope: Scope, *, before: int | None = None, size: int = PAGE_SIZE
) -> EventPage:
    """List the newest events that fit and that the reader may see, older than `before`."""
    query = select(AuditEvent).where(*wanted.clauses(), visible(scope))
    if before is not None:
        query = query.where(AuditEvent.id < before)
    found = list(db.session.scalars(query.order_by(AuditEvent.id.desc()).limit(size + 1)))
    return EventPage(found[:size], found[size - 1].id if len(found) > size else None)


def get_event(event_id: int) -> AuditEvent:
    """Give one event; raises `NotFound`."""
    found = db.session.get(AuditEvent, event_id)
    if found is None:
        raise NotFound(f"no audit event {event_id}")
    return found


def visible(scope: Scope) -> ColumnElement[bool]:
    """Say in SQL which events a reader may see; those of no unit are for readers of everything."""
    return scope.clause(AuditEvent.unit_id)  # type: ignore[arg-type]  # may be null: then it is out


def actors_called(text: str) -> Any:
    """Select the ids of actors whose name or opaque id is searched for."""
    named = AuditActor.name.icontains(text, autoescape=True)
    return select(AuditActor.id).where(or_(named, AuditActor.id == text))


def units_called(text: str) -> Any:
    """Select the ids of units by official code, or by words of the name."""
    return select(Unit.id).where(
        or_(
            Unit.code == text,
            Unit.name_vi.icontains(text, autoescape=True),
            Unit.name_en.icontains(text, autoescape=True),
        )
    )


def units_of(events: Iterable[AuditEvent]) -> dict[int, Unit]:
    """Find the units that events speak of; one that is gone is left out."""
    ids = {event.unit_id for event in events if event.unit_id is not None}
    return {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.id.in_(ids)))}


CLAUSES: dict[str, Callable[[Any], ColumnElement[bool]]] = {
    "start": lambda moment: AuditEvent.at >= moment,
    "end": lambda moment: AuditEvent.at < moment,
    "act": lambda act: AuditEvent.act == act,
    "actor": lambda text: AuditEvent.actor_id.in_(actors_called(text)),
    "thing": lambda text: AuditEvent.thing.startswith(text, autoescape=True),
    "unit": lambda text: AuditEvent.unit_id.in_(units_called(text)),
}
"""What each field of a filter asks for."""
