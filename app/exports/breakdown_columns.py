"""Columns of a unit's figure by parts: those of results that a part has, and which part it is."""

from typing import Any

from flask_babel import lazy_gettext

from app.exports.cells import Cell, Kind
from app.exports.column import Column, field_of
from app.exports.columns import COLUMNS, LIMITS, VERDICT
from app.part_words import part_name
from app.services.reporting.records import IndexRow, PartKind

KINDS = {
    PartKind.VALUE: lazy_gettext("one value"),
    PartKind.MISSING: lazy_gettext("without a value"),
    PartKind.TOGETHER: lazy_gettext("several together"),
}
OF_ANSWERS = ("index", "low", "high", "confidence_level", "method")
OF_LIMITS = ("few_answers", "demonstration")
OF_VERDICT = ("target", "target_source", "verdict", "second_target", "second_verdict", "reason")


def _part(id_: str, heading: Any, kind: Kind = Kind.TEXT, **more: Any) -> Column:
    return Column(f"part_{id_}", heading, field_of("part", id_), kind, **more)


def _name(row: IndexRow, _: str) -> Cell:
    return part_name(row.part) if row.part else None


def _chosen(*ids: str) -> list[Column]:
    return [column for column in COLUMNS if column.id in ids]


BREAKDOWN_COLUMNS = (
    *_chosen("unit_code", "unit", "unit_kind"),
    Column("dimension", lazy_gettext("Divided by"), field_of("part", "dimension")),
    _part("id", lazy_gettext("Code of the part")),
    Column("part", lazy_gettext("Part"), _name),
    _part("kind", lazy_gettext("Kind of part"), Kind.CODE, words=KINDS),
    _part("values", lazy_gettext("Parts together"), Kind.COUNT),
    *_chosen("formula", "formula_version", "first_day", "last_day"),
    *_chosen(*OF_ANSWERS),
    *(column for column in VERDICT if column.id in OF_VERDICT),
    *_chosen("n"),
    Column("n_eff", lazy_gettext("Effective n"), field_of("figure", "n_eff"), Kind.NUMBER),
    _part("coverage", lazy_gettext("Coverage"), Kind.SHARE),
    *_chosen("weighting"),
    *(column for column in LIMITS if column.id in OF_LIMITS),
)
