"""Splitting a unit into several new ones, each with its share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.models import SuccessorKind
from app.services.organisation.creating import NewUnit
from app.services.organisation.flaws import ROUNDING
from app.services.organisation.merging import following
from app.services.organisation.proposals import InvalidChange, Proposal, living
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import Succession, UnitKey, with_changes


@dataclass(frozen=True)
class Part:
    """One of the units that come out of a split, and its share of the old one."""

    new: NewUnit
    share: float


def propose_split(stored: StoredTree, key: UnitKey, parts: Sequence[Part], day: date) -> Proposal:
    """Propose that a unit goes on as several from `day` on.

    What stood under it stands under the largest part, from where it can be moved. Raises
    `InvalidChange` for a unit that is not there, fewer than two parts, or shares that are not 1.
    """
    record = living(stored, key, day)
    if len(parts) < 2:
        raise InvalidChange([gettext("a split has at least two parts")])
    if abs(sum(part.share for part in parts) - 1) > ROUNDING:
        raise InvalidChange([gettext("the shares do not add up to 1")])
    begun = [part.new.begun(day) for part in parts]
    if len({unit.key for unit in begun}) < len(begun) or any(
        unit.key in stored.records for unit in begun
    ):
        raise InvalidChange([gettext("each part needs a code of its own")])
    links = [
        Succession(unit.key, SuccessorKind.SPLIT, part.share)
        for unit, part in zip(begun, parts, strict=True)
    ]
    going = tuple(sorted(links, key=lambda link: link.new))
    tree = with_changes(stored.records, record.ended(day, going), *begun)
    largest = max(going, key=lambda link: link.share).new
    return Proposal("split", day, stored, with_changes(tree, *following(tree, key, largest, day)))
