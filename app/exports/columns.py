"""The columns of results in every file: one table of headings and what each takes from a row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext

from app import words
from app.exports.cells import Cell
from app.models import UnitKind
from app.price_words import price_sentences
from app.services.reporting.records import Alternative, IndexRow, Kept, Origin, OriginFigure


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a stable id, the heading people read, and the cell of a row.

    `take` gets the row and the language of the file.
    """

    id: str
    heading: Any
    take: Callable[[IndexRow, str], Cell]


def _name(thing: Any, field: str, language: str) -> str:
    name: str = getattr(thing, f"{field}_{language}") or getattr(thing, f"{field}_vi")
    return name


def _of(part: str, field: str) -> Callable[[IndexRow, str], Cell]:
    """Take a field of a part of the row; an absent or withheld part leaves the cell empty."""

    def take(row: IndexRow, _: str) -> Cell:
        found = getattr(row, part)
        value: Cell = None if found is None else getattr(found, field)
        return value

    return take


def _method(row: IndexRow, _: str) -> Cell:
    return str(words.METHODS[row.figure.method]) if row.figure else None


def _doubts(row: IndexRow, _: str) -> Cell:
    doubts = row.figure.doubts if row.figure else ()
    return words.list_of(words.DOUBTS, doubts) or None


def _target_source(row: IndexRow, language: str) -> Cell:
    return _name(row.target, "source", language) if row.target else None


def _second_target(row: IndexRow, _: str) -> Cell:
    return row.beside.target.value if row.beside else None


def _second_source(row: IndexRow, language: str) -> Cell:
    return _name(row.beside.target, "source", language) if row.beside else None


def _second_verdict(row: IndexRow, _: str) -> Cell:
    return str(words.OUTCOMES[row.beside.outcome]) if row.beside else None


def _dossier_source(row: IndexRow, _: str) -> Cell:
    return "; ".join(row.population.sources) if row.population else None


def _price(row: IndexRow, _: str) -> Cell:
    return " ".join(price_sentences(row)) or None


def _of_origin(origin: Origin, take: Callable[[OriginFigure], Cell]) -> Callable[..., Cell]:
    """Take a cell from the figure of one origin; without one, or hidden, it stays empty."""

    def cell(row: IndexRow, _: str) -> Cell:
        found = next((o for o in row.origins or () if o.origin is origin), None)
        return take(found) if found else None

    return cell


def _of_other(kept: Kept, take: Callable[[Alternative], Cell]) -> Callable[..., Cell]:
    """Take a cell from the figure that rests on other answers; none where the row has none."""

    def cell(row: IndexRow, _: str) -> Cell:
        found = next((other for other in row.alternatives if other.kept is kept), None)
        return take(found) if found else None

    return cell


def _of_figure(field: str) -> Callable[[OriginFigure | Alternative], Cell]:
    def take(part: OriginFigure | Alternative) -> Cell:
        value: Cell = getattr(part.figure, field) if part.figure else None
        return value

    return take


def _verdict(part: OriginFigure | Alternative) -> Cell:
    return str(words.OUTCOMES[part.outcome])


PARTS: tuple[tuple[str, Any, Callable[[OriginFigure | Alternative], Cell]], ...] = (
    ("n", lazy_gettext("people counted (n)"), _of_figure("n")),
    ("index", lazy_gettext("index"), _of_figure("value")),
    ("low", lazy_gettext("lower limit"), _of_figure("low")),
    ("high", lazy_gettext("upper limit"), _of_figure("high")),
    ("verdict", lazy_gettext("verdict"), _verdict),
)
"""What is told of a figure beside the published one."""


def _columns_of(origin: Origin, heading: Any) -> Iterator[Column]:
    """Give the columns of one origin: how many, the figure, its limits, verdict and weights."""
    of_origins: tuple[tuple[str, Any, Callable[[OriginFigure], Cell]], ...] = (
        *PARTS,
        ("n_eff", lazy_gettext("effective n"), lambda o: o.figure.n_eff),
        ("coverage", lazy_gettext("coverage"), lambda o: o.coverage),
        ("weighting", lazy_gettext("weights"), lambda o: str(words.WEIGHTINGS[o.weighting])),
    )
    for name, part, take in of_origins:
        yield _part_column(origin.value, name, heading, part, _of_origin(origin, take))


def _columns_of_other(kept: Kept, heading: Any) -> Iterator[Column]:
    """Give the columns of the figure from other answers."""
    for name, part, take in PARTS:
        yield _part_column(kept.value, name, heading, part, _of_other(kept, take))


def _part_column(
    owner: str, name: str, heading: Any, part: Any, take: Callable[..., Cell]
) -> Column:
    text = lazy_gettext("%(origin)s: %(part)s", origin=heading, part=part)
    return Column(f"{owner}_{name}", text, take)


