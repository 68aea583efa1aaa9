"""What pages, files and commands say about seals."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext

from app.filters import day
from app.models import Seal
from app.services.sealing.verification import Found, SealCheck, Tampering
from app.words import say

TABLES: dict[str, Any] = {
    "response": lazy_gettext("answers"),
    "response_correction": lazy_gettext("flags, decisions and withdrawals"),
    "kept_answer": lazy_gettext("answers looked at and kept"),
    "seal_tombstone": lazy_gettext("erased rows"),
    "flag_change": lazy_gettext("flags ended or raised again"),
}

FOUND: dict[Tampering, Callable[[Found], str]] = {
    Tampering.CHANGED: lambda found: say(
        "Row %(number)s of table %(table)s, sealed under number %(seal)s, was changed.",
        number=found.number,
        table=found.table,
        seal=found.seal,
    ),
    Tampering.REMOVED: lambda found: say(
        "Row %(number)s of table %(table)s, sealed under number %(seal)s, was removed.",
        number=found.number,
        table=found.table,
        seal=found.seal,
    ),
    Tampering.INSERTED: lambda found: say(
        "Row %(number)s of table %(table)s was put in after its day had been sealed.",
        number=found.number,
        table=found.table,
    ),
    Tampering.SEAL_CHANGED: lambda found: say(
        "Seal %(number)s (table %(table)s) was changed.", number=found.number, table=found.table
    ),
    Tampering.SEAL_REMOVED: lambda found: say("Seal %(number)s was removed.", number=found.number),
    Tampering.NOTED: lambda found: say(
        "Seal %(number)s is not the one that was noted: the chain was computed anew.",
        number=found.number,
    ),
}


def check_sentence(check: SealCheck) -> str:
    """Say in a sentence whether everything is as it was sealed, or what is not."""
    if check.found is not None:
        return say("The seal is broken. %(reason)s", reason=FOUND[check.found.how](check.found))
    return say(
        "The seals hold: %(seals)s seals over %(rows)s rows; %(erased)s rows were erased and told "
        "so; %(unsealed)s came since.",
        seals=check.seals,
        rows=check.rows,
        erased=check.erased,
        unsealed=check.unsealed,
    )


def sealed_sentence(seal: Seal) -> str:
    """Say what was sealed."""
    return say(
        "Sealed %(rows)s rows under number %(number)s: %(digest)s.",
        rows=sum(sealed_rows(seal).values()),
        number=seal.number,
        digest=seal.digest,
    )


def sealed_rows(seal: Seal) -> dict[str, int]:
    """Tell how many rows of each table stand under a seal."""
    return {name: part["rows"] for name, part in json.loads(seal.rows).items()}


def seal_mark(seal: Seal | None) -> str:
    """Name the newest seal in a file or on a page, so that whoever has it can compare later."""
    if seal is None:
        return say("Nothing has been sealed yet.")
    return say(
        "Number %(number)s, up to %(day)s: %(digest)s",
        number=seal.number,
        day=written_day(seal.day),
        digest=seal.digest,
    )


def written_day(value: date) -> str:
    """Write a day as pages do."""
    return str(day(value))
