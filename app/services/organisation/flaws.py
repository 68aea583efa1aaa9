"""What can be wrong with a tree: one rule a function; each finding names its unit and place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.filters import day as in_figures
from app.models import Sector, SuccessorKind, UnitKind
from app.services.organisation.codes import code_flaws
from app.services.organisation.findings import Column, Flaw, named
from app.services.organisation.records import ONE_DAY, Succession, Tree, UnitKey, UnitRecord
from surveys.plain_text import one_line

LONGEST_CODE, LONGEST_NAME = 64, 200
ROUNDING = 1e-6
"""Shares are written with a few decimals, so three thirds may miss 1."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A tree to be looked at, on a day; `above_others` are units with others below them now."""

    tree: Tree
    today: date
    above_others: frozenset[UnitKey]


def find_flaws(tree: Tree, *, today: date) -> list[Flaw]:
    """List everything that is wrong with a tree, in no particular order."""
    latest = (record.latest for record in tree.values())
    above = frozenset(p.parent for p in latest if p.last is None and p.parent is not None)
    inspection = Inspection(tree, today, above)
    found = [
        flaw for record in tree.values() for rule in RULES for flaw in rule(inspection, record)
    ]
    return [*found, *code_flaws(tree)]


def _words(_: Inspection, record: UnitRecord) -> Iterator[Flaw]:
    known = ((Column.KIND, record.kind, UnitKind), (Column.SECTOR, record.sector, Sector))
    for column, word, words in known:
        if word not in set(words):
            reason = gettext("is not one of %(words)s", words=", ".join(words))
            yield Flaw(record.key, 0, column, reason, word)
    for place, period in enumerate(record.periods):
        for column, text, longest in (
            (Column.CODE, period.code, LONGEST_CODE),
            (Column.NAME_VI, period.name_vi, LONGEST_NAME),
            (Column.NAME_EN, period.name_en or "-", LONGEST_NAME),
        ):
            if reason := _of_text(text, longest):
                yield Flaw(record.key, place, column, reason)
        if ";" in period.code:
            yield Flaw(record.key, place, Column.CODE, gettext("must not hold a semicolon"))


def _of_text(text: str, longest: int) -> str:
    if not text:
        return str(gettext("is empty"))
    if len(text) > longest:
        return str(gettext("is longer than %(most)s characters", most=longest))
    if text != one_line(text):
        return str(gettext("holds stray spaces or characters that cannot be seen"))
    return ""


def _days(inspection: Inspection, record: UnitRecord) -> Iterator[Flaw]:
    before: date | None = None
    for place, period in enumerate(record.periods):
        if period.last is not None and period.last < period.first:
            yield Flaw(record.key, place, Column.TO, gettext("lies before the first day"))
        if max(period.first, period.last or period.first) > inspection.today:
            column = Column.FROM if period.first > inspection.today else Column.TO
            yield Flaw(record.key, place, column, gettext("is still to come"))
        if place and (before is None or period.first <= before):
            reason = gettext("overlaps with the period before it")
            yield Flaw(record.key, place, Column.FROM, reason, period.first.isoformat())
        elif place and before is not None and period.first > before + ONE_DAY:
            reason = gettext(
                "leaves a gap after %(day)s, the last day before it", day=in_figures(before)
            )
            yield Flaw(record.key, place, Column.FROM, reason, period.first.isoformat())
        before = period.last


def _parents(inspection: Inspection, record: UnitRecord) -> Iterator[Flaw]:
    tree, stood_under_something = inspection.tree, False
    for place, period in enumerate(record.periods):
        if period.parent is None:
            if stood_under_something:
                reason = gettext("leaves a gap: the unit stood under another one before")
                yield Flaw(record.key, place, Column.PARENT, reason)
            continue
        stood_under_something = True
        parent, value = tree.get(period.parent), str(period.parent)
        if parent is None:
            reason = gettext("there is no such unit")
            yield Flaw(record.key, place, Column.PARENT, reason, value)
        elif period.first < parent.first or _outlives(period.last, parent.last):
            reason = gettext(
                "%(parent)s is not there for the whole of that time", parent=named(parent)
            )
            yield Flaw(record.key, place, Column.PARENT, reason, value, about=parent.key)
        elif _leads_back(inspection.tree, record, period.first):
            reason = gettext("stands below the unit itself: a circle")
            yield Flaw(record.key, place, Column.PARENT, reason, value, about=parent.key)


def _outlives(last: date | None, parents_last: date | None) -> bool:
    return parents_last is not None and (last is None or last > parents_last)


def _leads_back(tree: Tree, record: UnitRecord, day: date) -> bool:
    """Go up from a unit as the tree was on a day; a circle begins with one of its links."""
    seen: set[UnitKey] = set()
    step: UnitRecord | None = record
    while step is not None and step.key not in seen:
        seen.add(step.key)
        period = step.on(day)
        step = tree.get(period.parent) if period is not None and period.parent else None
    return step is not None and step.key == record.key


def _successors(inspection: Inspection, record: UnitRecord) -> Iterator[Flaw]:
    place, links = len(record.periods) - 1, record.successors
    reasons = []
    if links and record.last is None:
        reasons.append(gettext("a unit that has not ended has no successors"))
    if len({link.new for link in links}) < len(links):
        reasons.append(gettext("a successor stands twice"))
    if all(link.share <= 1 for link in links) and sum(link.share for link in links) > 1 + ROUNDING:
        reasons.append(gettext("the shares add up to more than 1"))
    for reason in reasons:
        yield Flaw(record.key, place, Column.SUCCESSORS, reason)
    for link in links:
        for reason, value in _of_link(inspection.tree, record, link):
            yield Flaw(record.key, place, Column.SUCCESSORS, reason, value)


def _of_link(tree: Tree, record: UnitRecord, link: Succession) -> Iterator[tuple[str, str]]:
    if link.kind not in set(SuccessorKind):
        words = ", ".join(SuccessorKind)
        yield gettext("is not one of %(words)s", words=words), link.kind
    if not 0 < link.share <= 1:
        yield gettext("a share lies between 0 and 1"), f"{link.share:g}"
    new = tree.get(link.new)
    if new is None:
        yield gettext("there is no such unit"), str(link.new)
    elif record.last is not None and (
        new.key == record.key or new.on(record.last + ONE_DAY) is None
    ):
        yield gettext("is not there on the day after the last one"), str(link.new)


def _staffing(inspection: Inspection, record: UnitRecord) -> Iterator[Flaw]:
    """A unit that others stand below is served by more than one person."""
    if record.one_person and record.key in inspection.above_others:
        reason = gettext("one person cannot serve where other units stand below")
        yield Flaw(record.key, len(record.periods) - 1, Column.ONE_PERSON, reason)


Rule = Callable[[Inspection, UnitRecord], Iterator[Flaw]]
RULES: tuple[Rule, ...] = (_words, _days, _parents, _successors, _staffing)
"""Every rule that looks at one unit; to add one, write it and list it here."""
