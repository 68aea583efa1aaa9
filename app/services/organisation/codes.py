"""Official codes: one unit of a kind has a code at a time, and only a successor takes it over."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from flask_babel import gettext

from app.services.organisation.findings import Column, Flaw, named
from app.services.organisation.records import Tree, UnitKey, UnitRecord


@dataclass(frozen=True, slots=True)
class Holding:
    """A unit has a code from a day to a day; `place` is the period in which that begins."""

    record: UnitRecord
    place: int
    first: date
    last: date | None


def code_flaws(tree: Tree) -> Iterator[Flaw]:
    """Name every code that two units have at a time, or that came to a unit out of the blue.

    Code 25 went from the old, smaller Phú Thọ to the new one, its successor. Given to any other
    unit, it would make two different units look like one in every table by code.
    """
    for holdings in _holdings(tree).values():
        holdings.sort(key=lambda holding: (holding.first, holding.record.key))
        for before, after in pairwise(holdings):
            if reason := _clash(tree, before, after):
                yield Flaw(
                    after.record.key,
                    after.place,
                    Column.CODE,
                    reason,
                    after.record.periods[after.place].code,
                    about=before.record.key,
                )


def _holdings(tree: Tree) -> dict[tuple[str, str], list[Holding]]:
    found: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for record in tree.values():
        begun = 0
        for place, period in enumerate(record.periods):
            is_last = place + 1 == len(record.periods)
            if is_last or record.periods[place + 1].code != period.code:
                first = record.periods[begun].first
                found[record.kind, period.code].append(Holding(record, begun, first, period.last))
                begun = place + 1
    return found


def _clash(tree: Tree, before: Holding, after: Holding) -> str:
    """Say what is wrong with the second of two units that have a code, or nothing."""
    other = named(before.record)
    if before.last is None or after.first <= before.last:
        return str(gettext("%(other)s has this code at the same time", other=other))
    if after.record is before.record or after.record.key in _following(tree, before.record):
        return ""
    return str(
        gettext(
            "was the code of %(other)s, which is no predecessor; codes are never used again",
            other=other,
        )
    )


def _following(tree: Tree, record: UnitRecord) -> set[UnitKey]:
    """List everything that came after a unit, near or far."""
    found: set[UnitKey] = set()
    steps = [record]
    for step in steps:  # grows while it is gone through
        fresh = [link.new for link in step.successors if link.new not in found]
        found.update(fresh)
        steps += [tree[key] for key in fresh if key in tree]
    return found
