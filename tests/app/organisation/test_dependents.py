"""What hangs on units and points in words. Truth leaned on: the foreign keys of the database."""

import pytest

from app.services.organisation.dependents import OWN_TABLES, WORDS, references


@pytest.mark.parametrize("target", ["unit", "collection_point"])
def test_every_table_that_refers_to_a_unit_or_point_has_a_word(target: str) -> None:
    referring = {table.name for table, _ in references(target)}
    assert referring - OWN_TABLES <= set(WORDS)
