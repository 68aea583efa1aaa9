"""You said, we did: what was changed because of the answers, and how the index moved since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.actor import Actor
from app.errors import LangNgheError
from app.extensions import db
from app.models import Improvement, Publication
from app.queries.publications import void_publications
from app.queries.surveys import get_survey_by_id
from app.services.auditing import record_event
from app.services.publishing.documents import Document, read_document, row_of
from app.services.reporting.changes import change_from, why_incomparable
from app.services.reporting.records import IndexRow
from surveys.plain_text import one_line


class InvalidImprovement(LangNgheError):
    """It cannot be tied to these publications; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class NewImprovement:
    """What somebody wants to say, and the two publications that show what came of it."""

    unit_id: int
    title: str
    said: str
    done: str
    done_on: date
    before: Publication | None
    after: Publication | None
    title_en: str = ""
    said_en: str = ""
    done_en: str = ""


def write_improvement(wanted: NewImprovement, *, actor: Actor, now: datetime) -> Improvement:
    """Publish an entry in one transaction; raises `InvalidImprovement`."""
    entry = Improvement(
        unit_id=wanted.unit_id,
        title=one_line(wanted.title),
        said=wanted.said.strip(),
        done=wanted.done.strip(),
        title_en=one_line(wanted.title_en) or None,
        said_en=wanted.said_en.strip() or None,
        done_en=wanted.done_en.strip() or None,
        done_on=wanted.done_on,
        before_id=wanted.before.id if wanted.before else None,
        after_id=wanted.after.id if wanted.after else None,
        movement=movement_of(wanted),
        written_at=now,
    )
    db.session.add(entry)
    db.session.flush()
    _record("improvement.write", entry, actor, now)
    db.session.commit()
    return entry


def take_down(entry: Improvement, *, actor: Actor, now: datetime) -> None:
    """Let an entry be seen no more."""
    if entry.taken_down_at is None:
        entry.taken_down_at = now
        _record("improvement.take_down", entry, actor, now)
        db.session.commit()


def movement_of(wanted: NewImprovement) -> dict[str, Any] | None:
    """Give how the unit's index moved between two publications in force; None where none is tied.

    Raises `InvalidImprovement` where only one is named, the unit has no published figure in both,
    or the two measured in ways that cannot be compared.
    """
    before, after = wanted.before, wanted.after
    if before is None and after is None:
        return None
    if before is None or after is None:
        raise InvalidImprovement("one_missing")
    if {before.id, after.id} & void_publications():
        raise InvalidImprovement("void")
    if before.formula != after.formula or before.last_day >= after.first_day:
        raise InvalidImprovement("not_comparable")
    surveys = [get_survey_by_id(made.survey_id) for made in (before, after)]
    if why_incomparable(surveys[0], surveys[1], after.formula) is not None:
        raise InvalidImprovement("not_comparable")
    old, new = (_published(made, wanted.unit_id) for made in (before, after))
    change = change_from(old.figure, new)
    if old.figure is None or new.figure is None or change.difference is None:
        raise InvalidImprovement("not_published")
    found = change.difference
    return {
        "before": _figure(old),
        "after": _figure(new),
        "difference": found.value,
        "low": found.interval.low,
        "high": found.interval.high,
        "direction": change.direction.value,
    }


def _published(made: Publication, unit_id: int) -> IndexRow:
    document: Document = read_document(made.document)
    found: Mapping[str, Any] | None = next(
        (row for row in document["rows"] if row["unit"]["id"] == unit_id), None
    )
    if found is None:
        raise InvalidImprovement("not_published")
    return row_of(document, found)


def _figure(row: IndexRow) -> dict[str, Any]:
    figure = row.figure
    if figure is None:
        raise InvalidImprovement("not_published")
    return {
        "share": figure.share,
        "low": figure.share_low,
        "high": figure.share_high,
        "n": figure.n,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
    }


def _record(act: str, entry: Improvement, actor: Actor, now: datetime) -> None:
    record_event(act, actor=actor, thing=f"improvement:{entry.id}", unit_id=entry.unit_id, now=now)
