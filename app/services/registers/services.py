"""Procedures kept by hand: added, renamed, retired, taken up again."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext
from sqlalchemy import select

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Service
from app.services.auditing import record_event


class ServiceRefused(LangNgheError):
    """A procedure cannot be stored so; `field` names the place, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """What is written down of a procedure."""

    code: str
    name_vi: str
    name_en: str | None
    sector: str
    retired_on: date | None = None


def add_service(entry: ServiceEntry, *, actor: Actor, now: datetime) -> Service:
    """Add a procedure; raises `ServiceRefused` if its code is taken, for ever."""
    if db.session.scalar(select(Service.id).where(Service.code == entry.code)) is not None:
        raise ServiceRefused("code", gettext("Another procedure has this code."))
    service = new_service(entry)
    db.session.add(service)
    db.session.flush()
    record_event("service.add", actor=actor, thing=f"service:{service.id}", unit_id=None, now=now)
    db.session.commit()
    return service


def change_service(service: Service, entry: ServiceEntry, *, actor: Actor, now: datetime) -> bool:
    """Change names, sector or the day it was retired; the code stays for ever.

    Tells whether anything was changed.
    """
    before = changes(service, entry)
    if not before:
        return False
    write_entry(service, entry)
    record_event(
        "service.change",
        actor=actor,
        thing=f"service:{service.id}",
        unit_id=None,
        now=now,
        fields=", ".join(before),
    )
    db.session.commit()
    return True


def new_service(entry: ServiceEntry) -> Service:
    """Make the row of a procedure."""
    return Service(
        code=entry.code,
        name_vi=entry.name_vi,
        name_en=entry.name_en,
        sector=entry.sector,
        retired_on=entry.retired_on,
    )


def changes(service: Service, entry: ServiceEntry) -> list[str]:
    """Name the fields in which an entry differs from what is stored."""
    fields = ("name_vi", "name_en", "sector", "retired_on")
    return [field for field in fields if getattr(service, field) != getattr(entry, field)]


def write_entry(service: Service, entry: ServiceEntry) -> None:
    """Write an entry into the row; the demonstration's stays the demonstration's."""
    for field in ("name_vi", "name_en", "sector", "retired_on"):
        setattr(service, field, getattr(entry, field))
