"""Reading real answers in: every row checked first, then stored, never twice."""

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_babel import gettext
from sqlalchemy import func, select

from app.actor import Actor
from app.extensions import db
from app.models import Mode, Response, ResponseImport
from app.services.auditing import record_event
from app.services.importing.counts import read_counts
from app.services.importing.files import open_file
from app.services.importing.keys import Occurrences
from app.services.importing.lives import living_keys
from app.services.importing.mapping_reader import read_mapping
from app.services.importing.people import read_person
from app.services.importing.plan import Plan, heading_mistakes, make_plan
from app.services.importing.points import import_points
from app.services.importing.problems import InvalidFile, InvalidRows, Problem
from app.services.importing.reading import BadRow, Reading, ReadResponse
from app.services.importing.spool import Spool
from app.services.importing.tables import Record
from app.services.response_store.rows import NewResponse, write

BATCH = 1000


@dataclass(frozen=True)
class ImportOutcome:
    """What an import did: responses added, those stored before, rows left out, units met.

    `import_id` is the record of it; None if nothing was added.
    """

    added: int
    already_there: int
    skipped_rows: int
    units: int
    import_id: int | None


@dataclass(frozen=True)
class ImportRequest:
    """What to import, by which mapping, on whose order; `report` is told each problem.

    in_one : store all of it in one transaction, for files of a size that makes nobody wait
    name : what the file is called, if not by its path
    """

    file: Path
    mapping: bytes
    actor: Actor
    report: Callable[[Problem], None]
    skip_bad: bool = False
    in_one: bool = False
    name: str = ""


def import_responses(request: ImportRequest, *, now: datetime) -> ImportOutcome:
    """Import a file of answers.

    Every row is checked before the first is stored; one bad row, and nothing is changed, unless
    `skip_bad` leaves bad rows out. Storing commits every thousand responses, so that citizens who
    answer meanwhile wait for none of it; if it is cut off, importing again adds the rest. With
    `in_one` it commits once.

    Raises `InvalidFile`, `InvalidMapping` with every mistake, or `InvalidRows`.
    """
    with Occurrences() as seen, Spool() as spool:
        plan, bad = check_rows(request, seen, spool, now)
        if bad.rows and not request.skip_bad:
            raise InvalidRows(bad.rows, bad.problems)
        check_not_read_otherwise(plan, request, spool)
        added, import_id = store(plan, request, spool, now)
        known = spool.length - added
        return ImportOutcome(added, known, bad.rows, len(spool.unit_ids), import_id)


@dataclass
class BadRows:
    """How many rows were bad, with how many problems."""

    rows: int = 0
    problems: int = 0


def check_rows(
    request: ImportRequest, seen: Occurrences, spool: Spool, now: datetime
) -> tuple[Plan, BadRows]:
    """Check every row and put the good ones into the spool."""
    mapping, mistakes = read_mapping(request.mapping)
    bad = BadRows()
    with open_file(request.file, wanted=mapping.columns, delimiter=mapping.delimiter) as table:
        mistakes += heading_mistakes(mapping, table.headings)
        reading = Reading(make_plan(mapping, mistakes), seen, now, is_stored)
        for record in table.records:
            try:
                responses = read_row(reading, record, table.headings)
            except BadRow as refused:
                bad.rows += 1
                bad.problems += len(refused.problems)
                for problem in refused.problems:
                    request.report(problem)
            else:
                spool.add(responses)
    return reading.plan, bad


def read_row(reading: Reading, record: Record, headings: tuple[str, ...]) -> list[ReadResponse]:
    """Read a row as one person, or as the people a row of counts stands for."""
    counts = reading.plan.mapping.counts
    if counts is not None:
        return read_counts(reading, counts, record, headings)
    return read_person(reading, record, headings)


def is_stored(key: uuid.UUID) -> bool:
    """Tell whether a row with this key is stored and was not taken back."""
    living = living_keys([key])[key]
    return db.session.scalar(select(Response.sequence).where(Response.key == living)) is not None


def check_not_read_otherwise(plan: Plan, request: ImportRequest, spool: Spool) -> None:
    """Refuse a file that was imported before, unless all it brought then is known again.

    The keys of answers come from the columns that the mapping reads. Read otherwise, an answer
    would look new and be stored a second time. Raises `InvalidFile`.
    """
    brought = db.session.scalar(
        select(func.sum(ResponseImport.rows))
        .where(ResponseImport.survey_id == plan.survey.id)
        .where(ResponseImport.file_digest == digest_of(request.file))
        .where(ResponseImport.taken_back_at.is_(None))
    )
    if brought and brought > sum(map(count_stored, spool.batches(BATCH))):
        raise InvalidFile(
            gettext(
                "this file was imported before with a mapping that reads other columns; "
                "answers would be stored a second time"
            )
        )


def count_stored(batch: list[ReadResponse]) -> int:
    """Count the responses of a batch that are stored."""
    keys = living_keys(response.key for response in batch).values()
    found = db.session.scalar(select(func.count()).where(Response.key.in_(keys)))
    return found or 0


def digest_of(path: Path) -> str:
    """Compute the SHA-256 of a file without holding it in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def store(
    plan: Plan, request: ImportRequest, spool: Spool, now: datetime
) -> tuple[int, int | None]:
    """Store what is new of the spool, with a record of the import; give how many were new.

    The record counts along with every commit, so that it is true of an import cut off, too; one
    that added nothing leaves none.
    """
    survey_id, version_id = plan.survey.id, plan.survey.version_id
    points = import_points(plan.survey, spool.unit_ids)
    record = new_record(survey_id, request, now)
    db.session.add(record)
    db.session.flush()
    for batch in spool.batches(BATCH):
        keys = living_keys(response.key for response in batch)
        rows = [
            NewResponse(
                key=keys[response.key],
                survey_id=survey_id,
                version_id=version_id,
                point_id=points[response.unit_id],
                unit_id=response.unit_id,
                mode=Mode.IMPORTED,
                language=response.language,
                answered_at=response.answered_at,
                duration=None,
                answers=response.answers,
                comments=response.comments,
                import_id=record.id,
            )
            for response in batch
        ]
        record.rows += len(write(db.session.connection(), rows))
        if not request.in_one:
            db.session.commit()
    added, import_id = record.rows, record.id
    if not added:
        db.session.delete(record)
    record_event(
        "response.import",
        actor=request.actor,
        thing=f"survey:{plan.survey.id}",
        unit_id=None,
        now=now,
        name=plan.survey.code,
        added=added,
        already_there=spool.length - added,
        file_digest=record.file_digest,
    )
    db.session.commit()
    return added, import_id if added else None


def new_record(survey_id: int, request: ImportRequest, now: datetime) -> ResponseImport:
    """Make the record of an import that has stored nothing yet."""
    return ResponseImport(
        survey_id=survey_id,
        file_name=(request.name or request.file.name)[:255],
        file_digest=digest_of(request.file),
        mapping_digest=hashlib.sha256(request.mapping).hexdigest(),
        rows=0,
        imported_at=now,
        imported_by=request.actor.name[:255],
    )
