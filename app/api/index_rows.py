"""A row of results as a program gets it: the numbers of the page, unrounded, and short names."""

from typing import Any

from marshmallow import Schema, fields

from app.queries.units import UnitFacts
from app.scope import Scope
from app.services.reporting.records import Alternative, IndexRow, OriginFigure, Outcome

SMALL_GROUP, SHORT_PERIOD = "small_group", "short_period"


class IndexUnitSchema(Schema):
    """The unit that a row speaks of; a parent outside of the key's reach stays unsaid."""

    id = fields.Integer(required=True)
    code = fields.String(required=True)
    kind = fields.String(required=True)
    name_vi = fields.String(required=True)
    name_en = fields.String(required=True, allow_none=True)
    parent_id = fields.Integer(required=True, allow_none=True)


class FormulaSchema(Schema):
    """How the index is computed; `low` and `high` are the ends of its scale."""

    id = fields.String(required=True)
    version = fields.Integer(required=True)
    counted = fields.String(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)


class TargetSchema(Schema):
    """A target as a share of the scale's length, and the document that sets it."""

    value = fields.Float(required=True)
    source_vi = fields.String(required=True)
    source_en = fields.String(required=True)


class FigureSchema(Schema):
    """An index on its formula's scale with its interval; `n` counts the people behind it."""

    value = fields.Float(required=True)
    low = fields.Float(required=True)
    high = fields.Float(required=True)
    n = fields.Integer(required=True)
    n_eff = fields.Float(required=True)
    method = fields.String(required=True)
    doubts = fields.List(fields.String(), required=True)


class CountsSchema(Schema):
    """Answers received, and what of them does not count."""

    responses = fields.Integer(required=True)
    missing = fields.Integer(required=True)
    skipped = fields.Integer(required=True)
    not_applicable = fields.Integer(required=True)


class DossiersSchema(Schema):
    """Dossiers behind the answers; rates are shares, null where they cannot be known."""

    dossiers = fields.Integer(required=True)
    first_day = fields.Date(required=True, attribute="first")
    last_day = fields.Date(required=True, attribute="last")
    response_rate = fields.Float(required=True, allow_none=True)
    on_time_rate = fields.Float(required=True, allow_none=True)
    coverage = fields.Float(required=True, allow_none=True)
    sources = fields.List(fields.String(), required=True)


class PartSchema(Schema):
    """The same figure from some of the answers; null with verdict withheld where it is hidden."""

    answers = fields.String(required=True)
    figure = fields.Nested(FigureSchema, required=True, allow_none=True)
    verdict = fields.String(required=True)


class NamedPartSchema(Schema):
    """Which of a unit's answers: those of one value, those without one, or several together."""

    dimension = fields.String(required=True)
    id = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True)
    values = fields.Integer(required=True)
    coverage = fields.Float(required=True, allow_none=True)


class ReadableSchema(Schema):
    """How finely a unit may be read in time, and the nearest period in which it can be."""

    step = fields.String(required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)


class IndexSchema(Schema):
    """One unit's index. A hidden one holds no number: `hidden` is true and says why.

    `hidden_because` is `small_group` for fewer answers than `minimum_cell`, or to protect a group
    that small; it is `short_period` where that is so in periods as short as this one alone, and
    `readable` says by which step (`quarter`, …, `whole`) and in which nearest period the unit can
    be read. Of a part of a survey there are no `alternatives`. `by_origin` divides the figure by
    how answers came about; it is null where there are such parts and none may be shown, and empty
    in a hidden row, of a part of a survey and of a part of a unit's answers.
    """

    unit = fields.Nested(IndexUnitSchema, required=True)
    formula = fields.Nested(FormulaSchema, required=True)
    first_day = fields.Date(required=True)
    last_day = fields.Date(required=True)
    tree_of = fields.Date(required=True)
    confidence_level = fields.Float(required=True)
    minimum_cell = fields.Integer(required=True)
    hidden = fields.Boolean(required=True)
    hidden_because = fields.String(required=True, allow_none=True)
    readable = fields.Nested(ReadableSchema, required=True, allow_none=True)
    verdict = fields.String(required=True)
    figure = fields.Nested(FigureSchema, required=True, allow_none=True)
    target = fields.Nested(TargetSchema, required=True, allow_none=True)
    second_target = fields.Nested(TargetSchema, required=True, allow_none=True)
    second_verdict = fields.String(required=True, allow_none=True)
    answers_needed = fields.Integer(required=True, allow_none=True)
    counts = fields.Nested(CountsSchema, required=True, allow_none=True)
    population = fields.Nested(DossiersSchema, required=True, allow_none=True)
    weighting = fields.String(required=True)
    by_origin = fields.List(fields.Nested(PartSchema), required=True, allow_none=True)
    alternatives = fields.List(fields.Nested(PartSchema), required=True)
    demonstration = fields.Boolean(required=True)


SAME_NAMES = (
    *("formula", "confidence_level", "minimum_cell", "figure", "target", "answers_needed"),
    *("counts", "population", "demonstration"),
)


def index_as_json(row: IndexRow, reach: Scope) -> dict[str, Any]:
    """Give the fields of a row; what is hidden was taken out of it before."""
    hidden = row.outcome is Outcome.WITHHELD
    return {
        **{name: getattr(row, name) for name in SAME_NAMES},
        "unit": _unit(row.unit, row.parent, reach),
        "first_day": row.first,
        "last_day": row.last,
        "tree_of": row.tree_day,
        "hidden": hidden,
        "hidden_because": _why_hidden(row),
        "readable": _readable(row),
        "verdict": row.outcome.value,
        "second_target": row.beside.target if row.beside else None,
        "second_verdict": row.beside.outcome.value if row.beside else None,
        "weighting": row.weighting.value,
        "by_origin": None if row.origins is None else [_part(o, o.origin) for o in row.origins],
        "alternatives": [_part(other, other.kept) for other in row.alternatives],
    }


def _why_hidden(row: IndexRow) -> str | None:
    if row.outcome is not Outcome.WITHHELD:
        return None
    return SHORT_PERIOD if row.readable else SMALL_GROUP


def _readable(row: IndexRow) -> dict[str, Any] | None:
    found = row.readable
    if found is None:
        return None
    return {"step": found.step.value, "first_day": found.first, "last_day": found.last}


def _unit(unit: UnitFacts, parent: UnitFacts | None, reach: Scope) -> dict[str, Any]:
    names = ("id", "code", "kind", "name_vi", "name_en")
    said = parent is not None and reach.covers(parent.id)
    return {
        **{name: getattr(unit, name) for name in names},
        "parent_id": parent.id if parent and said else None,
    }


def _part(part: OriginFigure | Alternative, answers: str) -> dict[str, Any]:
    return {"answers": str(answers), "figure": part.figure, "verdict": part.outcome.value}
