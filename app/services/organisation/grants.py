"""Roles on units that are merged go on at the new unit, and come back if the merger is undone.

Of a split nobody's roles are carried over: who may see a part is decided anew.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select, update

from app.actor import Actor
from app.extensions import db
from app.models import RoleGrant
from app.services.organisation.carrying import Carried
from app.services.organisation.writing import batches
from app.services.rights.granting import carry_over_grants, open_grants


def carry_grants(
    heirs: Mapping[int, int], carried: Carried, *, day: date, actor: Actor, now: datetime
) -> None:
    """Let the roles on ended units go on at the units that follow them wholly; do not commit."""
    olds: dict[int, list[int]] = defaultdict(list)
    for unit_id in _with_grants(list(heirs)):
        olds[heirs[unit_id]].append(unit_id)
    for new, units in olds.items():
        ended = [[g.id, _iso(g.valid_to)] for g in open_grants(units, day)]
        fresh = carry_over_grants(units, new, on=day, actor=actor, now=now)
        db.session.flush()
        carried.grants += [grant.id for grant in fresh]
        carried.ended_grants += ended


def _with_grants(unit_ids: list[int]) -> list[int]:
    found: set[int] = set()
    for some in batches(sorted(unit_ids)):
        query = select(RoleGrant.unit_id).where(RoleGrant.unit_id.in_(some)).distinct()
        found |= {unit_id for unit_id in db.session.scalars(query) if unit_id is not None}
    return sorted(found)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def take_grants_back(carried: Carried) -> None:
    """Remove the roles that went on, and let those that ended for it go on; do not commit."""
    for some in batches(sorted(carried.grants)):
        db.session.execute(delete(RoleGrant).where(RoleGrant.id.in_(some)))
    rows = [
        {
            "id": grant_id,
            "valid_to": date.fromisoformat(str(valid_to)) if valid_to else None,
            "ended_at": None,
            "ended_by": None,
        }
        for grant_id, valid_to in carried.ended_grants
    ]
    if rows:
        db.session.execute(update(RoleGrant), rows)
