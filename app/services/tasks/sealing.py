"""The daily seal, and the daily look at whether what was sealed is still there."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import structlog

from app import clock
from app.actor import Actor
from app.errors import LangNgheError
from app.seal_words import check_sentence, sealed_sentence
from app.services.auditing import record_at_once
from app.services.sealing import SealCheck, make_seal, verify_seals

log = structlog.get_logger()


class SealBroken(LangNgheError):
    """Something sealed is not as it was; the message says where."""


def seal_day(now: datetime) -> str:
    """Seal what came until now, under the day that has just ended.

    The digest goes to the log too, which stands outside the database.
    """
    yesterday = clock.local_day(now) - timedelta(days=1)
    seal = make_seal(yesterday, actor=Actor.system("tasks"), now=now)
    log.info("day sealed", number=seal.number, digest=seal.digest)
    return sealed_sentence(seal)


def check_seals(now: datetime) -> str:
    """Verify every seal; raises `SealBroken` so that the run counts as failed."""
    found = check_and_record(Actor.system("tasks"), now=now)
    log.info("seals verified", holds=found.holds, last=found.last)
    if not found.holds:
        raise SealBroken(check_sentence(found))
    return check_sentence(found)


def check_and_record(
    actor: Actor, *, now: datetime, noted: Mapping[int, str] | None = None
) -> SealCheck:
    """Verify every seal and record what came of it, in a transaction of its own."""
    found = verify_seals(noted)
    broken = found.found
    record_at_once(
        "seal.verify",
        actor=actor,
        thing="seal",
        unit_id=None,
        now=now,
        rows=found.rows,
        broken=None if broken is None else broken.how.value,
        table=None if broken is None else broken.table,
        number=None if broken is None else broken.number,
    )
    return found
