"""The one decision about rights: grants on a day × roles of a door × units of the thing."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.models import RoleName
from app.queries.rights import list_held_roles, whole_successors
from app.queries.units import parents_on
from app.scope import EVERYTHING, Scope


class Decision(StrEnum):
    """What comes of it; a thing outside somebody's rights looks like one that does not exist."""

    ALLOWED = "allowed"
    LACKS_ROLE = "lacks_role"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class Thing:
    """What a person wants to open: it belongs to these units, or (None) to the whole service.

    One unit inside the person's scope is enough: a survey asks at many.
    """

    unit_ids: frozenset[int] | None


WHOLE_SERVICE = Thing(None)


@dataclass(frozen=True)
class Rights:
    """A person's roles on a day, each with the units it covers."""

    scopes: Mapping[RoleName, Scope]

    def scope_of(self, roles: Collection[RoleName]) -> Scope | None:
        """Join the units of several roles; None if the person holds none of them."""
        held = [self.scopes[role] for role in roles if role in self.scopes]
        if not held:
            return None
        covered: frozenset[int] = frozenset()
        for scope in held:
            if scope.unit_ids is None:
                return EVERYTHING
            covered |= scope.unit_ids
        return Scope(covered)


NO_RIGHTS = Rights({})


def decide(
    rights: Rights, roles: Collection[RoleName], things: Callable[[], Iterable[Thing]]
) -> Decision:
    """Decide whether rights open a door with these roles for all these things.

    The things are looked up only where the answer depends on them.
    """
    scope = rights.scope_of(roles)
    if scope is None:
        return Decision.LACKS_ROLE
    if scope.is_everything:
        return Decision.ALLOWED
    inside = all(
        thing.unit_ids is not None and scope.covers_any(thing.unit_ids) for thing in things()
    )
    return Decision.ALLOWED if inside else Decision.OUTSIDE


def load_rights(user_id: int, day: date) -> Rights:
    """Read what a person may do on a day."""
    return rights_from(list_held_roles(user_id, day), day)


def rights_from(held: Iterable[tuple[RoleName, int | None]], day: date) -> Rights:
    """Work out the units that each role covers: the unit's subtree on that day."""
    units: dict[RoleName, set[int | None]] = {}
    for role, unit_id in held:
        units.setdefault(role, set()).add(unit_id)
    if all(None in of_role for of_role in units.values()):
        return Rights(dict.fromkeys(units, EVERYTHING))
    below = units_below(day)
    return Rights({role: scope_on(of_role, below) for role, of_role in units.items()})


def scope_on(unit_ids: Iterable[int | None], below: Mapping[int, list[int]]) -> Scope:
    """Give the units themselves and all below them."""
    covered: set[int] = set()
    waiting = list(unit_ids)
    while waiting:
        unit_id = waiting.pop()
        if unit_id is None:
            return EVERYTHING
        if unit_id not in covered:
            covered.add(unit_id)
            waiting += below.get(unit_id, ())
    return Scope(frozenset(covered))


def units_below(day: date) -> dict[int, list[int]]:
    """Tell which units stand directly below each one on a day.

    A closed unit stands below the one it went on as, wholly; so its past answers stay with those
    who answer for it now.
    """
    children: dict[int, list[int]] = {}
    for links in (parents_on(day), whole_successors(day)):
        for unit_id, above in links.items():
            children.setdefault(above, []).append(unit_id)
    return children
