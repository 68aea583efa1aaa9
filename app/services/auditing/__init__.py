"""The audit: `record_event` adds to the chain, `verify_chain` finds where it was broken."""

from app.services.auditing.recording import UndeclaredAct, record_at_once, record_event
from app.services.auditing.verification import Break, Verification, verify_chain

__all__ = [
    "Break",
    "UndeclaredAct",
    "Verification",
    "record_at_once",
    "record_event",
    "verify_chain",
]
