"""What hangs on units and points, found from the foreign keys, so that no table is forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext
from sqlalchemy import Column, Table, func, select

from app.database import Base
from app.extensions import db
from app.services.organisation.writing import batches

Rows = Mapping[str, Collection[int]]
"""Numbers of rows by the name of their table."""

OWN_TABLES = frozenset({"unit_parent", "unit_successor", "unit_former_name", "access_code"})
"""Rows that belong to a unit or point itself and go with it."""

WORDS = {
    "response": lazy_gettext("answers"),
    "population": lazy_gettext("dossier counts"),
    "collection_point": lazy_gettext("collection points"),
    "survey_point": lazy_gettext("surveys"),
    "role_grant": lazy_gettext("roles of staff"),
}
"""What pages call the rows of a table; one without a word is called by its name."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """How many rows of a table hang on something."""

    table: str
    count: int

    @property
    def words(self) -> str:
        """Name the rows."""
        return str(WORDS.get(self.table, self.table))


def unit_dependents(unit_ids: Collection[int], *, but: Rows) -> list[Dependent]:
    """Count what hangs on units, apart from some rows, by their table."""
    return _counted("unit", unit_ids, OWN_TABLES, but)


def point_dependents(point_ids: Collection[int]) -> list[Dependent]:
    """Count what hangs on collection points, apart from their codes and surveys."""
    return _counted("collection_point", point_ids, OWN_TABLES | {"survey_point"}, {})


def _counted(target: str, ids: Collection[int], own: frozenset[str], but: Rows) -> list[Dependent]:
    found: dict[str, int] = {}
    for table, column in _references(target):
        if table.name in own:
            continue
        for some in batches(sorted(ids)):
            query = select(func.count()).select_from(table).where(column.in_(some))
            if rows := but.get(table.name):
                query = query.where(table.c.id.not_in(sorted(rows)))
            count = db.session.scalar(query) or 0
            found[table.name] = found.get(table.name, 0) + count
    return [Dependent(name, count) for name, count in found.items() if count]


def _references(target: str) -> list[tuple[Table, Column[int]]]:
    return [
        (table, key.parent)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == target
    ]
