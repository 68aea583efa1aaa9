"""One unit's figures by question and by side of the service, and the units below it."""

from dataclasses import dataclass, replace

from app.queries.units import UnitFacts
from app.services.reporting.records import Counts, Figure, IndexRow
from app.services.reporting.report import Report
from app.services.reporting.rows import counts_of_units, index_rows
from app.services.reporting.sheets import BY_FACTOR, measure_name, scored_factors


@dataclass(frozen=True, slots=True)
class ItemRow:
    """The share of satisfied answers to one question, or over those of one factor.

    `figure` and `counts` are None where nobody answered, and where `withheld` says so; `counts`
    also where they were not asked for.
    """

    code: str
    is_factor: bool
    withheld: bool
    figure: Figure | None
    counts: Counts | None


def item_rows(report: Report, unit_id: int, *, with_counts: bool = True) -> list[ItemRow]:
    """List the shares satisfied of one unit, each factor before its questions."""
    questionnaire = report.data.questionnaire

    def row(code: str, measure: str, *, is_factor: bool = False) -> ItemRow:
        found = _row(report, unit_id, code, measure, is_factor=is_factor)
        if not with_counts or found.figure is None:
            return found
        return replace(found, counts=counts_of_units(report, measure).get(unit_id))

    factors = scored_factors(questionnaire)
    rows = [
        row(question.code, question.code)
        for question in questionnaire
        if question.satisfied and question.factor not in factors
    ]
    for factor, codes in factors.items():
        rows.append(row(factor, measure_name(BY_FACTOR, factor), is_factor=True))
        rows += [row(code, code) for code in codes]
    return rows


def _row(report: Report, unit_id: int, code: str, measure: str, *, is_factor: bool) -> ItemRow:
    kind = report.data.scope.units[unit_id].kind
    if unit_id in report.hidden(measure):
        return ItemRow(code, is_factor, withheld=True, figure=None, counts=None)
    figure = report.figures(measure, kind).get(unit_id)
    return ItemRow(code, is_factor, withheld=False, figure=figure, counts=None)


def rows_below(report: Report, unit_id: int, formula: str) -> list[IndexRow]:
    """List the results of the units directly below one."""
    scope = report.data.scope
    kinds = dict.fromkeys(scope.units[u].kind for u in scope.children.get(unit_id, ()))
    return [
        row
        for kind in kinds
        for row in index_rows(report, formula, kind)
        if row.parent is not None and row.parent.id == unit_id
    ]


def former_units(report: Report, unit_id: int) -> list[UnitFacts]:
    """List the former units that a unit of today is put together from; none in any other tree."""
    lineage = report.data.lineage
    if lineage is None:
        return []
    olds = (old for old in lineage.formers.get(unit_id, ()) if old != unit_id)
    return [lineage.now.units.get(old) or lineage.then.units[old] for old in olds]
