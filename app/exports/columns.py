"""The columns of results in every file: one table of headings and what each takes from a row."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from app import words
from app.exports.cells import Cell, Kind
from app.exports.column import Column, Take, field_of, name_of, without_answers
from app.exports.part_columns import OTHER_ANSWERS, columns_of, columns_of_other
from app.models import UnitKind
from app.price_words import price_sentences
from app.services.reporting.records import IndexRow, Origin

YES_NO = {"yes": lazy_gettext("yes"), "no": lazy_gettext("no")}


def _of(id_: str, heading: Any, kind: Kind, part: str, field: str) -> Column:
    """Make a column that rests on answers, so that a row without figures leaves it empty."""
    return Column(id_, heading, field_of(part, field), kind, None, without_answers)


def _coded(id_: str, heading: Any, take: Take, table: Mapping[Any, Any]) -> Column:
    return Column(id_, heading, take, Kind.CODE, table)


def _doubts(row: IndexRow, _: str) -> Cell:
    doubts = row.figure.doubts if row.figure else ()
    return words.list_of(words.DOUBTS, doubts) or None


def _target_source(row: IndexRow, language: str) -> Cell:
    return name_of(row.target, "source", language) if row.target else None


def _second_target(row: IndexRow, _: str) -> Cell:
    return row.beside.target.value if row.beside else None


def _second_source(row: IndexRow, language: str) -> Cell:
    return name_of(row.beside.target, "source", language) if row.beside else None


def _dossier_source(row: IndexRow, _: str) -> Cell:
    return "; ".join(row.population.sources) if row.population else None


def _price(row: IndexRow, _: str) -> Cell:
    return " ".join(price_sentences(row)) or None


WHERE = (
    Column("unit_code", lazy_gettext("Unit code"), lambda row, _: row.unit.code),
    Column("unit", lazy_gettext("Unit"), lambda row, lang: name_of(row.unit, "name", lang)),
    _coded(
        "unit_kind",
        lazy_gettext("Kind"),
        lambda row, _: UnitKind(row.unit.kind),
        words.UNIT_KINDS,
    ),
    Column(
        "parent",
        lazy_gettext("Belongs to"),
        lambda row, lang: name_of(row.parent, "name", lang) if row.parent else None,
    ),
    Column("tree_of", lazy_gettext("Units as of"), lambda row, _: row.tree_day, Kind.DAY),
    Column("formula", lazy_gettext("Formula"), lambda row, _: row.formula.id),
    Column(
        "formula_version",
        lazy_gettext("Formula version"),
        lambda row, _: row.formula.version,
        Kind.COUNT,
    ),
    Column("first_day", lazy_gettext("First day"), lambda row, _: row.first, Kind.DAY),
    Column("last_day", lazy_gettext("Last day"), lambda row, _: row.last, Kind.DAY),
)
FIGURE = (
    _of("index", lazy_gettext("Satisfaction index"), Kind.INDEX, "figure", "value"),
    _of("low", lazy_gettext("Lower limit"), Kind.INDEX, "figure", "low"),
    _of("high", lazy_gettext("Upper limit"), Kind.INDEX, "figure", "high"),
    Column(
        "confidence_level",
        lazy_gettext("Confidence level"),
        lambda row, _: row.confidence_level,
        Kind.SHARE,
    ),
    Column(
        "method",
        lazy_gettext("Method of the interval"),
        field_of("figure", "method"),
        Kind.CODE,
        words.METHODS,
        without_answers,
    ),
)
VERDICT = (
    Column("target", lazy_gettext("Target"), field_of("target", "value"), Kind.SHARE),
    Column("target_source", lazy_gettext("Source of the target"), _target_source),
    _coded("verdict", lazy_gettext("Verdict"), lambda row, _: row.outcome, words.OUTCOMES),
    Column("second_target", lazy_gettext("Second target"), _second_target, Kind.SHARE),
    Column("second_target_source", lazy_gettext("Source of the second target"), _second_source),
    _coded(
        "second_verdict",
        lazy_gettext("Verdict at the second target"),
        field_of("beside", "outcome"),
        words.OUTCOMES,
    ),
    Column("reason", lazy_gettext("Reason"), lambda row, _: words.reason(row)),
    Column(
        "answers_needed",
        lazy_gettext("Answers still needed"),
        lambda row, _: row.answers_needed,
        Kind.COUNT,
        why_empty=without_answers,
    ),
    Column("price", lazy_gettext("The price of cheating"), _price),
    _of(
        "price_to_met",
        lazy_gettext("Invented best answers until “Met”"),
        Kind.COUNT,
        "price",
        "to_met",
    ),
    _of(
        "price_to_not_met",
        lazy_gettext("Invented worst answers until “Not met”"),
        Kind.COUNT,
        "price",
        "to_not_met",
    ),
    _of(
        "price_held_up_by",
        lazy_gettext("Best answers that must be invented for “Met” to fall"),
        Kind.COUNT,
        "price",
        "held_up_by",
    ),
)
BASIS = (
    _of("n", lazy_gettext("People counted (n)"), Kind.COUNT, "figure", "n"),
    _of("responses", lazy_gettext("Answers received"), Kind.COUNT, "counts", "responses"),
    *(column for origin in Origin for column in columns_of(origin)),
    *(column for kept in OTHER_ANSWERS for column in columns_of_other(kept)),
    _of("missing", lazy_gettext("People with too few answers"), Kind.COUNT, "counts", "missing"),
    _of("skipped", lazy_gettext("Questions skipped"), Kind.COUNT, "counts", "skipped"),
    _of("not_applicable", lazy_gettext("Not applicable"), Kind.COUNT, "counts", "not_applicable"),
)
DOSSIERS = (
    Column(
        "dossiers",
        lazy_gettext("Dossiers"),
        field_of("population", "dossiers"),
        Kind.COUNT,
    ),
    Column(
        "dossiers_first",
        lazy_gettext("Dossiers from"),
        field_of("population", "first"),
        Kind.DAY,
    ),
    Column(
        "dossiers_last",
        lazy_gettext("Dossiers to"),
        field_of("population", "last"),
        Kind.DAY,
    ),
    Column("dossiers_source", lazy_gettext("Source of the dossiers"), _dossier_source),
    _of("response_rate", lazy_gettext("Response rate"), Kind.SHARE, "population", "response_rate"),
    Column(
        "on_time_rate",
        lazy_gettext("On-time rate"),
        field_of("population", "on_time_rate"),
        Kind.SHARE,
    ),
    Column(
        "coverage",
        lazy_gettext("Coverage"),
        field_of("population", "coverage"),
        Kind.SHARE,
    ),
)
LIMITS = (
    _coded("weighting", lazy_gettext("Weights"), lambda r, _: r.weighting, words.WEIGHTINGS),
    Column("few_answers", lazy_gettext("Few answers"), _doubts),
    _of("worst_low", lazy_gettext("Worst case, low"), Kind.SHARE, "silent", "worst_low"),
    _of("worst_high", lazy_gettext("Worst case, high"), Kind.SHARE, "silent", "worst_high"),
    _of("tipping_share", lazy_gettext("Tipping point"), Kind.SHARE, "silent", "tipping_share"),
    _coded(
        "demonstration",
        lazy_gettext("Demonstration data"),
        lambda row, _: "yes" if row.demonstration else "no",
        YES_NO,
    ),
)
COLUMNS = (*WHERE, *FIGURE, *VERDICT, *BASIS, *DOSSIERS, *LIMITS)
