"""Which units' figures are hidden: decided once for the whole tree, before any page or file.

Staff pages use the primary rule and the complementary rule (statistics.md 14). Open publication
adds the audit by linear programming (`analysis.disclosure.audit`); staff are bound by their office.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import import_module

from analysis.disclosure.cells import Cell, Line, primary_suppression
from analysis.disclosure.complementary import complementary_suppression


@dataclass(frozen=True, slots=True)
class UnitCount:
    """People behind a unit's figure, and how many are satisfied where the figure tells it."""

    n: int
    satisfied: int | None


def hidden_units(
    own: Mapping[int, UnitCount],
    children: Mapping[int, tuple[int, ...]],
    *,
    minimum: int,
    also: Collection[int] = (),
) -> frozenset[int]:
    """Decide whose figures are hidden.

    Parameters
    ----------
    own
        Counts of every unit of the tree, those below it included.
    children
        Units directly below each unit.
    minimum
        The survey's minimum cell.
    also
        Units to hide for another reason: what else is published would give them away.

    Returns
    -------
    frozenset of unit ids
        One mark for all of them: "<5" on small ones only would tell which are complementary.
    """
    cells, lines = _table(own, children)
    primary = primary_suppression(cells.values(), minimum=minimum)
    first = {*primary, *(str(unit) for unit in also)} & cells.keys()
    hidden = complementary_suppression(cells.values(), lines, first)
    return frozenset(int(key) for key in hidden if key.isdecimal())


def protected_units(
    own: Mapping[int, UnitCount], children: Mapping[int, tuple[int, ...]], *, minimum: int
) -> frozenset[int]:
    """Decide whose figures are hidden from everybody: also what an outsider could place narrowly.

    Two hidden neighbours of one and two people add up to three, and each is known to lie between.
    Staff are bound by their office; whoever reads open data is not.
    """
    cells, lines = _table(own, children)
    # Imported here: it brings `scipy.optimize`, which costs every process 0.3 s and is needed only
    # when something is published.
    audit = import_module("analysis.disclosure.audit")
    protection = audit.protect(cells.values(), lines, minimum=minimum)
    return frozenset(int(key) for key in protection.hidden if key.isdecimal())


def _table(
    own: Mapping[int, UnitCount], children: Mapping[int, tuple[int, ...]]
) -> tuple[dict[str, Cell], list[Line]]:
    cells = {str(unit): Cell(str(unit), count.n, count.satisfied) for unit, count in own.items()}
    lines = []
    for unit, below in children.items():
        parts = [str(child) for child in below]
        rest = _rest(own[unit], [own[child] for child in below])
        if rest.n:
            # Answers given at the unit itself can be worked out too.
            cells[f"{unit} itself"] = Cell(f"{unit} itself", rest.n, rest.satisfied)
            parts.append(f"{unit} itself")
        lines.append(Line(str(unit), tuple(parts)))
    return cells, lines


def _rest(whole: UnitCount, parts: list[UnitCount]) -> UnitCount:
    known = [part.satisfied for part in parts if part.satisfied is not None]
    n = whole.n - sum(part.n for part in parts)
    if whole.satisfied is None or len(known) < len(parts):
        return UnitCount(n, None)
    return UnitCount(n, whole.satisfied - sum(known))
