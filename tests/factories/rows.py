"""What every factory shares: numbers, the moment, and saving a row."""

import itertools
from datetime import UTC, datetime
from typing import Any

from app.actor import Actor
from app.extensions import db

NUMBERS = itertools.count(1)
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ACTOR = Actor.command("tests")
PASSWORD = "đường-ruộng-mạ-non"
AUTHENTICATOR = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238's examples."""


def saved(row: Any) -> Any:
    """Add one row, commit, and give it back."""
    db.session.add(row)
    db.session.commit()
    return row
