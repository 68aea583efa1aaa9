"""Units with the days on which they were there: a code alone names several units over time."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.errors import NotFound
from app.extensions import db
from app.models import Unit
from app.queries.pages import LARGEST_ID


@dataclass(frozen=True, slots=True)
class DatedUnit:
    """A unit with the days on which it was there."""

    id: int
    code: str
    name_vi: str
    name_en: str | None
    kind: str
    valid_from: date
    valid_to: date | None
    demonstration: bool

    def was_there(self, first: date, last: date) -> bool:
        """Tell whether it was there through a whole period."""
        return self.valid_from <= first and (self.valid_to is None or self.valid_to >= last)

    def was_there_between(self, first: date, last: date) -> bool:
        """Tell whether it was there on a day of a period."""
        return self.valid_from <= last and (self.valid_to is None or self.valid_to >= first)


def list_dated_units() -> list[DatedUnit]:
    """List every unit there is or was, with its days, in the order of the official codes."""
    columns = (Unit.id, Unit.code, Unit.name_vi, Unit.name_en, Unit.kind)
    query = select(*columns, Unit.valid_from, Unit.valid_to, Unit.demonstration).order_by(
        Unit.code, Unit.valid_from
    )
    return [DatedUnit(*row) for row in db.session.execute(query)]


def get_unit(unit_id: int) -> DatedUnit:
    """Give one unit; raises `NotFound`."""
    found = db.session.get(Unit, unit_id) if unit_id <= LARGEST_ID else None
    if found is None:
        raise NotFound("no such unit")
    names = (found.code, found.name_vi, found.name_en, found.kind)
    days = (found.valid_from, found.valid_to)
    return DatedUnit(found.id, *names, *days, found.demonstration)
