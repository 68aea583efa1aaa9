"""Which units a person's rights cover, as pages and queries ask it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute


@dataclass(frozen=True)
class Scope:
    """Units with all that stands below them; `unit_ids` None is the whole service."""

    unit_ids: frozenset[int] | None

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.unit_ids is None

    def covers(self, unit_id: int) -> bool:
        """Tell whether a unit is inside."""
        return self.unit_ids is None or unit_id in self.unit_ids

    def covers_any(self, unit_ids: Iterable[int]) -> bool:
        """Tell whether one of the units is inside; the whole service covers even none at all."""
        return self.unit_ids is None or not self.unit_ids.isdisjoint(unit_ids)

    def clause(
        self, column: ColumnElement[int] | InstrumentedAttribute[int]
    ) -> ColumnElement[bool]:
        """Say in SQL that the unit in a column is inside."""
        return true() if self.unit_ids is None else column.in_(self.unit_ids)


EVERYTHING = Scope(None)
"""The scope of whoever stands above every unit: commands, and roles held on the whole service."""
