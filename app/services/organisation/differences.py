"""What is different between two trees, said so that a person can decide."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask_babel import gettext

from app.filters import percent
from app.services.organisation.findings import named
from app.services.organisation.records import ONE_DAY, Period, Tree, UnitKey, UnitRecord


class DifferenceKind(StrEnum):
    """What can happen to a unit."""

    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    CLOSED = "closed"
    STAFFED = "staffed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that happens to one unit on a day, in a sentence."""

    kind: DifferenceKind
    key: UnitKey
    day: date
    sentence: str


def differences(before: Tree, after: Tree) -> list[Difference]:
    """List what happens to each unit, by day, then by kind of difference and code."""
    found = [
        difference
        for key, record in after.items()
        if before.get(key) != record
        for difference in _of_unit(before, after, record)
    ]
    order = list(DifferenceKind)
    return sorted(found, key=lambda d: (d.day, order.index(d.kind), d.key))


def _of_unit(before: Tree, after: Tree, record: UnitRecord) -> Iterator[Difference]:
    old = before.get(record.key)
    if old is None:
        parent = _parent(after, record.periods[0])
        yield Difference(
            DifferenceKind.ADDED,
            record.key,
            record.first,
            gettext("%(unit)s is added under %(parent)s.", unit=named(record), parent=parent),
        )
    yield from _of_periods(after, old.periods if old else record.periods[:1], record)
    if record.one_person != (old is not None and old.one_person):
        # It holds for all of the unit's life.
        yield Difference(DifferenceKind.STAFFED, record.key, record.first, _staffing(record))
    if record.last is not None and (old is None or old.last is None):
        kind, sentence = _ending(after, record)
        yield Difference(kind, record.key, record.last + ONE_DAY, sentence)


def _of_periods(after: Tree, known: tuple[Period, ...], record: UnitRecord) -> Iterator[Difference]:
    """Compare each period with the same one as it was, or a new one with the one before it."""
    for place, period in enumerate(record.periods):
        earlier = known[place] if place < len(known) else record.periods[place - 1]
        yield from _of_period(after, earlier, period, record)


def _of_period(
    after: Tree, earlier: Period, period: Period, record: UnitRecord
) -> Iterator[Difference]:
    was = (earlier.name_vi, earlier.name_en, earlier.code)
    if was != (period.name_vi, period.name_en, period.code):
        sentence = gettext(
            "%(was)s is called %(now)s.",
            was=f"{earlier.name_vi} ({earlier.code})",
            now=f"{period.name_vi} ({period.code})",
        )
        yield Difference(DifferenceKind.RENAMED, record.key, period.first, sentence)
    if earlier.parent != period.parent:
        sentence = gettext(
            "%(unit)s moves from %(was)s to %(now)s.",
            unit=named(record),
            was=_parent(after, earlier),
            now=_parent(after, period),
        )
        yield Difference(DifferenceKind.MOVED, record.key, period.first, sentence)


def _staffing(record: UnitRecord) -> str:
    if record.one_person:
        return str(
            gettext(
                "One person serves at %(unit)s: its figures are shown from ten answers on, to "
                "those above it alone.",
                unit=named(record),
            )
        )
    return str(
        gettext("Several people serve at %(unit)s: its figures are public.", unit=named(record))
    )


def _parent(tree: Tree, period: Period) -> str:
    if period.parent is None:
        return str(gettext("the top of the tree"))
    parent = tree.get(period.parent)
    return named(parent) if parent else str(period.parent)


def _ending(after: Tree, record: UnitRecord) -> tuple[DifferenceKind, str]:
    links = record.successors
    if not links:
        sentence = gettext("%(unit)s ends; nothing comes after it.", unit=named(record))
        return DifferenceKind.CLOSED, sentence
    heirs = [(named(after[link.new]) if link.new in after else str(link.new)) for link in links]
    if len(links) == 1 and links[0].share == 1:
        kind = DifferenceKind.MERGED
        sentence = gettext("%(unit)s goes on in %(new)s.", unit=named(record), new=heirs[0])
    else:
        kind = DifferenceKind.SPLIT
        parts = "; ".join(
            f"{heir} {percent(link.share, 0)}" for heir, link in zip(heirs, links, strict=True)
        )
        sentence = gettext("%(unit)s is split: %(parts)s.", unit=named(record), parts=parts)
    return kind, sentence