OTHER_ANSWERS = (Kept.WITH_EXCLUDED, Kept.WITHOUT_FLAGGED)


def _kind(row: IndexRow, _: str) -> Cell:
    return str(words.UNIT_KINDS[UnitKind(row.unit.kind)])


def _yes_no(value: bool) -> str:
    return words.say("yes") if value else words.say("no")


COLUMNS = (
    Column("unit_code", lazy_gettext("Unit code"), lambda row, _: row.unit.code),
    Column("unit", lazy_gettext("Unit"), lambda row, lang: _name(row.unit, "name", lang)),
    Column(
        "unit_kind",
        lazy_gettext("Kind"),
        _kind,
    ),
    Column(
        "parent",
        lazy_gettext("Belongs to"),
        lambda row, lang: _name(row.parent, "name", lang) if row.parent else None,
    ),
    Column("tree_of", lazy_gettext("Units as of"), lambda row, _: row.tree_of or row.last),
    Column("formula", lazy_gettext("Formula"), lambda row, _: row.formula.id),
    Column("formula_version", lazy_gettext("Formula version"), lambda row, _: row.formula.version),
    Column("first_day", lazy_gettext("First day"), lambda row, _: row.first),
    Column("last_day", lazy_gettext("Last day"), lambda row, _: row.last),
    Column("index", lazy_gettext("Satisfaction index"), _of("figure", "value")),
    Column("low", lazy_gettext("Lower limit"), _of("figure", "low")),
    Column("high", lazy_gettext("Upper limit"), _of("figure", "high")),
    Column("confidence_level", lazy_gettext("Confidence level"), lambda r, _: r.confidence_level),
    Column("method", lazy_gettext("Method of the interval"), _method),
    Column("target", lazy_gettext("Target"), _of("target", "value")),
    Column("target_source", lazy_gettext("Source of the target"), _target_source),
    Column("verdict", lazy_gettext("Verdict"), lambda row, _: str(words.OUTCOMES[row.outcome])),
    Column("second_target", lazy_gettext("Second target"), _second_target),
    Column("second_target_source", lazy_gettext("Source of the second target"), _second_source),
    Column("second_verdict", lazy_gettext("Verdict at the second target"), _second_verdict),
    Column("reason", lazy_gettext("Reason"), lambda row, _: words.reason(row)),
    Column("answers_needed", lazy_gettext("Answers still needed"), lambda r, _: r.answers_needed),
    Column("price", lazy_gettext("The price of cheating"), _price),
    Column(
        "price_to_met", lazy_gettext("Invented best answers until “Met”"), _of("price", "to_met")
    ),
    Column(
        "price_to_not_met",
        lazy_gettext("Invented worst answers until “Not met”"),
        _of("price", "to_not_met"),
    ),
    Column("n", lazy_gettext("People counted (n)"), _of("figure", "n")),
    Column("responses", lazy_gettext("Answers received"), _of("counts", "responses")),
    *(column for origin in Origin for column in _columns_of(origin, words.ORIGINS[origin])),
    *(column for kept in OTHER_ANSWERS for column in _columns_of_other(kept, words.KEPT[kept])),
    Column("missing", lazy_gettext("People with too few answers"), _of("counts", "missing")),
    Column("skipped", lazy_gettext("Questions skipped"), _of("counts", "skipped")),
    Column("not_applicable", lazy_gettext("Not applicable"), _of("counts", "not_applicable")),
    Column("dossiers", lazy_gettext("Dossiers"), _of("population", "dossiers")),
    Column("dossiers_first", lazy_gettext("Dossiers from"), _of("population", "first")),
    Column("dossiers_last", lazy_gettext("Dossiers to"), _of("population", "last")),
    Column("dossiers_source", lazy_gettext("Source of the dossiers"), _dossier_source),
    Column("response_rate", lazy_gettext("Response rate"), _of("population", "response_rate")),
    Column("on_time_rate", lazy_gettext("On-time rate"), _of("population", "on_time_rate")),
    Column("coverage", lazy_gettext("Coverage"), _of("population", "coverage")),
    Column("weighting", lazy_gettext("Weights"), lambda r, _: str(words.WEIGHTINGS[r.weighting])),
    Column("few_answers", lazy_gettext("Few answers"), _doubts),
    Column("worst_low", lazy_gettext("Worst case, low"), _of("silent", "worst_low")),
    Column("worst_high", lazy_gettext("Worst case, high"), _of("silent", "worst_high")),
    Column("tipping_share", lazy_gettext("Tipping point"), _of("silent", "tipping_share")),
    Column(
        "demonstration",
        lazy_gettext("Demonstration data"),
        lambda row, _: _yes_no(row.demonstration),
    ),
)
