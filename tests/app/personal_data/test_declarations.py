"""Every table and every column that looks personal is declared.

Truth leaned on: the tables of `app.models` themselves.
"""

import re

import pytest

from app.database import Base
from app.models import User  # noqa: F401  (importing the package registers every table)
from app.personal_data import KEPT, LOOKS_PERSONAL, NOT_PERSONAL, OWN_TABLES
from app.services.settings import SETTINGS

TABLES = Base.metadata.tables
TELLTALE = re.compile(
    r"mail|phone|address|password|name|text|comment|reason|remark|_by$|_by_id$|user|actor|holder"
    r"|account|browser|device|^ip|birth|ethnic|credential"
)


def columns_that_look_personal() -> list[str]:
    """Columns named as of a person, or that lead to an account."""
    return [
        f"{table.name}.{column.name}"
        for table in TABLES.values()
        for column in table.columns
        if TELLTALE.search(column.name)
        or any(key.column.table.name == "user" for key in column.foreign_keys)
    ]


def test_every_table_is_declared_once() -> None:
    assert set(TABLES) - set(KEPT) - NOT_PERSONAL == set(), "declare it in app/personal_data/"
    assert (set(KEPT) | NOT_PERSONAL) - set(TABLES) == set(), "a table is gone"
    assert set(KEPT) & NOT_PERSONAL == set()


@pytest.mark.parametrize("place", columns_that_look_personal())
def test_every_column_that_looks_personal_is_declared(place: str) -> None:
    table, column = place.split(".")
    declared = table in KEPT and column in KEPT[table].columns
    assert declared or place in LOOKS_PERSONAL, "declare it in app/personal_data/"


@pytest.mark.parametrize("table", KEPT)
def test_a_declaration_names_columns_a_time_and_words(table: str) -> None:
    kept = KEPT[table]
    assert set(kept.columns) <= set(TABLES[table].columns.keys())
    assert kept.setting in SETTINGS or str(kept.how_long)
    assert all((str(kept.title), str(kept.what), str(kept.purpose), str(kept.basis)))


@pytest.mark.parametrize("table", OWN_TABLES)
def test_what_goes_with_an_account_names_its_owner(table: str) -> None:
    column = TABLES[table].columns[OWN_TABLES[table]]
    assert any(key.column.table.name == "user" for key in column.foreign_keys)


def test_every_table_that_is_only_an_accounts_own_goes_with_it() -> None:
    own = {
        table.name
        for table in TABLES.values()
        for column in table.columns
        if column.name == "user_id"
        and any(key.column.table.name == "user" for key in column.foreign_keys)
    }
    assert own - {"role_grant"} == set(OWN_TABLES)
