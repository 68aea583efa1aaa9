"""The rows of a file of answers, read in pages; a slow reader holds no connection meanwhile."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from app import clock
from app.extensions import db
from app.models import CorrectionKind
from app.queries.answer_pages import StoredAnswer, answer_pages, corrections_of
from app.services.answer_files.choosing import Chosen
from app.services.reporting.origins import HELPED
from app.services.reporting.records import Origin

ROUNDED_TO = 10
"""Seconds: enough to see who hurried, too coarse to know a form again."""
UNMARKED: tuple[str, ...] = ()
FLAG, EXCLUSION, WITHDRAWAL = (
    kind.value
    for kind in (CorrectionKind.FLAG, CorrectionKind.EXCLUSION, CorrectionKind.WITHDRAWAL)
)


class AnswerRow(NamedTuple):
    """One answer, without anything that leads to the person.

    seconds : how long the form was open, rounded
    flags : rules that flagged it
    """

    unit_id: int
    point_id: int
    version_id: int
    day: date
    mode: str
    origin: Origin
    language: str
    seconds: int | None
    flags: tuple[str, ...]
    excluded: bool
    answers: Mapping[str, Any]


def answer_rows(chosen: Chosen) -> Iterator[AnswerRow]:
    """Read the answers that were not withdrawn, in no order of time within some days."""
    zone = clock.local_zone()
    for step in chosen.steps():
        corrections = corrections_of(step)
        for page in answer_pages(step):
            # What was read is in memory: the connection goes back before anything is sent.
            db.session.rollback()
            for stored in page:
                marks = corrections.get(stored.key)
                flags, excluded = _read(marks) if marks else (UNMARKED, False)
                if excluded is not None:
                    yield AnswerRow(
                        stored.unit_id,
                        stored.point_id,
                        stored.version_id,
                        stored.answered_at.astimezone(zone).date(),
                        stored.mode,
                        _origin(stored),
                        stored.language,
                        _rounded(stored.duration),
                        flags,
                        excluded,
                        stored.answers,
                    )


def _read(marks: list[tuple[str, str | None]]) -> tuple[tuple[str, ...], bool | None]:
    """Give the rules of the flags, and whether it was excluded; None if it was withdrawn."""
    kinds = {kind for kind, _ in marks}
    if WITHDRAWAL in kinds:
        return UNMARKED, None
    rules = sorted({rule for kind, rule in marks if kind == FLAG and rule})
    return tuple(rules), EXCLUSION in kinds


def _origin(stored: StoredAnswer) -> Origin:
    if stored.verified:
        return Origin.VERIFIED
    return Origin.ASSISTED if stored.mode in HELPED else Origin.OPEN


def _rounded(seconds: int | None) -> int | None:
    return None if seconds is None else round(seconds / ROUNDED_TO) * ROUNDED_TO
