"""The seal: `make_seal` links a day's rows to all days before, `verify_seals` finds tampering."""

from app.services.sealing.making import (
    TooBusyToSeal,
    add_seal,
    find_ends,
    last_seal,
    make_seal,
    seal_document,
)
from app.services.sealing.tombstones import bury
from app.services.sealing.verification import Found, SealCheck, Tampering, verify_seals

__all__ = [
    "Found",
    "SealCheck",
    "Tampering",
    "TooBusyToSeal",
    "add_seal",
    "bury",
    "find_ends",
    "last_seal",
    "make_seal",
    "seal_document",
    "verify_seals",
]
