"""The daily verification of the audit."""

from collections.abc import Iterable
from datetime import datetime

import structlog

from app.actor import Actor
from app.audit_words import verification_sentence
from app.errors import LangNgheError
from app.services.auditing import Verification, record_at_once, verify_chain
from app.services.auditing.verification import Noted

log = structlog.get_logger()


class AuditBroken(LangNgheError):
    """The audit is not what was recorded; the message says where."""


def verify_audit(now: datetime) -> str:
    """Verify the audit; raises `AuditBroken` so that the run counts as failed.

    The last digest goes to the log, which stands outside the database: whoever computes the chain
    anew does not change what was logged.
    """
    found = verify_and_record(Actor.system("tasks"), now=now)
    log.info("audit verified", holds=found.holds, last=found.mark)
    if not found.holds:
        raise AuditBroken(verification_sentence(found))
    return verification_sentence(found)


def verify_and_record(actor: Actor, *, now: datetime, noted: Iterable[Noted] = ()) -> Verification:
    """Verify the audit and record that, and what came of it, in a transaction of its own."""
    found = verify_chain(noted)
    record_at_once(
        "audit.verify",
        actor=actor,
        thing="audit",
        unit_id=None,
        now=now,
        events=found.events,
        broken=found.broken,
        broken_at=found.broken_at,
    )
    return found
