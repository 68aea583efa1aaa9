"""Finding the unit that a text names: by its full key, or by a code on a day."""

from collections import defaultdict
from datetime import date

from flask_babel import gettext

from app.filters import day as in_figures
from app.services.organisation.records import Tree, UnitKey, UnitRecord

Found = tuple[UnitKey | None, str]
"""The unit, or why it cannot be told."""


class Finder:
    """Looks units up by what a file or form calls them."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._by_code: dict[str, list[UnitRecord]] = defaultdict(list)
        for record in tree.values():
            for code in {period.code for period in record.periods}:
                self._by_code[code].append(record)

    def find(self, text: str, day: date) -> Found:
        """Find a unit by kind/code/first day, or as the one that has kind/code or code on a day."""
        if (key := _full_key(text)) is not None:
            return key, "" if key in self.tree else gettext("there is no such unit")
        kind, _, code = text.rpartition("/")
        candidates = [*self._with_code(text, "", day), *self._with_code(code, kind, day)]
        found = list(dict.fromkeys(candidates))
        if len(found) == 1:
            return found[0], ""
        if found:
            return None, gettext("several units have this code; write kind/code")
        return None, gettext("no unit has this code on %(day)s", day=in_figures(day))

    def _with_code(self, code: str, kind: str, day: date) -> list[UnitKey]:
        return [
            record.key
            for record in self._by_code.get(code, ())
            if kind in ("", record.kind)
            and any(period.code == code and period.holds(day) for period in record.periods)
        ]


def _full_key(text: str) -> UnitKey | None:
    try:
        return UnitKey.parse(text)
    except ValueError:
        return None
