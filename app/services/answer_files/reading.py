"""The answers of a file, read in pages; a slow reader holds no connection meanwhile."""

from bisect import bisect_right
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import compress, repeat
from typing import Any, NamedTuple

from flask import Flask, current_app

from app import clock
from app.extensions import db
from app.models import CorrectionKind
from app.queries.answer_pages import StoredAnswers, answer_pages, corrections_of
from app.read_ahead import read_ahead
from app.services.answer_files.choosing import Chosen
from app.services.reporting.origins import HELPED
from app.services.reporting.records import Origin

ROUNDED_TO = 10
"""Seconds: enough to see who hurried, too coarse to know a form again."""
FLAG, EXCLUSION, WITHDRAWAL = (
    kind.value
    for kind in (CorrectionKind.FLAG, CorrectionKind.EXCLUSION, CorrectionKind.WITHDRAWAL)
)
Marks = Sequence[tuple[str, str | None]]


class Circumstances(NamedTuple):
    """Where, when and how an answer was given; many answers share the same."""

    unit_id: int
    point_id: int
    version_id: int
    mode: str
    verified: bool
    language: str
    day: date
    excluded: bool

    @property
    def origin(self) -> Origin:
        """Which of the three strata it belongs to."""
        if self.verified:
            return Origin.VERIFIED
        return Origin.ASSISTED if self.mode in HELPED else Origin.OPEN


class AnswerPage(NamedTuple):
    """Answers to one version as columns of one length; nothing leads to the people.

    seconds : how long the form was open, rounded
    flags : rules that flagged each, divided by spaces; None where none did
    answers : each a document of JSON as it is stored
    """

    version_id: int
    circumstances: Sequence[Circumstances]
    seconds: Sequence[int | None]
    flags: Sequence[str | None]
    answers: Sequence[bytes]


def read_answers(chosen: Chosen) -> Iterator[AnswerPage]:
    """Read the answers that were not withdrawn, in no order of time within some days."""
    days = _Days(chosen.first, chosen.last)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    for stored, marks in read_ahead(_stored(app, chosen)):
        yield from _pages(stored, marks, days)


def _stored(
    app: Flask, chosen: Chosen
) -> Generator[tuple[StoredAnswers, Mapping[int, Marks]], None, None]:
    """Read a page, and what corrections stand beside its answers, in a session of its own."""
    with app.app_context():
        for step in chosen.steps():
            marks = corrections_of(step)
            for stored in answer_pages(step):
                # What was read is in memory: the connection goes back before anything is sent.
                db.session.rollback()
                yield stored, marks


class _Days:
    """Local days by the moments at which they begin, as texts."""

    def __init__(self, first: date, last: date) -> None:
        count = (last - first).days + 1
        self.days = [first + timedelta(days=n) for n in range(count)]
        starts = (clock.day_bounds(day, day)[0] for day in self.days[1:])
        self.later = [f"{start:%Y-%m-%d %H:%M:%S}" for start in starts]

    def of(self, moments: Sequence[str]) -> Iterator[date]:
        """Give the day of each moment of the period."""
        return map(self.days.__getitem__, map(partial(bisect_right, self.later), moments))


def _pages(stored: StoredAnswers, marks: Mapping[int, Marks], days: _Days) -> Iterator[AnswerPage]:
    """Divide what was read by versions, without what was withdrawn."""
    judged = {n: _judged(marks[s]) for n, s in enumerate(stored.sequences) if s in marks}
    rows = len(stored.sequences)
    excluded, flags = [False] * rows, list[str | None](repeat(None, rows))
    for place, judgement in judged.items():
        excluded[place], flags[place] = judgement.is_excluded, judgement.flags
    columns: tuple[Sequence[Any], ...] = (
        _circumstances(stored, days, excluded),
        _rounded(stored.durations),
        flags,
        stored.answers,
    )
    withdrawn = {place for place, judgement in judged.items() if judgement.is_withdrawn}
    versions = sorted(set(stored.version_ids))
    if len(versions) == 1 and not withdrawn:
        yield AnswerPage._make((versions[0], *columns))
        return
    for version in versions:
        here = [v == version and n not in withdrawn for n, v in enumerate(stored.version_ids)]
        yield AnswerPage._make((version, *(list(compress(c, here)) for c in columns)))


def _rounded(durations: Sequence[int | None]) -> list[int | None]:
    rounded = {s: None if s is None else round(s / ROUNDED_TO) * ROUNDED_TO for s in {*durations}}
    return list(map(rounded.__getitem__, durations))


def _circumstances(
    stored: StoredAnswers, days: _Days, excluded: Sequence[bool]
) -> list[Circumstances]:
    """Give those of each answer: one object for all answers that share them."""
    rows = list(
        zip(
            stored.unit_ids,
            stored.point_ids,
            stored.version_ids,
            stored.modes,
            map(bool, stored.verified),
            stored.languages,
            days.of(stored.moments),
            excluded,
            strict=True,
        )
    )
    known = {row: Circumstances(*row) for row in set(rows)}
    return list(map(known.__getitem__, rows))


class _Judgement(NamedTuple):
    """What the corrections beside an answer come to."""

    is_withdrawn: bool
    is_excluded: bool
    flags: str | None


def _judged(marks: Marks) -> _Judgement:
    kinds = {kind for kind, _ in marks}
    rules = sorted({rule for kind, rule in marks if kind == FLAG and rule})
    return _Judgement(WITHDRAWAL in kinds, EXCLUSION in kinds, " ".join(rules) or None)
