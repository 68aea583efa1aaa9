"""Erasing sealed rows so that it is told: their digests stay, a tombstone says why they went."""

import json
from datetime import datetime

from sqlalchemy import ColumnElement, insert, literal, select

from app.extensions import db
from app.models import SealTombstone
from app.services.sealing.leaves import number_column
from app.services.sealing.making import last_seal


def bury(name: str, condition: ColumnElement[bool], reason: str, *, now: datetime) -> None:
    """Put up a tombstone for each sealed row of a table that is about to go.

    The caller deletes the rows and adds a seal, in this transaction: a tombstone that is not sealed
    excuses nothing, and on SQLite the numbers of rows that went are given out again.
    """
    seal = last_seal()
    if seal is None:
        return
    number, end = number_column(name), json.loads(seal.rows)[name]["to"]
    rows = select(
        literal(name), number, literal(reason), literal(now, SealTombstone.erased_at.type)
    ).where(condition, number <= end)
    columns = ["table_name", "row_id", "reason", "erased_at"]
    db.session.execute(insert(SealTombstone).from_select(columns, rows))
