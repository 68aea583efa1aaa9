"""What hangs on units and points, found from the foreign keys, so that no table is forgotten."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext
from sqlalchemy import Column, ColumnElement, Table, func, select

from app.database import Base
from app.extensions import db
from app.services.organisation.writing import batches

Rows = Mapping[str, ColumnElement[bool]]
"""Which rows count, by the name of their table; of other tables all do."""

OWN_TABLES = frozenset({"unit_parent", "unit_successor", "unit_former_name", "access_code"})
"""Rows that belong to a unit or point itself and go with it."""

WORDS = {
    "response": lazy_gettext("answers"),
    "population": lazy_gettext("dossier counts"),
    "collection_point": lazy_gettext("collection points"),
    "survey_point": lazy_gettext("surveys"),
    "survey_unit": lazy_gettext("surveys"),
    "questionnaire_draft": lazy_gettext("drafts of questionnaires"),
    "service_account": lazy_gettext("service accounts"),
    "role_grant": lazy_gettext("roles of staff"),
    "mail_log": lazy_gettext("mails sent"),
    "opening_hours": lazy_gettext("opening hours"),
    "frozen_report": lazy_gettext("reports"),
    "funnel_count": lazy_gettext("daily counts of forms opened and sent"),
    "improvement": lazy_gettext("published changes"),
    "kiosk_code": lazy_gettext("staff codes of kiosks"),
    "paper_batch": lazy_gettext("batches of paper forms"),
    "invitation_stratum": lazy_gettext("batches of invitations"),
}
"""What pages call the rows of a table; every table that refers to a unit or point has a word."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """How many rows of a table hang on something."""

    table: str
    count: int

    @property
    def words(self) -> str:
        """Name the rows."""
        return str(WORDS[self.table])


def unit_dependents(unit_ids: Collection[int], *, only: Rows | None = None) -> list[Dependent]:
    """Count what hangs on units; of some tables only the rows that are said to count."""
    return _counted("unit", unit_ids, OWN_TABLES, only or {})


def point_dependents(point_ids: Collection[int]) -> list[Dependent]:
    """Count what hangs on collection points, apart from their codes and surveys."""
    return _counted("collection_point", point_ids, OWN_TABLES | {"survey_point"}, {})


def _counted(target: str, ids: Collection[int], own: frozenset[str], only: Rows) -> list[Dependent]:
    found: dict[str, int] = {}
    for table, column in references(target):
        if table.name in own:
            continue
        for some in batches(sorted(ids)):
            query = select(func.count()).select_from(table).where(column.in_(some))
            if table.name in only:
                query = query.where(only[table.name])
            count = db.session.scalar(query) or 0
            found[table.name] = found.get(table.name, 0) + count
    return [Dependent(name, count) for name, count in found.items() if count]


def references(target: str) -> list[tuple[Table, Column[int]]]:
    """List the tables that refer to one, each with the column that does."""
    return [
        (table, key.parent)
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table.name == target
    ]
