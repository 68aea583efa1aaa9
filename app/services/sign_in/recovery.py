"""Recovery codes: ten at a time, each works once in place of a second factor."""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, select, update

from app.extensions import db
from app.models import RecoveryCode, User
from app.services.sign_in.secrets_at_rest import keyed_digest

COUNT = 10
LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
"""No vowels, so that no word comes about; nothing that looks like something else."""
LENGTH = 12


def new_recovery_codes(user: User) -> list[str]:
    """Replace the codes of a person by new ones, which are shown once; the caller commits."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LENGTH)) for _ in range(COUNT)]
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    db.session.add_all(RecoveryCode(user_id=user.id, digest=keyed_digest(code)) for code in codes)
    return ["-".join((code[:4], code[4:8], code[8:])) for code in codes]


def takes_recovery_code(user: User, typed: str, *, now: datetime) -> bool:
    """Tell whether a code is one of the person's that are left, and use it up; caller commits."""
    code = "".join(c for c in typed.lower() if c.isalnum())
    statement = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.digest == keyed_digest(code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    return db.session.execute(statement).first() is not None


def count_recovery_codes(user: User) -> int:
    """Count the codes that are left."""
    query = select(func.count(RecoveryCode.id)).where(
        RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None)
    )
    return db.session.scalar(query) or 0
