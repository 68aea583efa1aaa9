"""Flags that are written with an answer, in the same transaction."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from app.models import CorrectionKind, ResponseCorrection


@dataclass(frozen=True, slots=True)
class Flag:
    """A rule of `app.flag_rules` that an answer met, and the figures it met it by."""

    rule: str
    evidence: Mapping[str, Any] = field(default_factory=dict)


Flagged = tuple[uuid.UUID, datetime, tuple[Flag, ...]]
"""The key of a response, the moment of its answer, and its flags."""


def write_flags(connection: Connection, flagged: Sequence[Flagged]) -> None:
    """Write the flags of responses that were stored just now."""
    rows = [
        {
            "response_key": key,
            "kind": CorrectionKind.FLAG.value,
            "rule": flag.rule,
            "evidence": dict(flag.evidence),
            "made_at": moment,
        }
        for key, moment, flags in flagged
        for flag in flags
    ]
    if rows:
        connection.execute(insert(ResponseCorrection), rows)
