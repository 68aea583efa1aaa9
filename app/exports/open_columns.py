"""The columns of open data: a stable name, a type, what a row puts there, and what it means.

Only what is published of a unit: nothing of suspected answers, nothing of single origins.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app.exports.cells import Cell
from app.services.reporting.records import IndexRow


@dataclass(frozen=True, slots=True)
class OpenColumn:
    """A column; `type` is one of Frictionless Data, `meaning` says what the cell holds."""

    name: str
    type: str
    take: Callable[[Any], Cell]
    meaning: Any


def _of(part: str, field: str) -> Callable[[IndexRow], Cell]:
    def take(row: IndexRow) -> Cell:
        found = getattr(row, part)
        value: Cell = None if found is None else getattr(found, field)
        return value

    return take


def _doubts(row: IndexRow) -> Cell:
    return " ".join(row.figure.doubts) or None if row.figure else None


def _beside(field: Callable[[Any], Cell]) -> Callable[[IndexRow], Cell]:
    return lambda row: field(row.beside) if row.beside else None


OF_UNITS: tuple[OpenColumn, ...] = (
    OpenColumn("unit_code", "string", lambda r: r.unit.code, lazy_gettext("Official code of unit")),
    OpenColumn("unit_vi", "string", lambda r: r.unit.name_vi, lazy_gettext("Name, Vietnamese")),
    OpenColumn("unit_en", "string", lambda r: r.unit.name_en, lazy_gettext("Name, English")),
    OpenColumn("unit_kind", "string", lambda r: r.unit.kind, lazy_gettext("Kind of unit")),
    OpenColumn(
        "parent_code",
        "string",
        lambda r: r.parent.code if r.parent else None,
        lazy_gettext("Code of the unit above it"),
    ),
    OpenColumn("formula", "string", lambda r: r.formula.id, lazy_gettext("Formula of the index")),
    OpenColumn(
        "formula_version", "integer", lambda r: r.formula.version, lazy_gettext("Formula version")
    ),
    OpenColumn("first_day", "date", lambda r: r.first, lazy_gettext("First day of the period")),
    OpenColumn("last_day", "date", lambda r: r.last, lazy_gettext("Last day of the period")),
    OpenColumn(
        "verdict",
        "string",
        lambda r: r.outcome.value,
        lazy_gettext(
            "met, not_met, not_enough_evidence, no_target; withheld (hidden to protect a small "
            "group); no_answers"
        ),
    ),
    OpenColumn("index", "number", _of("figure", "value"), lazy_gettext("Satisfaction index")),
    OpenColumn("low", "number", _of("figure", "low"), lazy_gettext("Lower limit")),
    OpenColumn("high", "number", _of("figure", "high"), lazy_gettext("Upper limit")),
    OpenColumn("n", "integer", _of("figure", "n"), lazy_gettext("People counted (n)")),
    OpenColumn("n_eff", "number", _of("figure", "n_eff"), lazy_gettext("Effective n")),
    OpenColumn(
        "confidence_level", "number", lambda r: r.confidence_level, lazy_gettext("Confidence level")
    ),
    OpenColumn("method", "string", _of("figure", "method"), lazy_gettext("Method of the interval")),
    OpenColumn("target", "number", _of("target", "value"), lazy_gettext("Target, as a share")),
    OpenColumn(
        "target_source", "string", _of("target", "source_vi"), lazy_gettext("Source of the target")
    ),
    OpenColumn(
        "second_target",
        "number",
        _beside(lambda b: b.target.value),
        lazy_gettext("Second target"),
    ),
    OpenColumn(
        "second_verdict",
        "string",
        _beside(lambda b: b.outcome.value),
        lazy_gettext("Verdict at the second target"),
    ),
    OpenColumn("few_answers", "string", _doubts, lazy_gettext("Why to read it with care")),
    OpenColumn(
        "responses", "integer", _of("counts", "responses"), lazy_gettext("Answers received")
    ),
    OpenColumn(
        "missing",
        "integer",
        _of("counts", "missing"),
        lazy_gettext("People with too few answers"),
    ),
    OpenColumn("dossiers", "integer", _of("population", "dossiers"), lazy_gettext("Dossiers")),
    OpenColumn(
        "response_rate", "number", _of("population", "response_rate"), lazy_gettext("Response rate")
    ),
    OpenColumn("coverage", "number", _of("population", "coverage"), lazy_gettext("Coverage")),
    OpenColumn("weighting", "string", lambda r: r.weighting.value, lazy_gettext("Weights")),
    OpenColumn(
        "demonstration", "boolean", lambda r: r.demonstration, lazy_gettext("Demonstration data")
    ),
)

OF_ANSWERS: tuple[OpenColumn, ...] = (
    OpenColumn("unit", "string", lambda r: r.unit, lazy_gettext("Official code of unit")),
    OpenColumn(
        "stratum",
        "string",
        lambda r: r.stratum,
        lazy_gettext("Unit whose answers share one weight"),
    ),
    OpenColumn(
        "weight", "number", lambda r: r.weight, lazy_gettext("Weight of the answer within its unit")
    ),
    OpenColumn(
        "a",
        "number",
        lambda r: r.a,
        lazy_gettext("What the person adds to the numerator; empty: answered too little to count"),
    ),
    OpenColumn(
        "b",
        "number",
        lambda r: r.b,
        lazy_gettext("What the person adds to the denominator; empty: as before"),
    ),
)
