"""Two parts of a unit, or two units, that an address names; what it does not name is suggested."""

from collections.abc import Mapping

from app.errors import InvalidFilter, NotFound
from app.queries.point_list import holds, without_marks
from app.queries.units import UnitFacts
from app.scope import Scope
from app.services.breakdowns.hiding import dimensions
from app.services.breakdowns.rows import Breakdown, breakdown, is_divisible
from app.services.comparing.records import Pairs, Refusal
from app.services.comparing.two import compare_parts, compare_units
from app.services.reporting.changes import Incomparable, Obstacle
from app.services.reporting.records import IndexRow
from app.services.reporting.report import Report
from app.services.reporting.rows import index_rows

CHOICES = ("part", "other_part", "with_unit", "find")
FOUND_AT_MOST = 20

Chosen = Mapping[str, str]


def divided(report: Report, formula: str, unit_id: int, dimension: str | None) -> Breakdown:
    """Divide a unit by a dimension, the first one if none is named."""
    return breakdown(report, formula, unit_id, dimension or dimensions(report)[0].id)


def two_parts(report: Report, found: Breakdown, chosen: Chosen) -> Pairs:
    """Compare two parts of a unit, the first two if none are named."""
    if not is_divisible(report):
        return Pairs((), Refusal(Incomparable(Obstacle.NOT_DIVIDED), whole=True))
    parts = {row.part.id: row for row in found.rows if row.part}
    if len(parts) < 2:
        return Pairs(())
    first, second = list(parts)[:2]
    one, other = chosen.get("part", first), chosen.get("other_part", "")
    other = other or (second if one == first else first)
    for name, part in (("part", one), ("other_part", other)):
        if part not in parts:
            raise InvalidFilter(f"no part {part!r}", name=name)
    if one == other:
        return Pairs((), Refusal(Incomparable(Obstacle.SAME_THING)))
    return Pairs((compare_parts(report, parts[one], parts[other]),))


def two_units(
    report: Report, formula: str, unit: UnitFacts, chosen: Chosen, visible: Scope
) -> Pairs:
    """Compare a unit with another one, found by its number, or by words of its name or code."""
    candidates = found_units(report, chosen.get("find", ""), visible)
    alone = str(candidates[0].id) if len(candidates) == 1 else ""
    other = chosen.get("with_unit") or alone
    if not other:
        return Pairs((), candidates=tuple(candidates[:FOUND_AT_MOST]))
    facts = next((u for u in report.data.scope.units.values() if str(u.id) == other), None)
    if facts is None or not visible.covers(facts.id):
        raise NotFound(f"no unit {other!r} in the survey")
    if facts.id == unit.id:
        return Pairs((), Refusal(Incomparable(Obstacle.SAME_THING)))
    rows = (_row(report, formula, unit), _row(report, formula, facts))
    return Pairs((compare_units(report, *rows),))


def found_units(report: Report, text: str, visible: Scope) -> list[UnitFacts]:
    """Find the units whose code or name holds every word."""
    words = without_marks(text).split()
    units = (u for u in report.data.scope.units.values() if words and visible.covers(u.id))
    return [u for u in units if u.code == text.strip() or holds(words, _names(u))]


def _names(unit: UnitFacts) -> str:
    return without_marks(f"{unit.code} {unit.name_vi} {unit.name_en or ''}")


def _row(report: Report, formula: str, unit: UnitFacts) -> IndexRow:
    return next(r for r in index_rows(report, formula, unit.kind) if r.unit.id == unit.id)
