"""Which column names the unit, and which unit each of its words means.

A code decides. A name only proposes: whoever imports looks every one over, because names come
again (there is a ward called Vĩnh Phúc) and codes do not.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.queries.point_list import without_marks
from app.queries.units import UnitFacts
from app.services.importing.proposals.file_look import ColumnLook, FileLook

ENOUGH = 0.6
"""Share of a column's words that must be units for the column to be proposed."""


@dataclass(frozen=True)
class UnitGuess:
    """A column, the kind of its units, and the code that each word stands for."""

    column: str
    kind: str
    codes: dict[str, str]


def guess_unit_column(look: FileLook, units: Sequence[UnitFacts]) -> UnitGuess | None:
    """Choose the column whose words are most surely units; None if none is."""
    guesses = [
        (share, guess)
        for column in look.columns
        if not column.has_more
        for share, guess in [guess_units(column, units)]
        if share >= ENOUGH
    ]
    return max(guesses, key=lambda pair: pair[0])[1] if guesses else None


def guess_units(column: ColumnLook, units: Iterable[UnitFacts]) -> tuple[float, UnitGuess]:
    """Take the words of a column for units of one kind, the one that fits most of them."""
    names: dict[str, list[UnitFacts]] = {}
    for unit in units:
        for name in {unit.code, unit.name_vi, unit.name_en or ""} - {""}:
            names.setdefault(without_marks(name), []).append(unit)
    meant = {value: names.get(without_marks(value), []) for value in column.values}
    kinds = Counter(kind for found in meant.values() for kind in {unit.kind for unit in found})
    kind = kinds.most_common(1)[0][0] if kinds else ""
    codes = {}
    for value, found in meant.items():
        of_kind = {unit.code for unit in found if unit.kind == kind}
        if len(of_kind) == 1:
            codes[value] = of_kind.pop()
    share = len(codes) / len(column.values) if column.values else 0.0
    return share, UnitGuess(column.heading, kind, codes)
