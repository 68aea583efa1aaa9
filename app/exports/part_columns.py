"""Columns of the figures beside the published one: of each origin, and of other answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask_babel import lazy_gettext

from app import words
from app.exports.cells import Cell, Kind
from app.exports.column import Column, without_answers
from app.services.reporting.records import (
    Alternative,
    IndexRow,
    Kept,
    Origin,
    OriginFigure,
    Outcome,
)

OTHER_ANSWERS = (Kept.WITH_EXCLUDED, Kept.WITHOUT_FLAGGED)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a figure beside the published one."""

    id: str
    heading: Any
    take: Callable[[Any], Cell]
    kind: Kind
    words: Mapping[Any, Any] | None = None


def _of_figure(field: str) -> Callable[[OriginFigure | Alternative], Cell]:
    def take(part: OriginFigure | Alternative) -> Cell:
        value: Cell = getattr(part.figure, field) if part.figure else None
        return value

    return take


TOLD = (
    Told("n", lazy_gettext("people counted (n)"), _of_figure("n"), Kind.COUNT),
    Told("index", lazy_gettext("index"), _of_figure("value"), Kind.INDEX),
    Told("low", lazy_gettext("lower limit"), _of_figure("low"), Kind.INDEX),
    Told("high", lazy_gettext("upper limit"), _of_figure("high"), Kind.INDEX),
    Told("verdict", lazy_gettext("verdict"), lambda p: p.outcome, Kind.CODE, words.OUTCOMES),
)
TOLD_OF_ORIGINS = (
    *TOLD,
    Told("n_eff", lazy_gettext("effective n"), _of_figure("n_eff"), Kind.NUMBER),
    Told("coverage", lazy_gettext("coverage"), lambda part: part.coverage, Kind.SHARE),
    Told(
        *("weighting", lazy_gettext("weights"), lambda part: part.weighting, Kind.CODE),
        words=words.WEIGHTINGS,
    ),
)


def columns_of(origin: Origin) -> Iterator[Column]:
    """Give the columns of one origin: how many, the figure, its limits, verdict and weights."""
    find = partial(_of_origin, origin)
    for told in TOLD_OF_ORIGINS:
        why = partial(_why_no_origin, origin)
        yield _column(origin.value, words.ORIGINS[origin], told, find, why)


def columns_of_other(kept: Kept) -> Iterator[Column]:
    """Give the columns of the figure from other answers."""
    find = partial(_of_other, kept)
    for told in TOLD:
        yield _column(kept.value, words.KEPT[kept], told, find, partial(_why_no_other, kept))


def _column(
    owner: str,
    heading: Any,
    told: Told,
    find: Callable[[IndexRow], OriginFigure | Alternative | None],
    why: Callable[[IndexRow], Outcome | None],
) -> Column:
    def take(row: IndexRow, _: str) -> Cell:
        part = find(row)
        return told.take(part) if part else None

    text = lazy_gettext("%(origin)s: %(part)s", origin=heading, part=told.heading)
    return Column(f"{owner}_{told.id}", text, take, told.kind, told.words, why)


def _of_origin(origin: Origin, row: IndexRow) -> OriginFigure | None:
    return next((found for found in row.origins or () if found.origin is origin), None)


def _of_other(kept: Kept, row: IndexRow) -> Alternative | None:
    return next((other for other in row.alternatives if other.kept is kept), None)


def _why_no_origin(origin: Origin, row: IndexRow) -> Outcome | None:
    part = _of_origin(origin, row)
    hidden = row.origins is None or (part is not None and part.figure is None)
    return without_answers(row) or (Outcome.WITHHELD if hidden else None)


def _why_no_other(kept: Kept, row: IndexRow) -> Outcome | None:
    other = _of_other(kept, row)
    if other is None:
        # Of a part of a survey none is given: two periods could be subtracted.
        return without_answers(row) or Outcome.WITHHELD
    return without_answers(row) or (other.outcome if other.figure is None else None)
