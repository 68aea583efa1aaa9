"""A change that is thought of but not made: what would happen, and what stands in its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from app.errors import LangNgheError
from app.filters import day as in_figures
from app.services.organisation.differences import Difference, differences
from app.services.organisation.findings import Flaw, named
from app.services.organisation.flaws import find_flaws
from app.services.organisation.reading import StoredTree
from app.services.organisation.records import Tree, UnitKey, UnitRecord


class InvalidChange(LangNgheError):
    """The tree cannot be changed so; `reasons` says why, in words, and nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("; ".join(self.reasons))


@dataclass(frozen=True)
class Proposal:
    """An act, the day from which it holds, and the tree before and after it."""

    act: str
    day: date
    before: StoredTree
    after: Tree

    def differences(self) -> list[Difference]:
        """Say what would happen."""
        return differences(self.before.records, self.after)

    def flaws(self, *, today: date) -> list[Flaw]:
        """Say what would be wrong with the tree and is not now."""
        known = set(find_flaws(self.before.records, today=today))
        return [flaw for flaw in find_flaws(self.after, today=today) if flaw not in known]

    def reasons(self, *, today: date) -> list[str]:
        """Say in sentences why it cannot be done; empty if it can."""
        return [flaw_sentence(self.after, flaw) for flaw in self.flaws(today=today)]

    def changed(self) -> list[UnitRecord]:
        """List the units that would be written."""
        return [r for key, r in self.after.items() if self.before.records.get(key) != r]


def flaw_sentence(tree: Tree, flaw: Flaw) -> str:
    """Say a flaw with the unit's name and what is meant."""
    record = tree[flaw.key]
    told = f"“{flaw.value}” {flaw.reason}" if flaw.value and flaw.about is None else flaw.reason
    return f"{named(record)}: {told}"


def living(stored: StoredTree, key: UnitKey, day: date) -> UnitRecord:
    """Give a unit that is there on a day; raises `InvalidChange`."""
    record = stored.records.get(key)
    if record is None:
        raise InvalidChange([gettext("there is no such unit")])
    if record.last is not None or record.first > day:
        raise InvalidChange(
            [gettext("%(unit)s is not there on %(day)s.", unit=named(record), day=in_figures(day))]
        )
    if record.latest.first > day:
        sentence = gettext(
            "%(unit)s changed on %(day)s; what was before that day is history and stays.",
            unit=named(record),
            day=in_figures(record.latest.first),
        )
        raise InvalidChange([sentence])
    return record
